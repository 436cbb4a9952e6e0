"""CID-10 of DATASUS (V2008): four CSV files, in a folder, a zip or dropped together."""

import sqlite3
from collections.abc import Mapping

from coletor.terminology.builder import Row, run, write_table
from coletor.terminology.formats.candidate import Candidate, Step, package
from coletor.terminology.formats.delimited import DelimitedTable
from coletor.terminology.recognise import PART_NAMES
from coletor.terminology.sources import Part, sha256_of

PARTS = PART_NAMES["cid-10"]
VERSION = "V2008"
WIRE = "20080101"
_ENCODING = "iso-8859-1"
_COLUMNS = {
    "chapters": ["NUMCAP", "CATINIC", "CATFIM", "DESCRICAO"],
    "groups": ["CATINIC", "CATFIM", "DESCRICAO"],
    "categories": ["CAT", "CLASSIF", "DESCRICAO"],
    "codes": ["SUBCAT", "CLASSIF", "DESCRICAO"],
}
_NOT_PRINCIPAL = "*"
_SCHEMA = """
CREATE TABLE node (
    first TEXT NOT NULL, last TEXT NOT NULL, level INTEGER NOT NULL, name TEXT NOT NULL);
"""


def prepare(parts: Mapping[str, Part]) -> Candidate:
    """Identify a CID-10 set; its files carry no version, the published one is V2008.

    Args:
        parts: the four files, under the keys of :data:`PARTS`.
    """
    tables = {
        key: DelimitedTable(parts[key], _ENCODING, columns) for key, columns in _COLUMNS.items()
    }

    def fill(connection: sqlite3.Connection, step: Step) -> int:
        return _fill(connection, step, tables)

    sha = sha256_of([table.content for table in tables.values()])
    origin = ", ".join(table.part.name for table in tables.values())
    return Candidate(package("cid-10", VERSION, sha, origin, WIRE), fill)


def _fill(connection: sqlite3.Connection, step: Step, tables: Mapping[str, DelimitedTable]) -> int:
    codes = tables["codes"]
    ranges = [(first, last, 1, name) for _, (_, first, last, name) in tables["chapters"].rows()]
    blocks = [(first, last, 2, name) for _, (first, last, name) in tables["groups"].rows()]
    step(PARTS["categories"], 1, 2)
    heads = tables["categories"].by_code(r"[A-Z]\d{2}")
    group_of = {category: _block(category, blocks) for category in heads}
    found = codes.by_code(r"[A-Z]\d{2}[0-9A-Z]?")
    for line, code in enumerate(found, 2):
        if code[:3] not in heads:
            raise codes.fail("orphan", line, code=code[:3], target=PARTS["categories"])
    # Categories that are divided are not in the subcategory file; the SUS accepts them as codes.
    terms = {**heads, **found}
    step(PARTS["codes"], 2, 2)
    run(connection, _SCHEMA)
    heads_rows = [(code, code, 3, cells[1]) for code, cells in heads.items()]
    connection.executemany("INSERT INTO node VALUES (?, ?, ?, ?)", ranges + blocks + heads_rows)
    write_table(
        connection,
        "cid-10",
        (
            Row(code, _plain(name), group_of[code[:3]], principal=mark != _NOT_PRINCIPAL)
            for code, (mark, name) in terms.items()
        ),
    )
    return len(found)


def _plain(name: str) -> str:
    """Return a name without the quotes that enclose some whole names."""
    enclosed = len(name) > 1 and name[0] == name[-1] == '"'
    return name[1:-1] if enclosed else name


def _block(category: str, blocks: list[tuple[str, str, int, str]]) -> str:
    """Return the narrowest group of a category, "J40-J47 Doenças crônicas..."; empty if none."""
    inside = [block for block in blocks if block[0] <= category <= block[1]]
    if not inside:
        return ""
    first, last, _, name = max(inside, key=lambda block: (block[0], block[1] <= block[0]))
    return f"{first}-{last} {name}"
