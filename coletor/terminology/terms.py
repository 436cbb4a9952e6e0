"""Reads the codes of a table, and the tree they stand in, from the table's file."""

import sqlite3
from datetime import date

from coletor.terminology.builder import slug
from coletor.terminology.types import Node, Term

_LAST = "\U0010ffff"
_COLUMNS = "code, name, grouping, principal"
_VALID = "valid_from <= ? AND (valid_to = '' OR valid_to >= ?)"


def read_term(connection: sqlite3.Connection, table: str, code: str, day: str) -> Term | None:
    """Return a code as it is on a day, or None where the file lacks it.

    Args:
        connection: an open package.
        table: table id.
        code: without mask.
        day: AAAA-MM-DD.
    """
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM term_{slug(table)} WHERE code = ? AND {_VALID}", (code, day, day)
    ).fetchone()
    return _term(table, row) if row else None


def read_leaves(
    connection: sqlite3.Connection, table: str, beginning: str, day: date
) -> list[Term]:
    """Return the codes with a beginning that are valid on a day, in their order."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM term_{slug(table)} WHERE code >= ? AND code < ? AND {_VALID}"
        " ORDER BY code",
        (beginning, beginning + _LAST, day.isoformat(), day.isoformat()),
    )
    return [_term(table, row) for row in rows]


def read_branches(connection: sqlite3.Connection, table: str, parent: str) -> list[Node]:
    """Return the branches of a table's tree below another one; '' is the top."""
    rows = connection.execute(
        f"SELECT id, parent, label, name FROM node_{slug(table)} WHERE parent = ?"
        " ORDER BY label, id",
        (parent,),
    )
    return [Node(*row) for row in rows]


def _term(table: str, row: tuple[str, str, str, int]) -> Term:
    code, name, grouping, principal = row
    return Term(table, code, name, grouping, bool(principal))
