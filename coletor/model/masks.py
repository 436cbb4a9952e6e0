"""Codes of the terminologies as their publishers print them; the data keep them bare."""

from functools import cache

from coletor.model.lists import load_list

TERMINOLOGIES = "terminologia"
"""The list whose values are the terminologies, each with the mask of its codes, if it has one."""
_LETTER, _DIGIT = "A", "0"


def masked(code: str, table: str = "") -> str:
    """Return a code as it is printed, such as ``J45.9`` or ``03.01.01.007-2``.

    Args:
        code: as it is kept; what has not the form of the mask comes back as it is.
        table: id of its terminology. Without it, for a code whose terminology another field names,
            the form of the code tells: no two terminologies have masks that differ for one form.
    """
    masks = _masks()
    wanted = ((masks[table],) if table in masks else ()) if table else masks.values()
    return next((_filled(mask, code) for mask in wanted if _fits(mask, code)), code)


@cache
def _masks() -> dict[str, str]:
    """Return the masks by terminology; ``A`` stands for a letter, ``0`` for a digit."""
    return {one.code: one.mask for one in load_list(TERMINOLOGIES).values if one.mask}


@cache
def _places(mask: str) -> str:
    return "".join(letter for letter in mask if letter in {_LETTER, _DIGIT})


def _fits(mask: str, code: str) -> bool:
    places = _places(mask)
    return (
        len(places) == len(code)
        and code.isascii()
        and all(
            letter.isdigit() if place == _DIGIT else letter.isalpha()
            for place, letter in zip(places, code, strict=True)
        )
    )


def _filled(mask: str, code: str) -> str:
    letters = iter(code)
    return "".join(next(letters) if place in {_LETTER, _DIGIT} else place for place in mask)
