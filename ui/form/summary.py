"""A row in one line of words, for the eye that passes over it and for screen readers."""

from coletor.model import Kind
from ui.form.binding import Host
from ui.form.layout import COLUMNS, Table

_NAMED = (Kind.CNS, Kind.CNES, Kind.INE)
"""Kinds whose figures say nothing without the name of what they are."""


def summary_of(host: Host, table: Table, row: int) -> str:
    """Return what a row says: ``225125  Médico clínico · CNS 705 1234 5678 9011``."""
    rows = host.session.rows
    parts = []
    for place in table.places:
        typed = rows.text(row, place.element.path)
        if not typed.strip():
            continue
        words = host.names.shown(place.element, typed, lambda role: rows.value(row, role), COLUMNS)
        named = place.element.kind in _NAMED
        parts.append(f"{place.element.kind.upper()} {words}" if named else words)
    return " · ".join(parts)
