"""CBO occupation codes: six characters, the fifth of which may be a letter (``2231F9``)."""

import re

from coletor.identifiers.digits import unmask

_FORM = re.compile(r"[0-9]{4}[0-9A-Z][0-9]")


def is_valid(text: str) -> bool:
    """Tell whether a text has the form of a CBO code."""
    return _FORM.fullmatch(text) is not None


def normalise(text: str) -> str:
    """Return what a person typed in the stored form: ``2251-25`` -> ``225125``."""
    return unmask(text).upper()
