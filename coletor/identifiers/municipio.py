"""Município codes of the IBGE: 7 digits, the last a check digit with nine official exceptions."""

from coletor.identifiers import digits

_EXCEPTIONS = frozenset(
    {
        "2201919", "2201988", "2202251", "2611533", "3117836",
        "3152131", "4305871", "5203939", "5203962",
    }
)  # fmt: skip
STATES = {
    "11": "RO", "12": "AC", "13": "AM", "14": "RR", "15": "PA", "16": "AP", "17": "TO",
    "21": "MA", "22": "PI", "23": "CE", "24": "RN", "25": "PB", "26": "PE", "27": "AL",
    "28": "SE", "29": "BA", "31": "MG", "32": "ES", "33": "RJ", "35": "SP", "41": "PR",
    "42": "SC", "43": "RS", "50": "MS", "51": "MT", "52": "GO", "53": "DF",
}  # fmt: skip
"""IBGE code of each state and its abbreviation."""


def has_form(text: str) -> bool:
    """Tell whether a text is 7 digits that start with the code of a state."""
    return digits.has_form(text, 7) and text[:2] in STATES


def is_valid(text: str) -> bool:
    """Tell whether a code has the form and the check digit, or is one of the exceptions."""
    return has_form(text) and (text in _EXCEPTIONS or text == build(text[:6]))


def build(base: str) -> str:
    """Return the 7-digit code of the 6-digit one that other systems use.

    The nine exceptions cannot be told from six digits alone where both exist.

    Raises:
        ValueError: the base is not six digits (a bug of the caller).
    """
    if not digits.has_form(base, 6):
        raise ValueError("a base has 6 digits")
    for exception in _EXCEPTIONS:
        if exception[:6] == base:
            return exception
    total = 0
    for position, digit in enumerate(base):
        product = int(digit) * (1 + position % 2)
        total += product // 10 + product % 10
    return f"{base}{-total % 10}"


def state(code: str) -> str | None:
    """Return the two letters of the state that a município code starts with, or None."""
    return STATES.get(code[:2])


def normalise(text: str) -> str:
    """Return what a person typed without mask."""
    return digits.unmask(text)
