"""Reads sheets inside a transaction that the caller holds."""

import json

from coletor.model import load_model
from coletor.sheets.cells import header_texts
from coletor.sheets.errors import SheetError
from coletor.sheets.slots import arranged
from coletor.sheets.types import Sheet, SheetSummary
from coletor.store.draft_rows import OPEN
from coletor.store.opening import Database

_HEAD = (
    "SELECT id, model, arrangement, created_at, changed_at, operator_id, concluded_at, closed_at"
    " FROM sheet WHERE id = ?"
)
LINES = (
    "FROM sheet_line l JOIN draft d ON d.id = l.draft_id"
    f" WHERE l.sheet_id = ? AND l.queued_at IS NULL AND {OPEN}"
)


def read_sheet(db: Database, sheet_id: int) -> Sheet:
    """Return a sheet, open or closed."""
    head = db.execute(_HEAD, [sheet_id]).fetchone()
    if head is None:
        raise SheetError("sheet.gone")
    cells = db.execute(
        "SELECT element, text FROM sheet_cell WHERE sheet_id = ? AND text <> ''", [sheet_id]
    ).fetchall()
    kept = arranged(load_model(head[1]), json.loads(head[2]))
    return Sheet(head[0], head[1], kept, dict(cells), *head[3:])


def require_open(db: Database, sheet_id: int) -> Sheet:
    """Return a sheet that is open."""
    sheet = read_sheet(db, sheet_id)
    if sheet.closed_at is not None:
        raise SheetError("sheet.closed")
    return sheet


def counts_of(db: Database, sheet_id: int) -> tuple[int, int]:
    """Return how many lines are still to be concluded and how many were."""
    left = db.execute(f"SELECT COUNT(*) {LINES}", [sheet_id]).fetchone()[0]
    gone = db.execute(
        "SELECT COUNT(*) FROM sheet_line l JOIN draft d ON d.id = l.draft_id"
        " WHERE l.sheet_id = ? AND (l.queued_at IS NOT NULL OR d.concluded_at IS NOT NULL)",
        [sheet_id],
    ).fetchone()[0]
    return int(left), int(gone)


def summary_of(db: Database, sheet_id: int) -> SheetSummary | None:
    """Return a sheet as somebody recognises it, None where nothing of it is left to do.

    A program that ends between the last line and the closing of the sheet leaves it open.
    """
    sheet = read_sheet(db, sheet_id)
    model = load_model(sheet.model_id)
    left, gone = counts_of(db, sheet_id)
    if not left and (gone or sheet.header.items() <= header_texts(model).items()):
        return None
    day = model.by_role.get("data_admissao")
    operator = "SELECT name FROM operator WHERE id = ?"
    return SheetSummary(
        sheet.id,
        sheet.model_id,
        sheet.header.get(day.path, "") if day else "",
        left,
        gone,
        db.execute(operator, [sheet.operator_id]).fetchone()[0],
        sheet.created_at,
        sheet.changed_at,
    )
