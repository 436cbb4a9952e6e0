"""Fixed-width tables of SIGTAP: the layout of the same zip, then records sliced by it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coletor.terminology.errors import TableFileError

_ENCODING = "cp1252"
_HEADER = ["coluna", "tamanho", "inicio", "fim", "tipo"]
_END = b"\r\n"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a layout: bytes ``start`` to ``end`` of the record (from 0, end excluded)."""

    name: str
    start: int
    end: int


class FixedTable:
    """A fixed-width table whose records were found to have the length its layout says.

    Args:
        file: the zip as the person knows it.
        name: table name, such as ``tb_procedimento``.
        layout: content of its layout file.
        data: content of the table.

    Raises:
        TableFileError: layout that contradicts itself or the data; no records; a broken record.
    """

    def __init__(self, file: str, name: str, layout: bytes, data: bytes) -> None:
        self.file = file
        self.name = name
        self._columns = {column.name: column for column in self._read_layout(layout)}
        self.width = max(column.end for column in self._columns.values())
        self.step = self.width + len(_END)
        self.rows = self._count(data)
        # One byte is one character in this encoding, so that positions stay what they are.
        self._text = data.decode(_ENCODING, "replace")

    def fail(self, reason: str, line: int = 0, **fields: object) -> TableFileError:
        """Return the error that names this file, this table and a line (from 1)."""
        return TableFileError(reason, file=self.file, table=self.name, line=line, **fields)

    def _read_layout(self, layout: bytes) -> Iterator[Column]:
        lines = layout.decode("ascii", "replace").lstrip("\ufeff").splitlines()
        rows = [line.strip().split(",") for line in lines if line.strip()]
        if not rows or [cell.strip().lower() for cell in rows[0]] != _HEADER:
            raise self.fail("layout_header")
        reached = 0
        for number, row in enumerate(rows[1:], 2):
            if len(row) != len(_HEADER) or not all(cell.strip().isdigit() for cell in row[1:4]):
                raise self.fail("layout_row", column=row[0][:40], number=number)
            size, start, end = (int(cell) for cell in row[1:4])
            if start != reached + 1 or size != end - start + 1 or size < 1:
                raise self.fail("layout_row", column=row[0][:40], number=number)
            reached = end
            yield Column(row[0].strip().upper(), start - 1, end)
        if not reached:
            raise self.fail("layout_header")

    def _count(self, data: bytes) -> int:
        """Return the number of records, having seen that each ends where it should."""
        if data and not data.endswith(_END):
            data += _END
        if not data:
            raise self.fail("empty")
        count, rest = divmod(len(data), self.step)
        ends = (
            data[self.width + place :: self.step].count(mark)
            for place, mark in ((0, b"\r"), (1, b"\n"))
        )
        if rest or any(found != count for found in ends):
            raise self.fail("row_length", self._first_broken(data), width=self.width)
        return count

    def _first_broken(self, data: bytes) -> int:
        line = 1
        for start in range(0, len(data), self.step):
            if data[start + self.width : start + self.step] != _END:
                break
            line += 1
        return line

    def span(self, name: str) -> tuple[int, int]:
        """Return where a column begins and ends.

        Raises:
            TableFileError: the layout lacks it.
        """
        column = self._columns.get(name)
        if column is None:
            raise self.fail("layout_column", column=name)
        return column.start, column.end

    def has(self, name: str) -> bool:
        """Tell whether the layout has a column."""
        return name in self._columns

    def column(self, name: str) -> list[str]:
        """Return the values of a column, without padding, in file order."""
        start, end = self.span(name)
        text, size = self._text, end - start
        return [text[at : at + size].rstrip() for at in range(start, len(text), self.step)]

    def only(self, name: str, value: str) -> bool:
        """Tell whether a column has the same value in every record.

        Args:
            name: the column.
            value: as long as the column is wide.
        """
        start, end = self.span(name)
        return len(value) == end - start and all(
            self._text[place :: self.step] == letter * self.rows
            for place, letter in enumerate(value, start)
        )

    def codes(self, name: str, form: str) -> list[str]:
        """Return the values of a column of codes, each of the form it should have.

        Args:
            name: the column.
            form: regular expression of the whole code.
        """
        values = self.column(name)
        fits = re.compile(form).fullmatch
        wrong = {value for value in set(values) if not fits(value)}
        if wrong:
            line = next(n for n, value in enumerate(values, 1) if value in wrong)
            raise self.fail("code_form", line, column=name, value=values[line - 1])
        return values

    def numbers(self, name: str) -> list[int]:
        """Return the values of a column of whole numbers."""
        return [int(value) for value in self.codes(name, r"\d+")]
