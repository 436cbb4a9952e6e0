"""Identificador Nacional de Equipe: 10 digits as text, leading zeros kept; no known check."""

from coletor.identifiers.digits import has_form, unmask


def is_valid(text: str) -> bool:
    """Tell whether a text is 10 digits."""
    return has_form(text, 10)


def normalise(text: str) -> str:
    """Return what a person typed without mask."""
    return unmask(text)
