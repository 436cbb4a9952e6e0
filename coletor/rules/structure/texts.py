"""Checks of free text: something written, of bearable length, of characters that can be sent."""

import unicodedata
from typing import TYPE_CHECKING, Any

from coletor.model import Element, Kind
from coletor.rules.facts import Row
from coletor.rules.registry import structural
from coletor.rules.structure.nodes import Leaf

if TYPE_CHECKING:
    from coletor.rules.structure.reading import Reading

# Where the annex prints no length: no real text comes near, a wrong file does.
_LONGEST = {Kind.TEXT: 1_000, Kind.LONG_TEXT: 100_000}
_LINES = frozenset("\n\r\t")
_NOT_SENDABLE = ("Cc", "Cs")  # XML 1.0 refuses most of them, and nobody types one on purpose
_NONCHARACTERS = "\ufffe\uffff"


def longest_of(element: Element) -> int:
    """Return how many characters a text may have."""
    return element.length or _LONGEST[element.kind]


@structural("modelo-vazio", "modelo-tamanho", "modelo-caractere", "modelo-alfanumerico")
def check_text(value: str, leaf: Leaf, row: Row, reading: "Reading") -> Any:
    """Check a text that is known to be one; return it, or ``BAD`` after reporting it."""
    element = leaf.element
    longest = longest_of(element)
    if len(value) > longest:
        return reading.bad("modelo-tamanho", leaf, row, limite=longest, tamanho=len(value))
    if value.isspace():
        return reading.bad("modelo-vazio", leaf, row, variant="espacos")
    if not value.isprintable():
        wrong = _first_wrong(value, element.kind)
        if wrong is not None:
            return reading.bad("modelo-caractere", leaf, row, posicao=wrong + 1)
    if element.alphanumeric and not (value.isascii() and value.isalnum()):
        return reading.bad("modelo-alfanumerico", leaf, row, valor=value)
    return value


def _first_wrong(value: str, kind: Kind) -> int | None:
    allowed = _LINES if kind is Kind.LONG_TEXT else frozenset[str]()
    for position, character in enumerate(value):
        if character in allowed:
            continue
        if unicodedata.category(character) in _NOT_SENDABLE or character in _NONCHARACTERS:
            return position
    return None
