"""How the first rows of a spreadsheet will stand in the register, before anything is stored."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coletor.model import Kind
from coletor.registers.definition import Field, described
from coletor.registers.entries import Problem
from coletor.registers.spreadsheet.columns import Reading
from coletor.registers.spreadsheet.importing import refusals
from coletor.registers.spreadsheet.rows import Row, RowReader
from coletor.terminology.library import Library

if TYPE_CHECKING:
    from coletor.workspace import Workspace


@dataclass(frozen=True)
class Foreseen:
    """One row as it will be.

    Args:
        line: line of the file, from 1.
        texts: what will be stored, as a person reads it, by field id; as it stands in the file
            where it cannot be taken.
        problem: what it will be refused for, None for a row that comes in.
    """

    line: int
    texts: Mapping[str, str]
    problem: Problem | None = None


def foresee(
    workspace: "Workspace", reading: Reading, mapping: Mapping[int, str] | None = None
) -> tuple[Foreseen, ...]:
    """Return how the first rows will be; those that say nothing are left out.

    Args:
        workspace: the open folder: its code tables, and who is in its registers.
        reading: what was read of the file.
        mapping: position of a column -> field id; as recognised without it.
    """
    columns = reading.mapping if mapping is None else mapping
    reader = RowReader(described(reading.register), workspace.library)
    read = [(cells, reader.row(columns, line, cells)) for line, cells in reading.first]
    rows = [(cells, row) for cells, row in read if row is not None]
    problems = refusals(workspace, reading.register, [row for _, row in rows])
    return tuple(
        Foreseen(row.line, _texts(workspace.library, reading, columns, cells, row), problem)
        for (cells, row), problem in zip(rows, problems, strict=True)
    )


def _texts(
    library: Library,
    reading: Reading,
    columns: Mapping[int, str],
    cells: Iterable[object],
    row: Row,
) -> dict[str, str]:
    own, said = described(reading.register), list(cells)
    texts = {
        name: " ".join(str(said[place]).split())
        for place, name in columns.items()
        if row.problem is not None and row.problem.field_id == name
        if place < len(said) and said[place] is not None
    }
    return texts | {name: _shown(library, own.by_id[name], row.values[name]) for name in row.values}


def _shown(library: Library, field: Field, value: str) -> str:
    """Return a value as a person reads it; a code of a table with its name."""
    shown = field.display(value)
    table = field.shape.table if field.kind is Kind.TERM else None
    term = library.find(table, value) if table else None
    return f"{shown}  {term.name}" if term is not None else shown
