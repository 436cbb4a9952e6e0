"""Drafts: what is being typed, row by row and cell by cell, on disk as it is typed (decision 1)."""

from collections.abc import Iterable, Sequence

from coletor import clock
from coletor.contact.drafting import DOCUMENT, NewRow
from coletor.contact.identity import new_uuid
from coletor.model import load_model
from coletor.store import draft_editing as editing
from coletor.store.draft_bin import DraftBin
from coletor.store.draft_editing import Cell
from coletor.store.draft_parking import DraftParking, unpark_when_known
from coletor.store.draft_rows import Confirmation, Confirming, Draft, open_draft_id, read_draft
from coletor.store.errors import StoreError
from coletor.store.events import Events
from coletor.store.listing import Listing
from coletor.store.opening import Database


class Drafts(DraftBin, DraftParking):
    """The drafts of a store; every call is one transaction, on disk when it returns.

    Args:
        store: the open database.
    """

    def create(
        self,
        model_id: str,
        operator_id: int,
        *,
        uuid: str | None = None,
        cells: NewRow | None = None,
    ) -> Draft:
        """Start a draft.

        Args:
            model_id: the model of the contact.
            operator_id: the person who types.
            uuid: the contact's identifier; a new one without it.
            cells: the document's row with what it starts from, as ``rows_of`` gives it.

        Raises:
            StoreError: the contact has an open draft already.
        """
        with self._store.change() as db:
            draft_id = self.insert(db, model_id, operator_id, uuid=uuid, cells=cells)
            return read_draft(db, draft_id)

    @staticmethod
    def insert(
        db: Database,
        model_id: str,
        operator_id: int,
        *,
        uuid: str | None = None,
        cells: NewRow | None = None,
    ) -> int:
        """Start a draft inside the caller's change (imports) and return its id; see `create`."""
        model = load_model(model_id)
        uuid = uuid or new_uuid()
        _refuse_second(db, uuid)
        now = clock.now()
        made = db.execute(
            "INSERT INTO draft (uuid, model, created_at, changed_at, operator_id)"
            " VALUES (?, ?, ?, ?, ?)",
            [uuid, model_id, now, now, operator_id],
        )
        draft_id = int(made.lastrowid or 0)
        editing.insert_tree(db, draft_id, model, cells or NewRow(DOCUMENT, {}), operator_id)
        Listing.refresh(db, uuid)
        Events.add(db, uuid, "rascunho_criado", operator_id)
        return draft_id

    def open(self, uuid: str) -> Draft | None:
        """Return the open draft of a contact, or None."""
        with self._store.query() as db:
            draft_id = open_draft_id(db, uuid)
            return None if draft_id is None else read_draft(db, draft_id)

    def get(self, draft_id: int) -> Draft:
        """Return a draft, whatever became of it.

        Raises:
            StoreError: it was purged from the bin.
        """
        with self._store.query() as db:
            return read_draft(db, draft_id)

    def set_cell(
        self, draft_id: int, row_id: int, element_path: str, text: str, operator_id: int
    ) -> str:
        """Store the text of one cell; see `set_cells`."""
        return self.set_cells(draft_id, [(row_id, element_path, text)], operator_id)

    def set_cells(self, draft_id: int, cells: Iterable[Cell], operator_id: int) -> str:
        """Store the texts of cells exactly as typed; '' empties a cell.

        Args:
            draft_id: an open draft.
            cells: (row id, ``Element.path``, text).
            operator_id: the person who types.

        Returns:
            the instant of the change, UTC.

        Raises:
            StoreError: the draft is gone, concluded or discarded, or it could not be written.
            ValueError: a row is not of the draft, or a cell not of the row (bugs).
        """
        with self._store.change() as db:
            return self.set_cells_in(db, draft_id, list(cells), operator_id)

    @staticmethod
    def set_cells_in(db: Database, draft_id: int, cells: Sequence[Cell], operator_id: int) -> str:
        """Do what `set_cells` does inside a change of the caller."""
        uuid, model = editing.open_head(db, draft_id)
        editing.write_cells(db, draft_id, model, cells, operator_id)
        unpark_when_known(db, draft_id, model, cells, operator_id)
        return editing.touch(db, draft_id, uuid)

    def add_row(
        self,
        draft_id: int,
        list_path: str,
        parent_id: int,
        position: int | None,
        operator_id: int,
    ) -> int:
        """Add an empty row to a list and return its id.

        Args:
            draft_id: an open draft.
            list_path: ``Group.path`` of the list.
            parent_id: the row that holds the list.
            position: the ``DraftRow.position`` it takes, moving the rows from there on (removed
                ones too); None for the end.
            operator_id: the person who types.

        Raises:
            StoreError: the draft is gone, concluded or discarded, or it could not be written.
            ValueError: the parent does not hold such a list (a bug).
        """
        del operator_id  # a row says nothing until a cell is typed, and cells carry the operator
        with self._store.change() as db:
            uuid, model = editing.open_head(db, draft_id)
            group = model.by_group.get(list_path)
            if group is None or group.parent != editing.list_of(db, draft_id, parent_id):
                raise ValueError(f"row {parent_id} holds no list {list_path}")
            place = editing.make_room(db, draft_id, list_path, parent_id, position)
            row_id = editing.insert_row(db, draft_id, list_path, parent_id, place)
            editing.touch(db, draft_id, uuid)
            return row_id

    def remove_row(self, draft_id: int, row_id: int, operator_id: int) -> None:
        """Remove a row and what is below it; `restore_row` brings all of it back.

        Raises:
            StoreError: the draft is gone, concluded or discarded, or it could not be written.
            ValueError: the row is not of the draft, or it is the document's (bugs).
        """
        del operator_id
        with self._store.change() as db:
            uuid, _ = editing.open_head(db, draft_id)
            editing.flag_removed(db, draft_id, row_id)
            editing.touch(db, draft_id, uuid)

    def restore_row(self, draft_id: int, row_id: int, operator_id: int) -> None:
        """Bring back a removed row where it was, with what went with it.

        Raises:
            StoreError: the draft is gone, concluded or discarded, or it could not be written.
            ValueError: the row is not of the draft, or its parent is removed (bugs).
        """
        del operator_id
        with self._store.change() as db:
            uuid, _ = editing.open_head(db, draft_id)
            editing.unflag_removed(db, draft_id, row_id)
            editing.touch(db, draft_id, uuid)

    @staticmethod
    def conclude(db: Database, draft_id: int, operator_id: int, at: str = "") -> None:
        """Close a draft whose contact was concluded, inside the caller's change.

        Args:
            db: the connection of the change.
            draft_id: the draft.
            operator_id: who concluded it.
            at: when, where its operation has a time already; without it, now.

        Raises:
            StoreError: the draft is gone, or concluded or discarded already.
        """
        uuid, _ = editing.open_head(db, draft_id)
        when = at or clock.now()
        db.execute("UPDATE draft SET concluded_at = ? WHERE id = ?", [when, draft_id])
        Events.add(db, uuid, "concluido", operator_id, at=when)
        Listing.refresh(db, uuid)

    @staticmethod
    def close_unchanged(db: Database, draft_id: int, operator_id: int) -> None:
        """Close a draft that was opened again and not changed, inside the caller's change.

        It keeps the moment of its conclusion: what was only looked at is not the latest contact.

        Raises:
            StoreError: the draft is gone, or concluded or discarded already.
        """
        uuid, _ = editing.open_head(db, draft_id)
        before = "SELECT MAX(at) FROM event WHERE uuid = ? AND kind = 'concluido'"
        db.execute(
            f"UPDATE draft SET concluded_at = COALESCE(({before}), ?) WHERE id = ?",
            [uuid, clock.now(), draft_id],
        )
        Events.add(db, uuid, "rascunho_fechado", operator_id)
        Listing.refresh(db, uuid)

    @staticmethod
    def reopen(db: Database, uuid: str, operator_id: int) -> int | None:
        """Open the last concluded draft of a contact again, with the same rows and row ids.

        Args:
            db: the connection of a change.
            uuid: the contact to be corrected or altered.
            operator_id: the person who does it.

        Returns:
            the draft's id; None when the contact never had a draft that was concluded.

        Raises:
            StoreError: the contact has an open draft already.
        """
        _refuse_second(db, uuid)
        found = db.execute(
            "SELECT id FROM draft WHERE uuid = ? AND concluded_at IS NOT NULL"
            " AND discarded_at IS NULL ORDER BY concluded_at DESC, id DESC LIMIT 1",
            [uuid],
        ).fetchone()
        if found is None:
            return None
        db.execute("UPDATE draft SET concluded_at = NULL WHERE id = ?", [found[0]])
        editing.touch(db, found[0], uuid)
        Events.add(db, uuid, "rascunho_reaberto", operator_id)
        return int(found[0])

    def confirm_warning(self, draft_id: int, warning: Confirming, operator_id: int) -> None:
        """Store that a person confirmed a warning, and why; it follows the row.

        Args:
            draft_id: an open draft.
            warning: the warning with the reason.
            operator_id: the person.

        Raises:
            StoreError: no reason, or the draft may not be changed.
        """
        with self._store.change() as db:
            self.confirm_in(db, draft_id, warning, operator_id)

    @staticmethod
    def confirm_in(db: Database, draft_id: int, warning: Confirming, operator_id: int) -> None:
        """Do what `confirm_warning` does inside a change of the caller."""
        reason = warning.reason.strip()
        if not reason:
            raise StoreError("store.draft.reason")
        uuid, _ = editing.open_head(db, draft_id)
        row_id, element, value = warning.row_id, warning.element, warning.value
        editing.list_of(db, draft_id, row_id)
        if value is None:
            value = _cell_text(db, row_id, element)
        db.execute(
            "INSERT OR REPLACE INTO confirmation"
            " (draft_id, row_id, element, rule, value, reason, at, operator_id)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [draft_id, row_id, element, warning.rule, value, reason, clock.now(), operator_id],
        )
        editing.touch(db, draft_id, uuid)

    def confirmations(self, draft_id: int) -> list[Confirmation]:
        """Return the confirmed warnings of a draft; one holds while its value is the same."""
        with self._store.query() as db:
            found = db.execute(
                "SELECT row_id, element, rule, value, reason, at, operator_id FROM confirmation"
                " WHERE draft_id = ? ORDER BY id",
                [draft_id],
            ).fetchall()
        return [Confirmation(*row) for row in found]


def _refuse_second(db: Database, uuid: str) -> None:
    if open_draft_id(db, uuid) is not None:
        raise StoreError("store.draft.open")


def _cell_text(db: Database, row_id: int, element: str) -> str:
    found = db.execute(
        "SELECT text FROM draft_cell WHERE row_id = ? AND element = ?", [row_id, element]
    ).fetchone()
    return str(found[0]) if found else ""
