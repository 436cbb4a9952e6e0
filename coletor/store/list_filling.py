"""Reads into the list, once, what it did not keep before: when typed, and every procedure."""

import threading
import time

from coletor.store.database import Store
from coletor.store.derivation import procedures_of, typed_at
from coletor.store.gradual import gradually
from coletor.store.opening import Database

_BATCH = 100
_NEXT = (
    "SELECT id, uuid, changed_at, json_array(procedure) FROM contact_list"
    " WHERE id < (SELECT below FROM contact_list_todo) ORDER BY id DESC LIMIT ?"
)


def is_filled(db: Database) -> bool:
    """Tell whether every row of the list says when it was typed, and all its procedures."""
    return db.execute("SELECT 1 FROM contact_list_todo").fetchone() is None


def fill_list(store: Store, *, stop: threading.Event | None = None, calm: bool = True) -> int:
    """Read what rows from before do not say yet, the newest first, and return how many.

    Each small transaction also writes how far it came: what is cut short goes on the next time.

    Args:
        store: the open database.
        stop: as for `gradually`.
        calm: as for `gradually`.
    """
    with store.query() as db:
        if is_filled(db):
            return 0
    return gradually(store, _some, stop=stop, calm=calm)


def _some(db: Database, until: float) -> int:
    rows = db.execute(_NEXT, [_BATCH]).fetchall()
    made = 0
    for id_, uuid, changed_at, first in rows:
        codes = procedures_of(db, uuid)
        db.execute(
            "UPDATE contact_list SET typed_at = ?, procedures = ? WHERE id = ?",
            [typed_at(db, uuid) or changed_at, first if codes is None else codes, id_],
        )
        db.execute("UPDATE contact_list_todo SET below = ?", [id_])
        made += 1
        if time.monotonic() >= until:
            break
    if not made:
        db.execute("DELETE FROM contact_list_todo")
    return made
