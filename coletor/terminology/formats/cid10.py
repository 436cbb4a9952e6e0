"""CID-10 of DATASUS (V2008): four CSV files, in a folder, a zip or dropped together."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import replace

from coletor.terminology.builder import Row, write_table
from coletor.terminology.formats.candidate import Candidate, Step, package
from coletor.terminology.formats.delimited import DelimitedTable
from coletor.terminology.recognise import PART_NAMES
from coletor.terminology.sources import Part, sha256_of
from coletor.terminology.types import Node

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
    chapters = [
        Node(f"cap{number}", "", f"{first}-{last}", _plain(name))
        for _, (number, first, last, name) in tables["chapters"].rows()
    ]
    groups = [
        Node(f"{first}-{last}", "", f"{first}-{last}", _plain(name))
        for _, (first, last, name) in tables["groups"].rows()
    ]
    step(PARTS["categories"], 1, 2)
    heads = tables["categories"].by_code(r"[A-Z]\d{2}")
    found = codes.by_code(r"[A-Z]\d{2}[0-9A-Z]?")
    for line, code in enumerate(found, 2):
        if code[:3] not in heads:
            raise codes.fail("orphan", line, code=code[:3], target=PARTS["categories"])
    step(PARTS["codes"], 2, 2)
    above = {code: _narrowest(code, code, groups) for code in heads}
    labels = {code: f"{group.label} {group.name}" for code, group in above.items() if group}
    # Categories that are divided are not in the subcategory file; the SUS accepts them as codes.
    terms = {**heads, **found}
    write_table(
        connection,
        "cid-10",
        (
            Row(code, _plain(name), labels.get(code[:3], ""), principal=mark != _NOT_PRINCIPAL)
            for code, (mark, name) in terms.items()
        ),
        _tree(chapters, groups, heads, above),
    )
    return len(found)


def _tree(
    chapters: list[Node],
    groups: list[Node],
    heads: Mapping[str, list[str]],
    above: Mapping[str, Node | None],
) -> Iterator[Node]:
    """Yield chapters, groups (some lie inside others) and categories, each below its narrowest."""
    yield from chapters
    for group in groups:
        first, last = group.label.split("-")
        wider = [each for each in groups if each is not group]
        parent = _narrowest(first, last, wider) or _narrowest(first, last, chapters)
        yield replace(group, parent=parent.id if parent else "")
    for code, (_, name) in heads.items():
        parent = above[code] or _narrowest(code, code, chapters)
        yield Node(code, parent.id if parent else "", code, _plain(name))


def _narrowest(first: str, last: str, nodes: list[Node]) -> Node | None:
    """Return the smallest range that holds another one, or None."""
    inside = [node for node in nodes if node.label[:3] <= first and last <= node.label[-3:]]
    return max(inside, key=lambda node: (node.label[:3], _reversed(node.label[-3:])), default=None)


def _reversed(code: str) -> tuple[int, ...]:
    """Return a key that orders codes backwards: of two ranges, the one that ends first."""
    return tuple(-ord(letter) for letter in code)


def _plain(name: str) -> str:
    """Return a name without the quotes that enclose some whole names."""
    enclosed = len(name) > 1 and name[0] == name[-1] == '"'
    return name[1:-1] if enclosed else name
