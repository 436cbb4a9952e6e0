"""The data dictionary of a model (Art. 118), derived from its file in four formats."""

from coletor.model.dictionary.entries import Entry, describe, entries
from coletor.model.dictionary.formats import FORMATS, render

__all__ = ["FORMATS", "Entry", "describe", "entries", "render"]
