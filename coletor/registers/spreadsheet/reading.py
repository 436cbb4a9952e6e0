"""Reads the rows of .xlsx, .xls and .csv files, whatever their names end in."""

import csv
import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from coletor.errors import ColetorError
from coletor.reasons import system_reason

Cell = str | int | float | date | None
Sheet = Iterator[tuple[int, list[Cell]]]
"""The rows of one sheet: (line from 1, cells)."""

LARGEST = 200 * 1024 * 1024
LARGEST_INSIDE = 500 * 1024 * 1024
"""Bytes of an .xlsx once it is unpacked: a small file may unpack to more than a computer holds."""
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_DELIMITERS = ";,\t"
_SAMPLE = 64 * 1024


def sheets_of(path: Path) -> Iterator[Sheet]:
    """Yield the sheets of a file, each as its rows.

    Args:
        path: a spreadsheet of Excel, old or new, or text with ``;`` ``,`` or tabs, in UTF-8
            (with its mark or not), UTF-16 or Latin-1.

    Raises:
        ColetorError: it cannot be read, is too large, empty, or no spreadsheet.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            beginning = stream.read(_SAMPLE)
            if size > LARGEST:
                raise ColetorError("registers.file.large", file=path.name)
            if not beginning.strip():
                raise ColetorError("registers.file.empty", file=path.name)
            content = beginning + stream.read()
    except OSError as error:
        reason = system_reason(error)
        raise ColetorError("registers.file.unreadable", file=path.name, reason=reason) from None
    if beginning.startswith(_ZIP):
        return _workbook(path, content)
    if beginning.startswith(_OLE):
        return _old_workbook(path, content)
    if beginning.lstrip()[:1] == b"<":
        raise ColetorError("registers.file.page", file=path.name)
    return iter([_text(_decoded(path, content))])


def _workbook(path: Path, content: bytes) -> Iterator[Sheet]:
    import openpyxl  # noqa: PLC0415 - takes long to import

    _refuse_large_inside(path, content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # about what we do not read
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    # A broken workbook raises anything at all inside openpyxl.
    except Exception as error:
        raise ColetorError("registers.file.damaged", file=path.name) from error
    for sheet in book.worksheets:
        yield _sheet_rows(path, sheet)


def _refuse_large_inside(path: Path, content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            inside = sum(member.file_size for member in archive.infolist())
    except zipfile.BadZipFile as error:
        raise ColetorError("registers.file.damaged", file=path.name) from error
    if inside > LARGEST_INSIDE:
        raise ColetorError("registers.file.unpacked", file=path.name)


def _sheet_rows(path: Path, sheet: Any) -> Sheet:
    sheet.reset_dimensions()  # what the file says of its own size may be wrong, and cuts rows off
    try:
        rows = sheet.iter_rows(values_only=True)
        for line, row in enumerate(rows, 1):
            yield line, [_cell(value) for value in row]
    except (zipfile.BadZipFile, ValueError, KeyError, SyntaxError, EOFError) as error:
        raise ColetorError("registers.file.damaged", file=path.name) from error


def _old_workbook(path: Path, content: bytes) -> Iterator[Sheet]:
    import xlrd  # noqa: PLC0415 - seldom

    try:
        book = xlrd.open_workbook(file_contents=content, on_demand=True, logfile=io.StringIO())
    # A broken or locked workbook raises anything at all inside xlrd.
    except Exception as error:
        raise ColetorError("registers.file.damaged", file=path.name) from error
    for number in range(book.nsheets):
        yield _old_rows(book, number)


def _old_rows(book: Any, number: int) -> Sheet:
    sheet = book.sheet_by_index(number)
    for line in range(sheet.nrows):
        cells = zip(sheet.row_types(line), sheet.row_values(line), strict=True)
        yield line + 1, [_old_cell(kind, value, book.datemode) for kind, value in cells]


def _old_cell(kind: int, value: Any, datemode: int) -> Cell:
    import xlrd  # noqa: PLC0415 - seldom

    if kind == xlrd.XL_CELL_ERROR:
        return None
    if kind != xlrd.XL_CELL_DATE:
        return _cell(value)
    try:
        return _cell(xlrd.xldate_as_datetime(value, datemode))
    except (ValueError, OverflowError):  # no day of any calendar
        return str(value)


def _cell(value: object) -> Cell:
    """Return a cell in few kinds: whole numbers are whole, moments are days."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    return value if isinstance(value, int) and not isinstance(value, bool) else str(value)


def _decoded(path: Path, content: bytes) -> str:
    if content.startswith(_UTF16):
        return content.decode("utf-16", errors="replace")
    if b"\x00" in content:
        raise ColetorError("registers.file.other", file=path.name)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _text(content: str) -> Sheet:
    first = next((line for line in content.splitlines() if line.strip()), "")
    delimiter = max(_DELIMITERS, key=first.count)
    # Strict: where a quote is left open, the rows behind it would become one person's name.
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for row in reader:
            yield line, list(row)
            line = reader.line_num + 1
    except csv.Error as error:
        raise ColetorError("registers.file.line", line=line) from error
