"""Cartão Nacional de Saúde: 15 digits, by the official routines of the CNS."""

from coletor.identifiers.digits import has_form, unmask, weighted_sum

_WEIGHTS = tuple(range(15, 0, -1))
_BASE_WEIGHTS = _WEIGHTS[:11]


def is_valid(text: str) -> bool:
    """Tell whether a CNS is right.

    A number starting with 1 or 2 must equal, whole, the one its first 11 digits give: the
    shorter test "weighted sum divisible by 11" also takes a second number for most bases.

    Args:
        text: 15 digits without mask.
    """
    if not has_form(text, 15):
        return False
    if text[0] in "12":
        return text == build(text[:11])
    return text[0] in "789" and weighted_sum(text, _WEIGHTS) % 11 == 0


def starts_well(text: str) -> bool:
    """Tell whether the first digit is one that people's numbers have (1, 2, 7, 8, 9)."""
    return text[:1] in ("1", "2", "7", "8", "9")


def build(base: str) -> str:
    """Return the CNS of a base.

    Args:
        base: 11 digits, the first 1 or 2.

    Raises:
        ValueError: the base is not that (a bug of the caller).
    """
    if not has_form(base, 11) or base[0] not in "12":
        raise ValueError("a base has 11 digits and starts with 1 or 2")
    total = weighted_sum(base, _BASE_WEIGHTS)
    digit = -total % 11
    if digit == 10:
        return f"{base}001{-(total + 2) % 11}"
    return f"{base}000{digit}"


def build_78(prefix: str) -> str:
    """Return a CNS starting with 7, 8 or 9.

    The last digit is weighted 1, so one prefix in eleven has none: the digit before it then
    moves on by one, as often as it takes.

    Args:
        prefix: 14 digits, the first 7, 8 or 9.

    Raises:
        ValueError: the prefix is not that (a bug of the caller).
    """
    if not has_form(prefix, 14) or prefix[0] not in "789":
        raise ValueError("a prefix has 14 digits and starts with 7, 8 or 9")
    while (digit := -weighted_sum(prefix, _WEIGHTS) % 11) == 10:
        prefix = f"{prefix[:-1]}{(int(prefix[-1]) + 1) % 10}"
    return f"{prefix}{digit}"


def normalise(text: str) -> str:
    """Return what a person typed without its mask (``700 0000 0000 0000``)."""
    return unmask(text)
