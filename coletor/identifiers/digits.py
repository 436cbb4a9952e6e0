"""What the identifiers share: ASCII digits, masks and weighted sums."""

from collections.abc import Iterable
from operator import mul


def has_form(text: str, length: int) -> bool:
    """Tell whether a text is exactly that many ASCII digits (no other script's digits)."""
    return len(text) == length and text.isascii() and text.isdigit()


def weighted_sum(text: str, weights: Iterable[int]) -> int:
    """Return the sum of the digits by their weights; the shorter of the two ends it."""
    return sum(map(mul, map(int, text), weights))


def unmask(text: str) -> str:
    """Return the text without the spaces, dots, hyphens and slashes of a mask."""
    return text.translate(_MASK)


_MASK = {ord(character): None for character in " .-/\u00a0\t"}
