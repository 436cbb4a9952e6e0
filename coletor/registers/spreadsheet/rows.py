"""The rows of a spreadsheet as checked values, read here or in a process of their own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from coletor.messages import text
from coletor.registers.checking import Examine, problems_of
from coletor.registers.definition import Definition, described
from coletor.registers.entries import Problem
from coletor.registers.spreadsheet.cells import CellError, Cells
from coletor.registers.spreadsheet.columns import headed, ignored_of, recognise
from coletor.registers.spreadsheet.reading import Cell
from coletor.rules import Checker
from coletor.terminology.library import Library


@dataclass(frozen=True, slots=True)
class Row:
    """One row that says something.

    Args:
        line: line of the file, from 1.
        values: canonical values by field id; of a row with a problem, those that can be read.
        problem: what keeps it from being taken, None where nothing does.
    """

    line: int
    values: Mapping[str, str]
    problem: Problem | None = None


@dataclass(frozen=True)
class Source:
    """What is read and for which register; picklable.

    Args:
        path: the spreadsheet.
        register: the register's id.
        mapping: position of a column -> field id; as recognised without it.
        tables: folder of the code tables.
        demonstration: whether the small demonstration tables may answer.
    """

    path: Path
    register: str
    mapping: Mapping[int, str] | None
    tables: Path
    demonstration: bool


class Rows:
    """The rows of one spreadsheet.

    Args:
        source: what is read.
    """

    def __init__(self, source: Source) -> None:
        self._own = described(source.register)
        self.line, cells, self._rows = headed(source.path, self._own)
        self._columns = recognise(self._own, cells)
        headings = [" ".join(str(cell).split()) if cell is not None else "" for cell in cells]
        if source.mapping is not None:
            self._columns = dict(source.mapping)
        self.ignored = ignored_of(headings, self._columns)
        self._source = source

    def __iter__(self) -> Iterator[Row]:
        library = Library(self._source.tables, demonstration=self._source.demonstration)
        try:
            reader = RowReader(self._own, library)
            for line, row in self._rows:
                found = reader.row(self._columns, line, row)
                if found is not None:
                    yield found
        finally:
            library.close()


class RowReader:
    """Reads rows as values of a register, and says what keeps one from being taken.

    Args:
        own: the register.
        library: the code tables.
    """

    def __init__(self, own: Definition, library: Library) -> None:
        self._own = own
        self._cells = Cells(library)
        checker = Checker(own.model, tables=library)
        self._examine: Examine = lambda _, document: checker.check(document)

    def row(self, columns: Mapping[int, str], line: int, row: Sequence[Cell]) -> Row | None:
        """Return what a row says, None where it says nothing.

        Args:
            columns: position of a column -> field id.
            line: its line in the file.
            row: its cells.
        """
        values: dict[str, str] = {}
        problem: Problem | None = None
        for place, name in columns.items():
            field = self._own.by_id[name]
            try:
                value = self._cells.value(field, row[place]) if place < len(row) else ""
            except CellError as error:
                problem = problem or Problem(name, str(error))
                continue
            if value:
                values[name] = value
        if problem is not None:
            return Row(line, values, problem)
        if not values:
            return None
        values = _completed(self._own, values)
        problems = problems_of(self._own, values, self._examine)
        return Row(line, values, _first(self._own, problems) if problems else None)


def _completed(own: Definition, values: Mapping[str, str]) -> dict[str, str]:
    """Return the values with what a field takes for granted of another (the país of a município).

    The model says it: the field may be filled only with one value of the other, and that is
    the value that its form proposes.
    """
    made = dict(values)
    for name in values:
        for condition in own.by_id[name].shape.applies_when:
            other = own.by_role.get(condition.role)
            if other and other.id not in made and other.shape.hint.default == condition.value:
                made[other.id] = str(condition.value)
    return {field.id: made[field.id] for field in own.fields if field.id in made}


def _first(own: Definition, problems: list[Problem]) -> Problem:
    """Return the first problem, with how many more there are."""
    first, *others = problems
    if not others:
        return first
    labels = ", ".join(dict.fromkeys(own.by_id[one.field_id].label for one in others))
    return Problem(first.field_id, text("registers.cell.more", first=first.message, others=labels))
