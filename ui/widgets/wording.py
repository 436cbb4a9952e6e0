"""Figures, days and sentences as a person reads them."""

import textwrap

_TIP_COLUMNS = 84
"""Letters in a line of a tooltip: as wide as half a small screen."""


def figure(count: int) -> str:
    """Return a whole number as Brazilians write it: 1.248."""
    return f"{count:,}".replace(",", ".")


def day(value: str | None) -> str:
    """Return a stored day as a person reads it; a year or a month alone as far as known."""
    return "/".join(reversed((value or "")[:10].split("-")))


def first_sentence(words: str) -> str:
    """Return the first sentence of what is said: beside a field there is room for no more."""
    first, stop, rest = words.partition(". ")
    return f"{first}." if stop and rest[:1].isupper() else words


def tip(words: str) -> str:
    """Return words for where the mouse rests, in lines: Qt breaks none and runs off the screen."""
    return "\n".join(textwrap.fill(line, _TIP_COLUMNS) for line in words.splitlines())
