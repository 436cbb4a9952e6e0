"""Checks of whole and decimal numbers: a JSON number within the bounds of its element."""

import math
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from coletor.rules.facts import Row
from coletor.rules.registry import structural
from coletor.rules.structure.nodes import Leaf

if TYPE_CHECKING:
    from coletor.rules.structure.reading import Reading

_GREATEST = 10**15
"""Beyond this a number is a broken file, and databases and spreadsheets lose its digits."""


@structural("modelo-inteiro")
def check_integer(value: Any, leaf: Leaf, row: Row, reading: "Reading") -> Any:
    """Check a whole number; ``true`` is not one, nor ``"3"``, nor ``3.0``."""
    if type(value) is not int:
        suggestion = value if type(value) is str and value.isascii() and value.isdigit() else None
        return reading.bad(
            "modelo-inteiro", leaf, row, valor=value, suggestion=suggestion and suggestion[:15]
        )
    return _within(value, leaf, row, reading)


@structural("modelo-decimal")
def check_decimal(value: Any, leaf: Leaf, row: Row, reading: "Reading") -> Any:
    """Check a decimal number; NaN and infinity are none."""
    if type(value) not in (int, float, Decimal) or not math.isfinite(value):
        return reading.bad("modelo-decimal", leaf, row, valor=value)
    return _within(value, leaf, row, reading)


@structural("modelo-faixa")
def _within(value: Any, leaf: Leaf, row: Row, reading: "Reading") -> Any:
    element = leaf.element
    if element.lowest is not None and value < Decimal(element.lowest):
        return reading.bad(
            "modelo-faixa", leaf, row, variant="minimo", valor=value, limite=element.lowest
        )
    highest = Decimal(element.highest) if element.highest is not None else _GREATEST
    if value > highest:
        return reading.bad(
            "modelo-faixa", leaf, row, variant="maximo", valor=value, limite=str(highest)
        )
    return value
