"""Carries a form's changes to the store: coalesced, in order, on the writer's thread."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from coletor.contact.drafting import NewRow
from coletor.store import DraftRow, Drafts
from ui.form.rows import CellChange, Change, FormRow, Rows


@dataclass
class Batch:
    """What one write carries.

    Args:
        rows: rows the store does not know yet, holders before held.
        cells: the latest text by row key and element path.
        removed: whether each row named is out of the document now.
    """

    rows: list[FormRow] = field(default_factory=list)
    cells: dict[tuple[int, str], str] = field(default_factory=dict)
    removed: dict[int, bool] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.rows or self.cells or self.removed)

    def add(self, later: "Batch") -> None:
        """Take what came after into this one."""
        self.rows += later.rows
        self.cells.update(later.cells)
        self.removed.update(later.removed)


class Saver:
    """Collects changes on the GUI's thread and stores them on the writer's.

    Only `store` runs on the writer's thread, one batch at a time; it alone touches the store's
    ids, so that no lock is needed.

    Args:
        drafts: the store's drafts.
        rows: the rows of the form.
        uuid: the contact's identifier.
        operator_id: who types.
        draft_id: the stored draft, or None while nothing of it is stored.
        ids: store id by row key.
    """

    def __init__(
        self,
        drafts: Drafts,
        rows: Rows,
        *,
        uuid: str,
        operator_id: int,
        draft_id: int | None = None,
        ids: Mapping[int, int] | None = None,
    ) -> None:
        self._drafts = drafts
        self._rows = rows
        self._model_id = rows.model.id
        self._uuid = uuid
        self._operator = operator_id
        self._ids = dict(ids or {})
        self._known = set(self._ids)
        self._pending = Batch()
        self._left = Batch()
        self.draft_id = draft_id

    def note(self, changes: list[Change]) -> None:
        """Remember changes for the next batch."""
        for change in changes:
            if isinstance(change, CellChange):
                self._introduce(self._rows.by_id[change.row])
                self._pending.cells[change.row, change.path] = change.after
            elif change.row in self._known:
                self._pending.removed[change.row] = change.removed

    def _introduce(self, row: FormRow) -> None:
        """See that a row and those that hold it are stored before anything of theirs."""
        if row.id in self._known:
            return
        if row.parent_id is not None:
            self._introduce(self._rows.by_id[row.parent_id])
        self._known.add(row.id)
        copy = FormRow(row.id, row.list, row.parent_id, row.position)
        self._pending.rows.append(copy)
        for path, text in row.cells.items():
            self._pending.cells[row.id, path] = text

    @property
    def waiting(self) -> bool:
        """Whether there is something to store."""
        return bool(self._pending)

    def take(self) -> Batch:
        """Return what is to be stored and start collecting anew."""
        batch, self._pending = self._pending, Batch()
        return batch

    def store(self, batch: Batch) -> None:
        """Store a batch, on the writer's thread, after what could not be stored before it.

        Args:
            batch: what came since; an empty one tries again what is left.

        Raises:
            StoreError: it could not be stored; it stays here, and goes with the next batch.
        """
        whole, self._left = self._left, Batch()
        whole.add(batch)
        try:
            if whole:
                self._write(whole)
        except BaseException:
            self._left = whole
            raise

    def _write(self, batch: Batch) -> None:
        if self.draft_id is None:
            self.draft_id = self._create(batch)
            made = self._ids
            batch.cells = {
                place: text for place, text in batch.cells.items() if place[0] not in made
            }
        for row in batch.rows:
            if row.id not in self._ids:
                self._ids[row.id] = self._drafts.add_row(
                    self.draft_id,
                    row.list,
                    self._ids[row.parent_id or self._rows.root.id],
                    row.position,
                    self._operator,
                )
        cells = [(self._ids[row], path, text) for (row, path), text in batch.cells.items()]
        if cells:
            self._drafts.set_cells(self.draft_id, cells, self._operator)
        for key, removed in batch.removed.items():
            act = self._drafts.remove_row if removed else self._drafts.restore_row
            act(self.draft_id, self._ids[key], self._operator)

    def _create(self, batch: Batch) -> int:
        """Store a new draft with all that waits, in one transaction: it is whole or not there."""
        keys = {row.id: row for row in (self._rows.root, *batch.rows)}
        tree = {key: NewRow(row.list, {}) for key, row in keys.items()}
        for (key, path), text in batch.cells.items():
            tree[key].cells[path] = text
        children: dict[int, list[int]] = {}
        for row in sorted(batch.rows, key=lambda row: (row.position, -row.id)):
            if row.parent_id is not None:
                tree[row.parent_id].rows.append(tree[row.id])
                children.setdefault(row.parent_id, []).append(row.id)
        draft = self._drafts.create(
            self._model_id, self._operator, uuid=self._uuid, cells=tree[self._rows.root.id]
        )
        self._match(self._rows.root.id, draft.root.id, children, draft.rows)
        return draft.id

    def _match(
        self, key: int, store_id: int, children: Mapping[int, list[int]], stored: list[DraftRow]
    ) -> None:
        """Learn the store's ids of a row that was made and of those below it, list by list."""
        self._ids[key] = store_id
        by_list: dict[str, list[int]] = {}
        for row in stored:
            if row.parent_id == store_id:
                by_list.setdefault(row.list, []).append(row.id)
        for child in children.get(key, ()):
            made = by_list[self._rows.by_id[child].list].pop(0)
            self._match(child, made, children, stored)

    def drop(self) -> bool:
        """Have a draft that holds nothing go, on the writer's thread, and tell whether it did.

        What is typed in it later makes it anew, as it was: nothing is taken from the form.

        Raises:
            StoreError: what could not be stored before still cannot; the draft stays.
        """
        if self.draft_id is None:
            return False
        self.store(Batch())
        if not self._drafts.drop_empty(self.draft_id, self._operator):
            return False
        for key in self._ids:
            row = self._rows.by_id[key]
            if row.parent_id is not None:
                self._left.rows.append(FormRow(key, row.list, row.parent_id, row.position))
                if row.removed:
                    self._left.removed[key] = True
            self._left.cells |= {(key, path): text for path, text in dict(row.cells).items()}
        self._left.rows.sort(key=lambda row: (row.list.count("[]"), -row.id))
        self.draft_id, self._ids = None, {}
        return True

    @property
    def known(self) -> set[int]:
        """Keys of the rows that are stored or on their way."""
        return self._known

    def stored_id(self) -> int:
        """Return the draft's id, on the writer's thread, once all that was taken is stored.

        Raises:
            StoreError: what could not be stored before still cannot.
            LookupError: nothing was stored (a bug: there was nothing to conclude).
        """
        self.store(Batch())
        if self.draft_id is None:
            raise LookupError("nothing stored")
        return self.draft_id

    def store_id(self, key: int) -> int:
        """Return the store's id of a row; on the writer's thread only."""
        return self._ids[key]

    def key_of(self, store_id: int) -> int | None:
        """Return the key of a stored row, or None."""
        return next((key for key, known in self._ids.items() if known == store_id), None)
