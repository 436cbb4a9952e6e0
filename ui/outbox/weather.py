"""How the service has been answering lately, from the attempts themselves."""

from collections.abc import Sequence
from dataclasses import dataclass

from coletor import clock
from coletor.messages import text
from coletor.store import Database
from coletor.store.traffic import Attempt, last_attempts
from ui.glance import local
from ui.widgets.tone import Tone

_LAST = 12
_OLD_S = 24 * 3600
_SLOW_S, _QUICK_S = 5.0, 0.05
_DOWN = 3
_BAD = ("falha", "sem_confirmacao")


@dataclass(frozen=True)
class Weather:
    """One of: not known, normal, slow, down.

    Args:
        words: what a person reads, empty while nothing is known.
        tone: its tone.
    """

    words: str = ""
    tone: Tone = Tone.NEUTRAL


def read_weather(db: Database) -> Weather:
    """Tell the weather from the last attempts of the last day."""
    day = clock.later(-_OLD_S)
    return weather_of([each for each in last_attempts(db, _LAST) if each.ended_at > day])


def weather_of(attempts: Sequence[Attempt]) -> Weather:
    """Tell the weather from attempts, the latest first."""
    if not attempts:
        return Weather()
    bad = [each.outcome in _BAD for each in attempts]
    if all(bad[:_DOWN]) and len(bad) >= _DOWN:
        streak = next((n for n, one in enumerate(bad) if not one), len(bad))
        return Weather(
            text("ui.weather.down", since=local(attempts[streak - 1].ended_at)), Tone.ERROR
        )
    good = [each for each, one in zip(attempts, bad, strict=True) if not one]
    if not good:
        return Weather(text("ui.weather.unsteady"), Tone.WARNING)
    took = sum(map(_seconds, good)) / len(good)
    seconds = f"{took:.1f}".replace(".", ",")
    quick = took < _QUICK_S
    pace = text("ui.weather.each_quick") if quick else text("ui.weather.each", seconds=seconds)
    if took >= _SLOW_S:
        return Weather(text("ui.weather.slow", pace=pace), Tone.WARNING)
    if sum(bad) * 3 >= len(bad):
        return Weather(text("ui.weather.unsteady"), Tone.WARNING)
    return Weather(text("ui.weather.normal", pace=pace), Tone.OK)


def _seconds(attempt: Attempt) -> float:
    return (clock.read(attempt.ended_at) - clock.read(attempt.started_at)).total_seconds()
