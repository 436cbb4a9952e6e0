"""CBO 2002: occupations, synonyms and families, three CSV files without version."""

import sqlite3
from collections.abc import Mapping

from coletor import clock
from coletor.terminology.builder import Row, write_table
from coletor.terminology.formats.candidate import Candidate, Step, package
from coletor.terminology.formats.delimited import DelimitedTable
from coletor.terminology.recognise import PART_NAMES
from coletor.terminology.sources import Part, sha256_of
from coletor.terminology.types import Node

PARTS = PART_NAMES["cbo"]
_ENCODING = "cp1252"
_COLUMNS = ["CODIGO", "TITULO"]
_CODE = r"\d{4}[0-9A-Z]\d"


def prepare(parts: Mapping[str, Part]) -> Candidate:
    """Identify a CBO set by the day of loading and its hash, since its files say nothing.

    Args:
        parts: ``occupations``, and where they exist ``synonyms`` and ``families``.
    """
    tables = {
        key: DelimitedTable(part, _ENCODING, _COLUMNS)
        for key, part in parts.items()
        if key in PARTS
    }

    def fill(connection: sqlite3.Connection, step: Step) -> int:
        return _fill(connection, step, tables)

    ordered = [tables[key] for key in PARTS if key in tables]
    sha = sha256_of([table.content for table in ordered])
    origin = ", ".join(table.part.name for table in ordered)
    version = f"{clock.today():%Y%m%d}"
    return Candidate(package("cbo", version, sha, origin, version), fill)


def _fill(connection: sqlite3.Connection, step: Step, tables: Mapping[str, DelimitedTable]) -> int:
    step(PARTS["occupations"], 1, 2)
    titles = tables["occupations"].by_code(_CODE)
    families = tables["families"].by_code(r"\d{4}") if "families" in tables else {}
    step(PARTS["synonyms"], 2, 2)
    synonyms = _synonyms(tables["synonyms"], titles) if "synonyms" in tables else {}
    return write_table(
        connection,
        "cbo",
        (
            Row(code, title, "".join(families.get(code[:4], [])), synonyms=synonyms.get(code, ()))
            for code, (title,) in titles.items()
        ),
        (Node(code, "", code, title) for code, (title,) in families.items()),
    )


def _synonyms(table: DelimitedTable, titles: Mapping[str, list[str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line, (code, title) in table.rows():
        table.check_code(line, code, _CODE)
        if code not in titles:
            raise table.fail("orphan", line, code=code, target=PARTS["occupations"])
        if title not in found.setdefault(code, []):
            found[code].append(title)
    return found
