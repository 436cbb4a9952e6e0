"""CIAP-2 codes: the letter of a chapter and two digits."""

import re

from coletor.identifiers.digits import unmask

_FORM = re.compile(r"[ABDFHKLNPRSTUWXYZ][0-9]{2}")


def is_valid(text: str) -> bool:
    """Tell whether a text has the form of a CIAP-2 code (``P72``)."""
    return _FORM.fullmatch(text) is not None


def normalise(text: str) -> str:
    """Return what a person typed in the stored form: ``p72`` -> ``P72``."""
    return unmask(text).upper()
