"""Codes of TUSS and CBHPM: 8 digits."""

from coletor.identifiers.digits import has_form, unmask


def is_valid(text: str) -> bool:
    """Tell whether a text is 8 digits."""
    return has_form(text, 8)


def normalise(text: str) -> str:
    """Return what a person typed without mask (``1.01.01.01-2``)."""
    return unmask(text)
