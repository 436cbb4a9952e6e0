"""Drafts to resume, and the bin where discarded ones wait for thirty days."""

from datetime import date

from coletor import clock
from coletor.contact.drafting import says_nothing
from coletor.model import load_model
from coletor.store.database import Store
from coletor.store.derivation import values_of_draft
from coletor.store.draft_rows import OPEN, Draft, Summary, open_draft_id, read_draft
from coletor.store.errors import StoreError
from coletor.store.events import Events
from coletor.store.listing import Listing
from coletor.store.opening import Database

BIN_DAYS = 30
_DAY_SECONDS = 86_400
_LEFT = 10
"""Drafts that one program can have had open when it ended, and more."""
_HEAD = "SELECT d.id, d.uuid, d.model, d.created_at, d.changed_at, d.discarded_at FROM draft d"
_BOUND = (
    "SELECT d.parked IS NOT NULL"
    " OR EXISTS (SELECT 1 FROM draft o WHERE o.uuid = d.uuid AND o.id <> d.id)"
    " OR EXISTS (SELECT 1 FROM contact c WHERE c.uuid = d.uuid)"
    " OR EXISTS (SELECT 1 FROM link l WHERE d.uuid IN (l.from_uuid, l.to_uuid))"
    " OR EXISTS (SELECT 1 FROM confirmation c WHERE c.draft_id = d.id)"
    " OR EXISTS (SELECT 1 FROM sheet_line s WHERE s.draft_id = d.id)"
    " FROM draft d WHERE d.id = ?"
)
"""Whether anything but its texts hangs on a draft: a person did more than type in it."""


class DraftBin:
    """Which drafts there are, and what was thrown away."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def summaries(self, limit: int = 100) -> list[Summary]:
        """Return the open drafts, the last one typed in first.

        Args:
            limit: how many at most.
        """
        with self._store.query() as db:
            return _summaries(db, f"WHERE {OPEN} ORDER BY d.changed_at DESC LIMIT ?", limit)

    def last_concluded(self, operator_id: int) -> Draft | None:
        """Return the draft that an operator concluded last, None where there is none."""
        with self._store.query() as db:
            found = db.execute(
                "SELECT id FROM draft WHERE operator_id = ? AND concluded_at IS NOT NULL"
                " ORDER BY concluded_at DESC, id DESC LIMIT 1",
                [operator_id],
            ).fetchone()
            return read_draft(db, found[0]) if found else None

    def discarded(self, limit: int = 100) -> list[Summary]:
        """Return the drafts in the bin, the last one discarded first.

        Args:
            limit: how many at most.
        """
        condition = "WHERE discarded_at IS NOT NULL ORDER BY d.discarded_at DESC LIMIT ?"
        with self._store.query() as db:
            return _summaries(db, condition, limit)

    def discard(self, draft_id: int, operator_id: int) -> None:
        """Put an open draft into the bin.

        Raises:
            StoreError: the draft is gone, concluded or discarded already.
        """
        with self._store.change() as db:
            self.discard_in(db, draft_id, operator_id)

    @staticmethod
    def discard_in(db: Database, draft_id: int, operator_id: int) -> None:
        """Put an open draft into the bin inside the caller's change; see `discard`."""
        uuid, is_open, _ = _state(db, draft_id)
        if not is_open:
            raise StoreError("store.draft.closed")
        db.execute("UPDATE draft SET discarded_at = ? WHERE id = ?", [clock.now(), draft_id])
        Listing.refresh(db, uuid)
        Events.add(db, uuid, "rascunho_descartado", operator_id)

    def restore(self, draft_id: int, operator_id: int) -> None:
        """Take a draft out of the bin; one that is not in it stays as it is.

        Raises:
            StoreError: the draft was purged, or the contact has another open draft by now.
        """
        with self._store.change() as db:
            self.restore_in(db, draft_id, operator_id)

    @staticmethod
    def restore_in(db: Database, draft_id: int, operator_id: int) -> None:
        """Take a draft out of the bin inside the caller's change; see `restore`."""
        uuid, _, discarded = _state(db, draft_id)
        if not discarded:
            return
        if open_draft_id(db, uuid) is not None:
            raise StoreError("store.draft.open")
        db.execute("UPDATE draft SET discarded_at = NULL WHERE id = ?", [draft_id])
        Listing.refresh(db, uuid)
        Events.add(db, uuid, "rascunho_restaurado", operator_id)

    def drop_empty(self, draft_id: int, operator_id: int) -> bool:
        """Remove an open draft of a new contact for good where it holds nothing a person did.

        Args:
            draft_id: the draft.
            operator_id: the person who left it.

        Returns:
            Whether it was removed: one that is gone, concluded or discarded, that holds a text
            the form did not put in by itself, or on which anything else hangs, stays as it is.
        """
        with self._store.change() as db:
            found = db.execute(
                f"SELECT uuid, model FROM draft WHERE id = ? AND {OPEN}", [draft_id]
            ).fetchone()
            if found is None or not _is_empty(db, found[1], draft_id):
                return False
            uuid = found[0]
            db.execute("UPDATE draft SET discarded_at = ? WHERE id = ?", [clock.now(), draft_id])
            Listing.refresh(db, uuid)  # its row goes first: it names the draft
            _erase(db, draft_id)
            Events.add(db, uuid, "rascunho_vazio", operator_id)
            return True

    def drop_left_empty(self, operator_id: int, limit: int = _LEFT) -> int:
        """Drop the empty drafts that a program left which ended without closing its form.

        To be called while no form is open: what is empty there may be about to be typed in.

        Args:
            operator_id: the person who opens the folder.
            limit: how many of the drafts typed in last are looked at.

        Returns:
            How many went.
        """
        blank = [each.id for each in self.summaries(limit) if each.blank]
        return sum(self.drop_empty(draft_id, operator_id) for draft_id in blank)

    def purge_bin(self, days: int = BIN_DAYS) -> int:
        """Remove for good what was discarded longer ago than that and return how many.

        Args:
            days: how long the bin keeps a draft.
        """
        with self._store.change() as db:
            found = db.execute(
                "SELECT id, uuid FROM draft WHERE discarded_at IS NOT NULL AND discarded_at < ?",
                [clock.later(-days * _DAY_SECONDS)],
            ).fetchall()
            for draft_id, uuid in found:
                _erase(db, draft_id)
                Listing.refresh(db, uuid)  # the list says when a contact began to be typed
            return len(found)


def _summaries(db: Database, condition: str, limit: int) -> list[Summary]:
    made = []
    for id_, uuid, model, created, changed, discarded in db.execute(
        f"{_HEAD} {condition}", [limit]
    ).fetchall():
        values = values_of_draft(db, model, id_)
        patient = values.get("nome_individuo")
        made.append(
            Summary(
                id=id_,
                uuid=uuid,
                model_id=model,
                patient=patient,
                admission=_whole_date(values.get("data_admissao")),
                created_at=created,
                changed_at=changed,
                discarded_at=discarded,
                # No form puts a name in: where there is one, the rest need not be read.
                blank=patient is None and _is_empty(db, model, id_),
            )
        )
    return made


def _is_empty(db: Database, model_id: str, draft_id: int) -> bool:
    """Tell whether a draft holds nothing that a person typed, chose, explained or linked."""
    if db.execute(_BOUND, [draft_id]).fetchone()[0]:
        return False
    return says_nothing(load_model(model_id), read_draft(db, draft_id).rows)


def _whole_date(value: str | None) -> str | None:
    """Return a date, with its time if it has one; whatever else somebody typed there is none."""
    try:
        day = date.fromisoformat((value or "")[:10]).isoformat()
    except ValueError:
        return None
    return value if value and value.startswith(day) else None


def _state(db: Database, draft_id: int) -> tuple[str, bool, bool]:
    """Return the UUID of a draft, whether it is open and whether it is in the bin."""
    found = db.execute(
        f"SELECT uuid, {OPEN}, discarded_at IS NOT NULL FROM draft WHERE id = ?", [draft_id]
    ).fetchone()
    if found is None:
        raise StoreError("store.draft.gone")
    return found[0], bool(found[1]), bool(found[2])


def _erase(db: Database, draft_id: int) -> None:
    """Remove a draft with all that hangs on it; rejections keep their text and lose the row."""
    rows = "SELECT id FROM draft_row WHERE draft_id = ?"
    db.execute(f"UPDATE rejection SET row_id = NULL WHERE row_id IN ({rows})", [draft_id])
    db.execute("DELETE FROM confirmation WHERE draft_id = ?", [draft_id])
    db.execute(f"DELETE FROM draft_cell WHERE row_id IN ({rows})", [draft_id])
    db.execute("UPDATE draft_row SET parent_id = NULL WHERE draft_id = ?", [draft_id])
    db.execute("DELETE FROM draft_row WHERE draft_id = ?", [draft_id])
    db.execute("DELETE FROM draft WHERE id = ?", [draft_id])
