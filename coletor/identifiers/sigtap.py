"""Procedure codes of the Tabela SUS (SIGTAP): ``GG.SS.FF.PPP-D``, stored as 10 digits."""

from coletor.identifiers import digits

_WEIGHTS = tuple(range(10, 1, -1))


def has_form(text: str) -> bool:
    """Tell whether a text is 10 digits."""
    return digits.has_form(text, 10)


def is_valid(text: str) -> bool:
    """Tell whether a code has 10 digits and the last one checks the others."""
    return has_form(text) and text == build(text[:9])


def build(base: str) -> str:
    """Return the code of nine digits (group, subgroup, form and number).

    Raises:
        ValueError: the base is not nine digits (a bug of the caller).
    """
    if not digits.has_form(base, 9):
        raise ValueError("a base has 9 digits")
    check = -digits.weighted_sum(base, _WEIGHTS) % 11
    return f"{base}{check if check < 10 else 0}"


def normalise(text: str) -> str:
    """Return what a person typed without mask."""
    return digits.unmask(text)
