"""Drafts that wait without being wrong: somebody has to bring what only the patient has."""

from collections.abc import Iterable

from coletor.model import Model
from coletor.store import draft_editing as editing
from coletor.store.database import Store
from coletor.store.events import Events
from coletor.store.opening import Database

AWAITING_CNS = "aguardando_cns"
_KNOWN_BY = ("cns_individuo", "justificativa")


class DraftParking:
    """Parks drafts and takes them up again; they stay drafts and may be typed in."""

    _store: Store

    def park(self, draft_id: int, operator_id: int, reason: str = AWAITING_CNS) -> None:
        """Set an open draft aside until what is missing is known.

        Args:
            draft_id: an open draft.
            operator_id: the person who does it.
            reason: an id of ``coletor.store.situation.WORDS``.

        Raises:
            StoreError: the draft is gone, concluded or discarded.
        """
        with self._store.change() as db:
            uuid, _ = editing.open_head(db, draft_id)
            _set(db, draft_id, uuid, reason)
            Events.add(db, uuid, f"estacionado_{reason}", operator_id)

    def unpark(self, draft_id: int, operator_id: int) -> None:
        """Take a draft up again; one that does not wait stays as it is.

        Raises:
            StoreError: the draft is gone, concluded or discarded.
        """
        with self._store.change() as db:
            uuid, _ = editing.open_head(db, draft_id)
            if _is_parked(db, draft_id):
                _set(db, draft_id, uuid, None)
                Events.add(db, uuid, "retomado", operator_id)


def unpark_when_known(
    db: Database, draft_id: int, model: Model, cells: Iterable[editing.Cell], operator_id: int
) -> None:
    """Take a draft up again when what it waited for was typed, inside the caller's change."""
    awaited = {model.by_role[role].path for role in _KNOWN_BY if role in model.by_role}
    if not any(path in awaited and text.strip() for _, path, text in cells):
        return
    if _is_parked(db, draft_id):
        uuid, _ = editing.open_head(db, draft_id)
        _set(db, draft_id, uuid, None)
        Events.add(db, uuid, "retomado", operator_id)


def _is_parked(db: Database, draft_id: int) -> bool:
    found = db.execute("SELECT parked FROM draft WHERE id = ?", [draft_id]).fetchone()
    return found is not None and found[0] is not None


def _set(db: Database, draft_id: int, uuid: str, reason: str | None) -> None:
    db.execute("UPDATE draft SET parked = ? WHERE id = ?", [reason, draft_id])
    editing.touch(db, draft_id, uuid)
