"""Writes rows of the list of contacts, one by one or all of them anew."""

from dataclasses import fields

from coletor.store.derivation import ListRow, derive_row
from coletor.store.draft_rows import OPEN
from coletor.store.opening import Database

COLUMNS = tuple(field.name for field in fields(ListRow))
_UPSERT = (
    f"INSERT INTO contact_list ({', '.join(COLUMNS)}) VALUES ({', '.join('?' for _ in COLUMNS)})"
    " ON CONFLICT (uuid) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in COLUMNS if name != "uuid")
)
_LISTED = f"SELECT uuid FROM contact UNION SELECT uuid FROM draft WHERE {OPEN}"


def refresh(db: Database, uuid: str) -> ListRow | None:
    """Write a contact's list row anew inside the caller's change; see `Listing.refresh`."""
    row = derive_row(db, uuid)
    if row is None:
        db.execute("DELETE FROM contact_list WHERE uuid = ?", [uuid])
    else:
        db.execute(_UPSERT, [getattr(row, name) for name in COLUMNS])
    return row


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
