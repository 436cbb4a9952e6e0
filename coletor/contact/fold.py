"""Comparing what people type without regard to accents and case."""

import unicodedata


def fold(text: str) -> str:
    """Return a text without accents and in lower case, for comparing what people type."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
