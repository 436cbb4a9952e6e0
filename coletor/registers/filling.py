"""Fills the registers once from the contacts that were there before this version."""

import threading
import time
from collections.abc import Callable

from coletor.model import load_all
from coletor.registers.observing import observe
from coletor.store import Contacts, Database, Store
from coletor.store.gradual import gradually

_BATCH = 500


def to_do(store: Store) -> int:
    """Return how many contacts from before this version the registers do not know yet."""
    with store.query() as db:
        return int(db.execute("SELECT count(*) FROM register_todo").fetchone()[0])


def fill(
    store: Store,
    *,
    stop: threading.Event | None = None,
    progress: Callable[[int], None] | None = None,
    calm: bool = True,
) -> int:
    """Let the registers take notice of the contacts from before, and return how many.

    Each small transaction also writes how far it came: what is cut short goes on the next time.

    Args:
        store: the open database.
        stop: as for `gradually`.
        progress: told how many contacts are done.
        calm: as for `gradually`.
    """
    return gradually(store, _some, stop=stop, progress=progress, calm=calm)


def _some(db: Database, until: float) -> int:
    rows = db.execute(
        "SELECT position, uuid, at FROM register_todo ORDER BY position LIMIT ?", [_BATCH]
    ).fetchall()
    made = 0
    for position, uuid, at in rows:
        _one(db, uuid, at)
        db.execute("DELETE FROM register_todo WHERE position = ?", [position])
        made += 1
        if time.monotonic() >= until:
            break
    return made


def _one(db: Database, uuid: str, at: str) -> None:
    """Take notice of one contact, unless it is a draft yet or was concluded again since."""
    contact = Contacts.read(db, uuid)
    if contact is None or contact.changed_at > at:
        return
    model = load_all().get(contact.model_id)
    if model is not None:  # of a model whose file is gone nothing can be read
        observe(
            db,
            model,
            contact.document,
            operator_id=contact.operator_id,
            uuid=uuid,
            at=contact.changed_at,
        )
