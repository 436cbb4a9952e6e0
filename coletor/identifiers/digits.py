"""What the identifiers share: ASCII digits, masks and weighted sums."""

from collections.abc import Iterable


def has_form(text: str, length: int) -> bool:
    """Tell whether a text is exactly that many ASCII digits (no other script's digits)."""
    return len(text) == length and text.isascii() and text.isdigit()


def weighted_sum(text: str, weights: Iterable[int]) -> int:
    """Return the sum of the digits by their weights; the shorter of the two ends it."""
    return sum(int(digit) * weight for digit, weight in zip(text, weights, strict=False))


def unmask(text: str) -> str:
    """Return the text without the spaces, dots, hyphens and slashes of a mask."""
    return text.translate(_MASK)


_MASK = {ord(character): None for character in " .-/\u00a0\t"}
