"""Status tones: a colour that always comes with a word."""

from enum import StrEnum


class Tone(StrEnum):
    """What a status means; the value is the property the style sheet reads."""

    NEUTRAL = "neutral"
    ACCENT = "accent"
    OK = "ok"
    WARNING = "warning"
    ERROR = "error"
