"""TUSS table 22 of ANS: one CSV, the same code may come back with another period of validity."""

import sqlite3
from collections.abc import Iterator, Mapping
from datetime import datetime

from coletor.terminology.builder import Row, write_table
from coletor.terminology.formats.candidate import Candidate, Step, package
from coletor.terminology.formats.delimited import DelimitedTable
from coletor.terminology.sources import Part, newest_member, open_zip, sha256_of

HEADER = "Código do Termo"
COLUMNS = [HEADER, "Termo", "Data de início de vigência", "Data de fim de vigência"]


def prepare(parts: Mapping[str, Part]) -> Candidate:
    """Identify a TUSS file by its date, the only version it has.

    Args:
        parts: the CSV, under ``"terms"``.
    """
    table = DelimitedTable(parts["terms"], "utf-8-sig", COLUMNS, quoting=True)

    def fill(connection: sqlite3.Connection, step: Step) -> int:
        step(table.part.name, 1, 1)
        return write_table(connection, "tuss", _rows(table))

    day = f"{_date(table.part):%Y%m%d}"
    identity = package("tuss", day, sha256_of([table.content]), table.part.name, f"{day}A")
    return Candidate(identity, fill)


def _date(part: Part) -> datetime:
    if part.member:
        with open_zip(part.path) as archive:
            return newest_member(archive)
    return datetime.fromtimestamp(part.path.stat().st_mtime).astimezone()


def _rows(table: DelimitedTable) -> Iterator[Row]:
    seen: set[tuple[str, str]] = set()
    for line, (code, name, start, end) in table.rows():
        table.check_code(line, code, r"\d{8}")
        table.need(line, "Termo", name)
        first = table.day(line, start)
        if (code, first) in seen:
            raise table.fail("duplicate", line, code=code)
        seen.add((code, first))
        yield Row(code, name, valid_from=first, valid_to=table.day(line, end))
