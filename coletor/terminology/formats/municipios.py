"""Municípios of IBGE: the DTB spreadsheet (BIFF) or the JSON of the localities service."""

import io
import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

import xlrd

from coletor.identifiers.municipio import STATES
from coletor.terminology.builder import Row, write_table
from coletor.terminology.errors import TableFileError
from coletor.terminology.formats.candidate import Candidate, Step, package
from coletor.terminology.sources import Part, sha256_of
from coletor.terminology.types import Node

_CODE = "Código Município Completo"
_NAME = "Nome_Município"
_TITLES = 20
"""The header is looked for in this many first rows (it is the seventh of the 2024 edition)."""


def prepare_sheet(parts: Mapping[str, Part]) -> Candidate:
    """Identify a DTB spreadsheet by the date it carries.

    Args:
        parts: the spreadsheet, under ``"sheet"``.
    """
    part = parts["sheet"]
    content = part.read()
    rows = _open_sheet(part, content)
    titles = " ".join(cell for row in rows[:_TITLES] for cell in row)
    dated = re.search(r"(\d{2})/(\d{2})/(\d{4})", titles)
    version = f"{dated[3]}{dated[2]}{dated[1]}" if dated else _file_day(part)
    return _candidate(part, content, version, _sheet_rows(part, rows))


def prepare_json(parts: Mapping[str, Part]) -> Candidate:
    """Identify an answer of the localities service by the day of the file.

    Args:
        parts: the JSON, under ``"answer"``.
    """
    part = parts["answer"]
    content = part.read()
    try:
        places = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise TableFileError("json", file=part.label) from error
    return _candidate(part, content, _file_day(part), _json_rows(part, places))


def _file_day(part: Part) -> str:
    moment = datetime.fromtimestamp(part.path.stat().st_mtime).astimezone()
    return f"{moment:%Y%m%d}"


def _candidate(
    part: Part, content: bytes, version: str, places: Iterator[tuple[int, str, str]]
) -> Candidate:
    def fill(connection: sqlite3.Connection, step: Step) -> int:
        step(part.name, 1, 1)
        states = (Node(code, "", letters, letters) for code, letters in STATES.items())
        return write_table(connection, "municipio", _checked(part, places), states)

    identity = package("municipio", version, sha256_of([content]), part.name, version)
    return Candidate(identity, fill)


def _checked(part: Part, places: Iterable[tuple[int, str, str]]) -> Iterator[Row]:
    seen: set[str] = set()
    for line, code, name in places:
        letters = STATES.get(code[:2], "")
        if not re.fullmatch(r"\d{7}", code) or not letters:
            raise TableFileError(
                "code_form", file=part.label, line=line, column=_CODE, value=code[:40]
            )
        if code in seen:
            raise TableFileError("duplicate", file=part.label, line=line, code=code)
        if not name:
            raise TableFileError("no_value", file=part.label, line=line, column=_NAME)
        seen.add(code)
        yield Row(code, name, letters, extra=letters.lower())
    if not seen:
        raise TableFileError("empty", file=part.label)


def _open_sheet(part: Part, content: bytes) -> list[list[str]]:
    try:
        book = xlrd.open_workbook(file_contents=content, on_demand=True, logfile=io.StringIO())
        sheet = book.sheet_by_index(0)
        return [[_cell(value) for value in sheet.row_values(n)] for n in range(sheet.nrows)]
    # A broken workbook raises anything at all inside xlrd.
    except Exception as error:
        raise TableFileError("xls", file=part.label) from error


def _cell(value: object) -> str:
    """Return a cell as text; a number read as 1100015.0 is a code."""
    return str(int(value)) if isinstance(value, float) else str(value).strip()


def _sheet_rows(part: Part, rows: list[list[str]]) -> Iterator[tuple[int, str, str]]:
    head = next((n for n, row in enumerate(rows[:_TITLES]) if _CODE in row), None)
    if head is None:
        raise TableFileError("header", file=part.label, column=_CODE)
    if _NAME not in rows[head]:
        raise TableFileError("header", file=part.label, line=head + 1, column=_NAME)
    code, name = rows[head].index(_CODE), rows[head].index(_NAME)
    for number, row in enumerate(rows[head + 1 :], head + 2):
        if any(row):
            yield number, row[code], row[name]


def _json_rows(part: Part, places: Any) -> Iterator[tuple[int, str, str]]:
    if not isinstance(places, list):
        raise TableFileError("json", file=part.label)
    for number, place in enumerate(places, 1):
        if not isinstance(place, dict) or "id" not in place or "nome" not in place:
            raise TableFileError("no_value", file=part.label, line=number, column="id, nome")
        yield number, str(place["id"]), str(place["nome"])
