"""Cadastro Nacional de Estabelecimentos de Saúde: 7 digits, the last behaves as a check digit.

No document states the check digit (it was measured on every code of one state), so a
mismatch is only ever a warning.
"""

from coletor.identifiers import digits

_WEIGHTS = (7, 6, 5, 4, 3, 2)


def has_form(text: str) -> bool:
    """Tell whether a text is 7 digits."""
    return digits.has_form(text, 7)


def is_valid(text: str) -> bool:
    """Tell whether a CNES has the form and the check digit that real ones have."""
    return has_form(text) and int(text[6]) == _check(text)


def build(base: str) -> str | None:
    """Return the CNES of six digits, or None for the bases that no establishment has.

    Raises:
        ValueError: the base is not six digits (a bug of the caller).
    """
    if not digits.has_form(base, 6):
        raise ValueError("a base has 6 digits")
    check = _check(base)
    return None if check == 10 else f"{base}{check}"


def normalise(text: str) -> str:
    """Return what a person typed without mask."""
    return digits.unmask(text)


def _check(text: str) -> int:
    return -digits.weighted_sum(text, _WEIGHTS) % 11
