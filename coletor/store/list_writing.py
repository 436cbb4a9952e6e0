"""Writes rows of the list of contacts, one by one or all of them anew."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from coletor.store.derivation import ListRow, derive_row
from coletor.store.draft_rows import OPEN
from coletor.store.list_facets import facet_id, facet_of
from coletor.store.opening import Database
from coletor.store.standing import Moving, standing_of

COLUMNS = tuple(field.name for field in fields(ListRow))
_KEYS = ("facet", "by_patient", "by_cns", "by_admission")
_WRITTEN = (*COLUMNS, *_KEYS)
_FIND = f"SELECT {', '.join(_WRITTEN)} FROM contact_list WHERE uuid = ?"
_INSERT = (
    f"INSERT INTO contact_list ({', '.join(_WRITTEN)}) VALUES ({', '.join('?' for _ in _WRITTEN)})"
)
_MOVING = (*Moving._fields, "facet")
_STANDS = (
    f"SELECT {', '.join(_MOVING)}, competencia, modality, operator_id"
    " FROM contact_list WHERE uuid = ?"
)
_LISTED = f"SELECT uuid FROM contact UNION SELECT uuid FROM draft WHERE {OPEN}"


def refresh(db: Database, uuid: str) -> ListRow | None:
    """Write a contact's list row anew inside the caller's change; see `Listing.refresh`."""
    row = derive_row(db, uuid)
    if row is None:
        db.execute("DELETE FROM contact_list WHERE uuid = ?", [uuid])
        return None
    values = written(row, facet_of(db, row))
    before = db.execute(_FIND, [uuid]).fetchone()
    if before is None:
        insert_rows(db, [values])
        return row
    _set_what_moved(db, _WRITTEN, before, values, uuid)
    return row


def move(db: Database, uuid: str) -> None:
    """Write anew where a contact stands, its content being the same; see `Listing.move`."""
    before = db.execute(_STANDS, [uuid]).fetchone()
    moving = standing_of(db, uuid).moving
    if before is None or moving is None:
        refresh(db, uuid)
        return
    facet = facet_id(db, moving.word, *before[len(_MOVING) :])
    _set_what_moved(db, _MOVING, before, [*moving, facet], uuid)


def _set_what_moved(
    db: Database, columns: Sequence[str], before: Sequence[Any], after: Sequence[Any], uuid: str
) -> None:
    """Write only what changed: an index whose columns stay is not written on every keystroke."""
    moved = [place for place in range(len(columns)) if after[place] != before[place]]
    if moved:
        settings = ", ".join(f"{columns[place]} = ?" for place in moved)
        db.execute(
            f"UPDATE contact_list SET {settings} WHERE uuid = ?",
            [*(after[place] for place in moved), uuid],
        )


def written(row: ListRow, facet: int) -> list[Any]:
    """Return the values of a row's columns with the keys it is cut and ordered by."""
    keys = (facet, row.patient_key or "", row.cns or "", row.admission or "")
    return [*(getattr(row, name) for name in COLUMNS), *keys]


def insert_rows(db: Database, rows: list[list[Any]]) -> None:
    """Write rows that the list does not have yet, as `written` gives them."""
    db.conn.executemany(_INSERT, rows)


def fill_if_empty(database: Database) -> None:
    """Write the whole list where a step of the schema emptied it; all of it or nothing.

    Args:
        database: the writer's connection, outside a transaction.
    """
    if not _is_due(database):
        return
    database.execute("BEGIN IMMEDIATE")
    try:
        if _is_due(database):
            for (uuid,) in database.execute(_LISTED).fetchall():
                refresh(database, uuid)
        database.execute("COMMIT")
    except BaseException:
        database.rollback()
        raise


def _is_due(database: Database) -> bool:
    """Tell whether the list is empty and there is anything to list; needs no lock."""
    if database.execute("SELECT 1 FROM contact_list LIMIT 1").fetchone() is not None:
        return False
    return database.execute(f"{_LISTED} LIMIT 1").fetchone() is not None
