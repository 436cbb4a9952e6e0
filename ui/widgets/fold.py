"""Text as it is compared while typing: no accents, lower case."""

import unicodedata


def fold(text: str) -> str:
    """Return a text without accents, in lower case, without blanks at the ends."""
    parts = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))
