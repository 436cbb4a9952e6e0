"""The doors by which a form's saver stores a sheet: its header as one, each line as another.

Both are `Drafts` to whoever types, so that a line is a draft in every respect. The sheet itself
is made in the transaction of the first thing stored, whichever that is.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from coletor import clock
from coletor.contact.drafting import NewRow
from coletor.model import load_model
from coletor.sheets.cells import blank_rows
from coletor.sheets.sheets import Sheets, touch, write_header
from coletor.store import Draft, DraftRow, Drafts, Store
from coletor.store.draft_editing import Cell
from coletor.store.draft_rows import read_draft
from coletor.store.opening import Database


class SheetHandle:
    """A sheet being typed, stored or not yet; its id is written on the writer's thread only.

    Args:
        store: the open database.
        model_id: the model of its lines.
        operator_id: the person who types.
        arrangement: place by slot id.
        header: raw text by ``Element.path``.
        sheet_id: the stored sheet, None for a new one.
    """

    def __init__(
        self,
        store: Store,
        model_id: str,
        operator_id: int,
        *,
        arrangement: Mapping[str, str],
        header: Mapping[str, str],
        sheet_id: int | None = None,
    ) -> None:
        self.store = store
        self.model_id = model_id
        self.operator_id = operator_id
        self.arrangement = dict(arrangement)
        self.header = dict(header)
        self.sheet_id = sheet_id

    @contextmanager
    def change(self) -> Iterator[Database]:
        """Give a change of the store; a sheet made in one that fails, to its very end, is none."""
        before = self.sheet_id
        try:
            with self.store.change() as db:
                yield db
        except BaseException:
            self.sheet_id = before
            raise

    def require(self, db: Database) -> int:
        """Return the sheet's id inside the caller's change; the sheet is made if it must be."""
        if self.sheet_id is None:
            self.sheet_id = Sheets.insert(
                db, self.model_id, self.operator_id, self.arrangement, self.header
            )
        return self.sheet_id


class LineDrafts(Drafts):
    """Drafts that become lines of a sheet in the transaction that creates them.

    Args:
        handle: the sheet.
    """

    def __init__(self, handle: SheetHandle) -> None:
        super().__init__(handle.store)
        self._handle = handle

    def create(
        self,
        model_id: str,
        operator_id: int,
        *,
        uuid: str | None = None,
        cells: NewRow | None = None,
    ) -> Draft:
        """Start a draft as the last line of the sheet; see `Drafts.create`."""
        with self._handle.change() as db:
            sheet_id = self._handle.require(db)
            draft_id = self.insert(db, model_id, operator_id, uuid=uuid, cells=cells)
            Sheets.attach(db, sheet_id, draft_id)
            return read_draft(db, draft_id)


class HeaderDrafts(Drafts):
    """The header of a sheet, as the saver of a form sees it: one row of each list.

    Args:
        handle: the sheet.
    """

    def __init__(self, handle: SheetHandle) -> None:
        super().__init__(handle.store)
        self._handle = handle
        self._model = load_model(handle.model_id)
        self._rows = {row.list: row for row in blank_rows(self._model, {})}

    def create(
        self,
        model_id: str,
        operator_id: int,
        *,
        uuid: str | None = None,
        cells: NewRow | None = None,
    ) -> Draft:
        """Store the header for the first time, and the sheet where no line did."""
        with self._handle.change() as db:
            sheet_id = self._handle.require(db)
            write_header(db, sheet_id, self._model, _texts(cells), operator_id)
            touch(db, sheet_id)
        rows = [DraftRow(row.id, row.list, row.parent_id, 0) for row in self._rows.values()]
        return Draft(sheet_id, uuid or "", model_id, clock.now(), True, rows)

    def set_cells(self, draft_id: int, cells: Iterable[Cell], operator_id: int) -> str:
        """Store texts of the header; rows are not told apart, for a header has one of each."""
        texts = {path: text for _, path, text in cells}
        return Sheets(self._store).set_header(draft_id, texts, operator_id)

    def add_row(
        self,
        draft_id: int,
        list_path: str,
        parent_id: int,
        position: int | None,
        operator_id: int,
    ) -> int:
        """Return the row that the header has of a list; nothing of it is stored."""
        del draft_id, parent_id, position, operator_id
        return self._rows[list_path].id


def _texts(row: NewRow | None) -> dict[str, str]:
    if row is None:
        return {}
    made = dict(row.cells)
    for child in row.rows:
        made |= _texts(child)
    return made
