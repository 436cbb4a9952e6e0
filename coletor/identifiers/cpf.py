"""Cadastro de Pessoas Físicas: 11 digits, the last two check the others."""

from coletor.identifiers.digits import has_form, unmask, weighted_sum


def is_valid(text: str) -> bool:
    """Tell whether a CPF is right; eleven equal digits never are.

    Args:
        text: 11 digits without mask.
    """
    return has_form(text, 11) and len(set(text)) > 1 and text == build(text[:9])


def build(base: str) -> str:
    """Return the CPF of nine digits.

    Raises:
        ValueError: the base is not nine digits (a bug of the caller).
    """
    if not has_form(base, 9):
        raise ValueError("a base has 9 digits")
    with_first = base + _check_digit(base)
    return with_first + _check_digit(with_first)


def normalise(text: str) -> str:
    """Return what a person typed without its mask (``000.000.000-00``)."""
    return unmask(text)


def _check_digit(text: str) -> str:
    digit = -weighted_sum(text, range(len(text) + 1, 1, -1)) % 11
    return str(digit if digit < 10 else 0)
