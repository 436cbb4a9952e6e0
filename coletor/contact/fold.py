"""Comparing what people type without regard to accents and case."""

import unicodedata


def fold(text: str) -> str:
    """Return a text without accents and in lower case, for comparing what people type."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def one_line(text: str) -> str:
    """Return a name in one line without what cannot be printed (a terminal would obey it)."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
