"""CID-10 codes: a letter and two or three digits, stored without the dot."""

import re

from coletor.identifiers.digits import unmask

_FORM = re.compile(r"[A-Z][0-9]{2,3}")


def is_valid(text: str) -> bool:
    """Tell whether a text has the form of a stored CID-10 code (``J459``)."""
    return _FORM.fullmatch(text) is not None


def normalise(text: str) -> str:
    """Return what a person typed in the stored form: ``j45.9`` -> ``J459``."""
    return unmask(text).upper()
