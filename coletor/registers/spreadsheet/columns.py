"""Which column of a spreadsheet is which field, by what people call it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from coletor.errors import ColetorError
from coletor.registers.definition import Definition, Field, described
from coletor.registers.spreadsheet.reading import Cell, Sheet, sheets_of
from coletor.terminology.text import fold

_TITLES = 20
"""Rows above the headings that a title or a logo may take."""
_SHOWN = 5
_ASIDE = re.compile(r"\s*[(\[*].*$")


@dataclass(frozen=True)
class Reading:
    """What a spreadsheet looks like before it is brought in.

    Args:
        register: the register it is read for.
        line: line of the headings, from 1.
        headings: every heading, in the order of the sheet; '' where there is none.
        mapping: position of a column -> field id, of what was recognised.
        sample: the first rows below, as text.
        first: the same rows as they stand there: (line, cells).
    """

    register: str
    line: int
    headings: tuple[str, ...]
    mapping: Mapping[int, str]
    sample: tuple[tuple[str, ...], ...]
    first: tuple[tuple[int, tuple[Cell, ...]], ...] = ()

    @property
    def ignored(self) -> tuple[str, ...]:
        """Return the headings that no field was recognised in."""
        return ignored_of(self.headings, self.mapping)


def read_people(path: Path, register_id: str) -> Reading:
    """Look at a spreadsheet: its headings, what they are taken for, and its first rows.

    Args:
        path: .xlsx, .xls or .csv.
        register_id: ``pacientes`` or ``profissionais``.

    Raises:
        ColetorError: it cannot be read, or no heading is known.
    """
    line, cells, rows = headed(path, described(register_id))
    headings = tuple(_text(cell) for cell in cells)
    first = tuple((number, tuple(row)) for number, row in islice(rows, _SHOWN))
    sample = tuple(tuple(_text(cell) for cell in row) for _, row in first)
    mapping = recognise(described(register_id), cells)
    return Reading(register_id, line, headings, mapping, sample, first)


def headed(path: Path, own: Definition) -> tuple[int, list[Cell], Sheet]:
    """Return line and cells of the headings, and the rows below them.

    The headings are the row of the first twenty that says most fields, in the first sheet that
    has such a row.

    Raises:
        ColetorError: the file cannot be read, or no row says any field.
    """
    for sheet in sheets_of(path):
        top = list(islice(sheet, _TITLES))
        known = [len(recognise(own, cells)) for _, cells in top]
        most = max(known, default=0)
        if most:
            best = known.index(most)
            line, cells = top[best]
            return line, cells, chain(top[best + 1 :], sheet)
    labels = ", ".join(field.label for field in own.fields)
    raise ColetorError("registers.file.no_headings", file=path.name, labels=labels)


def recognise(own: Definition, cells: Sequence[Cell]) -> dict[int, str]:
    """Return position -> field id of the headings that are known; each field once.

    Args:
        own: the register.
        cells: a row that may be the headings.
    """
    known = {name: field.id for field in reversed(own.fields) for name in _names(field)}
    found: dict[int, str] = {}
    for place, cell in enumerate(cells):
        heading = _text(cell)
        name = known.get(fold(heading)) or known.get(fold(_ASIDE.sub("", heading)))
        if name is not None and name not in found.values():
            found[place] = name
    return found


def ignored_of(headings: Sequence[str], mapping: Mapping[int, str]) -> tuple[str, ...]:
    """Return the headings that no field is taken from."""
    return tuple(name for place, name in enumerate(headings) if name and place not in mapping)


def _names(field: Field) -> set[str]:
    own = {field.id, field.label, *field.names}
    if field.element is not None:
        own |= {field.element.column, field.element.item}
    return {fold(name) for name in own}


def _text(cell: Cell) -> str:
    return "" if cell is None else " ".join(str(cell).split())
