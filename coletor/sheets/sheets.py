"""The sheets of a store: header, arrangement, lines in order; every call is one transaction."""

import json
from collections.abc import Iterable, Mapping
from itertools import islice

from coletor import clock
from coletor.model import Model, load_model
from coletor.sheets.reading import LINES, counts_of, read_sheet, require_open, summary_of
from coletor.sheets.slots import default_arrangement
from coletor.sheets.spreading import spread_cells, write_back
from coletor.sheets.types import Line, Sheet, SheetSummary, Spread
from coletor.store import Drafts, Store
from coletor.store.draft_rows import read_draft
from coletor.store.opening import Database


class Sheets:
    """Sheets of header and lines.

    Args:
        store: the open database.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    # Reading

    def get(self, sheet_id: int) -> Sheet:
        """Return a sheet, open or closed.

        Raises:
            SheetError: there is none with this id.
        """
        with self._store.query() as db:
            return read_sheet(db, sheet_id)

    def lines(self, sheet_id: int) -> list[Line]:
        """Return the lines that are still to be concluded, in their order."""
        with self._store.query() as db:
            found = db.execute(
                f"SELECT l.draft_id, l.position {LINES} ORDER BY l.position, l.draft_id",
                [sheet_id],
            ).fetchall()
            return [Line(read_draft(db, draft_id), position) for draft_id, position in found]

    def open(self, limit: int = 50) -> list[SheetSummary]:
        """Return the open sheets with something left to do, the last one typed in first.

        Args:
            limit: how many at most.
        """
        with self._store.query() as db:
            ids = db.execute(
                "SELECT id FROM sheet WHERE closed_at IS NULL ORDER BY changed_at DESC, id DESC"
            ).fetchall()
            found = (summary_of(db, sheet_id) for (sheet_id,) in ids)
            return list(islice((each for each in found if each is not None), limit))

    def last_of(self, model_id: str, operator_id: int) -> Sheet | None:
        """Return the last sheet a person began, open or closed: the next one is laid out as it."""
        with self._store.query() as db:
            found = db.execute(
                "SELECT id FROM sheet WHERE model = ? AND operator_id = ? ORDER BY id DESC LIMIT 1",
                [model_id, operator_id],
            ).fetchone()
            return read_sheet(db, found[0]) if found else None

    def counts(self, sheet_id: int) -> tuple[int, int]:
        """Return how many lines are still to be concluded and how many were."""
        with self._store.query() as db:
            return counts_of(db, sheet_id)

    # Writing

    def create(
        self,
        model_id: str,
        operator_id: int,
        arrangement: Mapping[str, str] | None = None,
        header: Mapping[str, str] | None = None,
    ) -> int:
        """Begin a sheet and return its id.

        Args:
            model_id: the model its lines follow.
            operator_id: the person who types.
            arrangement: place by slot id; the default without it.
            header: raw text by ``Element.path``.
        """
        with self._store.change() as db:
            return self.insert(db, model_id, operator_id, arrangement, header)

    @staticmethod
    def insert(
        db: Database,
        model_id: str,
        operator_id: int,
        arrangement: Mapping[str, str] | None = None,
        header: Mapping[str, str] | None = None,
    ) -> int:
        """Begin a sheet inside the caller's change and return its id; see `create`."""
        now, model = clock.now(), load_model(model_id)
        kept = dict(arrangement) if arrangement is not None else default_arrangement(model)
        made = db.execute(
            "INSERT INTO sheet (model, arrangement, created_at, changed_at, operator_id)"
            " VALUES (?, ?, ?, ?, ?)",
            [model_id, json.dumps(kept), now, now, operator_id],
        )
        sheet_id = int(made.lastrowid or 0)
        write_header(db, sheet_id, model, header or {}, operator_id)
        # No line has it yet: what the first lines are given is what stands here now.
        db.execute("UPDATE sheet_cell SET carried = text WHERE sheet_id = ?", [sheet_id])
        return sheet_id

    def set_header(self, sheet_id: int, cells: Mapping[str, str], operator_id: int) -> str:
        """Store texts of the header exactly as typed; the lines follow with `spread`.

        Returns:
            the instant of the change, UTC.

        Raises:
            SheetError: the sheet is closed, or there is none.
            ValueError: a path is none of the model (a bug).
        """
        with self._store.change() as db:
            model = load_model(require_open(db, sheet_id).model_id)
            write_header(db, sheet_id, model, cells, operator_id)
            return touch(db, sheet_id)

    def spread(self, sheet_id: int, element: str, operator_id: int) -> Spread:
        """Give the lines the header's text, where they still have the one given before.

        Lines that were concluded, and cells that somebody made different, stay as they are; what
        follows the element (the procedure's day follows the admission's) goes with it.

        Args:
            sheet_id: an open sheet.
            element: ``Element.path`` of a cell of the header.
            operator_id: the person who types.

        Returns:
            what was written, for `take_back`.

        Raises:
            SheetError: the sheet is closed, or there is none.
        """
        with self._store.change() as db:
            sheet = require_open(db, sheet_id)
            drafts = [row[0] for row in db.execute(f"SELECT l.draft_id {LINES}", [sheet_id])]
            made = spread_cells(db, sheet, element, drafts, operator_id)
            touch(db, sheet_id)
            return made

    def take_back(self, spread: Spread, operator_id: int) -> Spread:
        """Undo a change of the header in the header and in the lines it was carried to.

        A cell that has changed again since, or whose line was concluded, stays as it is.

        Returns:
            the opposite change, which takes this undoing back.

        Raises:
            SheetError: the sheet is closed, or there is none.
        """
        with self._store.change() as db:
            model = load_model(require_open(db, spread.sheet_id).model_id)
            made = write_back(db, model, spread, operator_id)
            touch(db, spread.sheet_id)
            return made

    def arrange(
        self,
        sheet_id: int,
        arrangement: Mapping[str, str],
        proposed: Mapping[str, str] | None = None,
        operator_id: int = 0,
    ) -> None:
        """Keep where the slots of a sheet stand; the next sheet is laid out the same way.

        Args:
            sheet_id: an open sheet.
            arrangement: place by slot id.
            proposed: texts with which elements come into the header: the lines have them already.
            operator_id: the person who types, where there are any.

        Raises:
            SheetError: the sheet is closed, or there is none.
        """
        with self._store.change() as db:
            model = load_model(require_open(db, sheet_id).model_id)
            db.execute(
                "UPDATE sheet SET arrangement = ? WHERE id = ?",
                [json.dumps(dict(arrangement)), sheet_id],
            )
            write_header(db, sheet_id, model, proposed or {}, operator_id)
            for path in proposed or ():
                db.execute(
                    "UPDATE sheet_cell SET carried = text WHERE sheet_id = ? AND element = ?",
                    [sheet_id, path],
                )
            touch(db, sheet_id)

    @staticmethod
    def attach(db: Database, sheet_id: int, draft_id: int) -> None:
        """Make a draft the last line of a sheet inside the caller's change.

        Args:
            db: the connection of a change.
            sheet_id: the sheet.
            draft_id: the draft.
        """
        db.execute(
            "INSERT INTO sheet_line (draft_id, sheet_id, position) SELECT ?, ?,"
            " coalesce(MAX(position) + 1, 0) FROM sheet_line WHERE sheet_id = ?",
            [draft_id, sheet_id, sheet_id],
        )
        touch(db, sheet_id)

    @staticmethod
    def sheet_of(db: Database, draft_id: int) -> int | None:
        """Return the open sheet whose line a draft is, or None."""
        found = db.execute(
            "SELECT s.id FROM sheet_line l JOIN sheet s ON s.id = l.sheet_id"
            " WHERE l.draft_id = ? AND l.queued_at IS NULL AND s.closed_at IS NULL",
            [draft_id],
        ).fetchone()
        return int(found[0]) if found else None

    def note_concluded(self, sheet_id: int, drafts: Iterable[int]) -> bool:
        """Note which lines were queued together; a sheet with none left is closed.

        Args:
            sheet_id: the sheet.
            drafts: the lines that went.

        Returns:
            whether the sheet is closed now.
        """
        with self._store.change() as db:
            now = touch(db, sheet_id)
            for draft_id in drafts:
                db.execute(
                    "UPDATE sheet_line SET queued_at = ? WHERE draft_id = ?", [now, draft_id]
                )
            left, _ = counts_of(db, sheet_id)
            db.execute(
                "UPDATE sheet SET concluded_at = ?, closed_at = ? WHERE id = ?",
                [now, None if left else now, sheet_id],
            )
            return not left

    def discard(self, sheet_id: int, operator_id: int) -> tuple[int, ...]:
        """Close a sheet and put its lines into the bin; return them for `restore`.

        Raises:
            SheetError: the sheet is closed, or there is none.
        """
        with self._store.change() as db:
            require_open(db, sheet_id)
            drafts = tuple(row[0] for row in db.execute(f"SELECT l.draft_id {LINES}", [sheet_id]))
            for draft_id in drafts:
                Drafts.discard_in(db, draft_id, operator_id)
            db.execute("UPDATE sheet SET closed_at = ? WHERE id = ?", [clock.now(), sheet_id])
            return drafts

    def restore(self, sheet_id: int, drafts: Iterable[int], operator_id: int) -> None:
        """Open a discarded sheet again with the lines that went with it.

        Raises:
            StoreError: a line was purged from the bin, or is open elsewhere.
        """
        with self._store.change() as db:
            for draft_id in drafts:
                Drafts.restore_in(db, draft_id, operator_id)
            db.execute("UPDATE sheet SET closed_at = NULL WHERE id = ?", [sheet_id])
            touch(db, sheet_id)


def write_header(
    db: Database, sheet_id: int, model: Model, cells: Mapping[str, str], operator_id: int
) -> None:
    """Write texts of a header inside the caller's change."""
    now = clock.now()
    for path, text in cells.items():
        if path not in model.by_path:
            raise ValueError(f"{path} is no cell of {model.id}")
        db.execute(
            "INSERT INTO sheet_cell (sheet_id, element, text, changed_at, operator_id)"
            " VALUES (?, ?, ?, ?, ?) ON CONFLICT (sheet_id, element) DO UPDATE SET"
            " text = excluded.text, changed_at = excluded.changed_at,"
            " operator_id = excluded.operator_id WHERE text <> excluded.text",
            [sheet_id, path, text, now, operator_id],
        )


def touch(db: Database, sheet_id: int) -> str:
    """Note that a sheet changed and return the instant."""
    now = clock.now()
    db.execute("UPDATE sheet SET changed_at = ? WHERE id = ?", [now, sheet_id])
    return now
