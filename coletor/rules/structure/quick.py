"""Quick readings: what tells a right value beyond doubt, before any check that could report.

Most values of most contacts are right, and few kinds of them have many different values: what a
check found right once is remembered by its text. A reading that does not know returns None, and
the check decides; a reading must never take a value that the check refuses.
"""

from math import ceil, floor
from typing import Any

from coletor.model import Element, Kind
from coletor.rules.structure.nodes import Quick
from coletor.rules.structure.texts import longest_of

REMEMBERED = 20_000
"""Texts remembered for each element; then its memory begins anew."""

_UNLIKE = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.INTEGER, Kind.DECIMAL})
"""Kinds whose values differ so much, or are checked so fast, that a memory would not help."""


def quick_of(element: Element) -> tuple[Quick, dict[str, Any] | None]:
    """Return the quick reading of an element, and the memory it looks into (if it does).

    Args:
        element: one with a value.
    """
    if element.kind is Kind.INTEGER and element.lowest is not None:
        return _integer(element), None
    if element.kind is Kind.TEXT:
        return (_alphanumeric if element.alphanumeric else _text)(longest_of(element)), None
    if element.kind in _UNLIKE or (element.kind is Kind.TERM and element.table is None):
        return _never, None  # what a code means hangs on the terminology of its row
    known = {code: code for code in element.values} if element.kind is Kind.CODE else {}
    memory: dict[str, Any] = dict(known)
    return memory.get, memory


def remember(memory: dict[str, Any], text: str, value: object) -> None:
    """Keep a value that its check found right, with nothing to say about it."""
    if len(memory) >= REMEMBERED:
        memory.clear()
    memory[text] = value


def _never(_value: Any) -> Any:
    return None


def _integer(element: Element) -> Quick:
    lowest = ceil(float(element.lowest or 0))
    highest = floor(float(element.highest)) if element.highest else 10**9

    def read(value: Any) -> Any:
        return value if type(value) is int and lowest <= value <= highest else None

    return read


def _text(longest: int) -> Quick:
    def read(value: Any) -> Any:
        if type(value) is str and value.isprintable() and 0 < len(value) <= longest:
            return None if value.isspace() else value
        return None

    return read


def _alphanumeric(longest: int) -> Quick:
    def read(value: Any) -> Any:
        if type(value) is str and value.isalnum() and value.isascii() and len(value) <= longest:
            return value
        return None

    return read
