"""Tables separated by semicolons, checked line by line."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from coletor.terminology.errors import TableFileError
from coletor.terminology.sources import Part

_QUOTED: Final = csv.QUOTE_MINIMAL
_PLAIN: Final = csv.QUOTE_NONE


class DelimitedTable:
    """A CSV with header.

    Args:
        part: the file.
        encoding: encoding of the official file.
        columns: columns it must have.
        quoting: whether quotes have a meaning in this file.

    Raises:
        TableFileError: wrong encoding, header, or nothing below it.
    """

    def __init__(
        self, part: Part, encoding: str, columns: Sequence[str], *, quoting: bool = False
    ) -> None:
        self.part = part
        self.content = part.read()
        if not self.content.strip():
            raise TableFileError("empty_file", file=part.label)
        try:
            text = self.content.decode(encoding)
        except UnicodeDecodeError as error:
            line = self.content.count(b"\n", 0, error.start) + 1
            raise self.fail("encoding", line) from error
        self._reader = csv.reader(
            io.StringIO(text, newline=""), delimiter=";", quoting=_QUOTED if quoting else _PLAIN
        )
        self._header = [cell.strip() for cell in next(self._reader, [])]
        self._places = [self._place(column) for column in columns]
        self._columns = columns

    def fail(self, reason: str, line: int = 0, **fields: object) -> TableFileError:
        """Return the error that names this file and a line (from 1, the header)."""
        return TableFileError(reason, file=self.part.label, table="", line=line, **fields)

    def _place(self, column: str) -> int:
        if column not in self._header:
            raise self.fail("header", 1, column=column)
        return self._header.index(column)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield line number and wanted cells of each row.

        Raises:
            TableFileError: a row with other columns than the header, or no row at all.
        """
        count = 0
        expected = len(self._header)
        try:
            for row in self._reader:
                if len(row) != expected:
                    raise self.fail(
                        "columns", self._reader.line_num, found=len(row), expected=expected
                    )
                count += 1
                yield self._reader.line_num, [row[place].strip() for place in self._places]
        except csv.Error as error:
            raise self.fail("columns", self._reader.line_num, found=0, expected=expected) from error
        if not count:
            raise self.fail("empty")

    def by_code(self, form: str) -> dict[str, list[str]]:
        """Return the other cells by the code in the first wanted column.

        Args:
            form: regular expression of the whole code.

        Raises:
            TableFileError: a code of another form, a name missing, or a code twice.
        """
        found: dict[str, list[str]] = {}
        for line, (code, *cells) in self.rows():
            self.check_code(line, code, form)
            if code in found:
                raise self.fail("duplicate", line, code=code)
            found[code] = cells
        return found

    def check_code(self, line: int, code: str, form: str) -> None:
        """Refuse a code of another form."""
        if not _fits(form, code):
            raise self.fail("code_form", line, column=self._columns[0], value=code[:40])

    def need(self, line: int, column: str, value: str) -> str:
        """Return a value that may not be empty."""
        if not value:
            raise self.fail("no_value", line, column=column)
        return value

    def day(self, line: int, value: str) -> str:
        """Return a date ``dd/mm/aaaa`` as ``AAAA-MM-DD``; empty stays empty."""
        if not value:
            return ""
        try:
            moment = datetime.strptime(value, "%d/%m/%Y")  # noqa: DTZ007 - a date has no zone
        except ValueError as error:
            raise self.fail("date", line, value=value[:40]) from error
        return moment.date().isoformat()


def _fits(form: str, code: str) -> bool:
    return re.fullmatch(form, code) is not None
