"""Carries contacts of one model over to another, saying all that is lost, presumed or missing."""

from coletor.model.conversion.converting import convert
from coletor.model.conversion.describing import describe
from coletor.model.conversion.mapping import Conversion, load_conversion
from coletor.model.conversion.notes import Converted, Note, NoteKind

__all__ = [
    "Conversion",
    "Converted",
    "Note",
    "NoteKind",
    "convert",
    "describe",
    "load_conversion",
]
