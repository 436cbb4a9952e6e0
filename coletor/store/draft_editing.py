"""Changes to the rows and cells of a draft, inside a transaction that the caller holds."""

from collections.abc import Iterable
from datetime import timedelta

from coletor import clock
from coletor.contact.drafting import DOCUMENT, NewRow
from coletor.model import Model, load_model
from coletor.store.draft_rows import OPEN
from coletor.store.errors import StoreError
from coletor.store.listing import Listing
from coletor.store.opening import Database

Cell = tuple[int, str, str]
"""Row id, ``Element.path`` and the text of a cell."""


def open_head(db: Database, draft_id: int) -> tuple[str, Model]:
    """Return the UUID and the model of a draft that may be changed.

    Raises:
        StoreError: the draft is gone, concluded or discarded.
    """
    head = db.execute(f"SELECT uuid, model, {OPEN} FROM draft WHERE id = ?", [draft_id]).fetchone()
    if head is None:
        raise StoreError("store.draft.gone")
    if not head[2]:
        raise StoreError("store.draft.closed")
    return head[0], load_model(head[1])


def list_of(db: Database, draft_id: int, row_id: int) -> str:
    """Return the list of a row, removed or not.

    Raises:
        ValueError: the row is not of this draft (a bug of the caller).
    """
    found = db.execute(
        "SELECT list FROM draft_row WHERE id = ? AND draft_id = ?", [row_id, draft_id]
    ).fetchone()
    if found is None:
        raise ValueError(f"row {row_id} is not of draft {draft_id}")
    return str(found[0])


def touch(db: Database, draft_id: int, uuid: str) -> str:
    """Note that a draft changed, write its list row, and return the instant."""
    now = clock.now()
    db.execute("UPDATE draft SET changed_at = ? WHERE id = ?", [now, draft_id])
    Listing.refresh(db, uuid)
    return now


def write_cells(
    db: Database, draft_id: int, model: Model, cells: Iterable[Cell], operator_id: int
) -> None:
    """Write texts exactly as typed; an empty one removes its cell.

    A row that was removed meanwhile still takes its text: an autosave that comes late must not
    lose what restoring the row should bring back.
    """
    now = clock.now()
    for row_id, path, text in cells:
        element = model.by_path.get(path)
        if element is None or element.group_path != list_of(db, draft_id, row_id):
            raise ValueError(f"{path} is not a cell of row {row_id}")
        if text:
            db.execute(
                "INSERT INTO draft_cell (row_id, element, text, changed_at, operator_id)"
                " VALUES (?, ?, ?, ?, ?) ON CONFLICT (row_id, element) DO UPDATE SET"
                " text = excluded.text, changed_at = excluded.changed_at,"
                " operator_id = excluded.operator_id WHERE text <> excluded.text",
                [row_id, path, text, now, operator_id],
            )
        else:
            db.execute("DELETE FROM draft_cell WHERE row_id = ? AND element = ?", [row_id, path])


def insert_tree(
    db: Database, draft_id: int, model: Model, content: NewRow, operator_id: int
) -> int:
    """Write the document's row with all that is below it and return its id."""
    pending: list[tuple[NewRow, int | None, int]] = [(content, None, 0)]
    root = 0
    while pending:
        new, parent_id, position = pending.pop()
        row_id = insert_row(db, draft_id, new.list_path, parent_id, position)
        root = root or row_id
        write_cells(
            db, draft_id, model, ((row_id, *cell) for cell in new.cells.items()), operator_id
        )
        places: dict[str, int] = {}
        for child in new.rows:
            place = places.get(child.list_path, 0)
            places[child.list_path] = place + 1
            pending.append((child, row_id, place))
    return root


def insert_row(
    db: Database, draft_id: int, list_path: str, parent_id: int | None, position: int
) -> int:
    """Write one empty row and return its id."""
    made = db.execute(
        "INSERT INTO draft_row (draft_id, parent_id, list, position) VALUES (?, ?, ?, ?)",
        [draft_id, parent_id, list_path, position],
    )
    return int(made.lastrowid or 0)


def make_room(
    db: Database, draft_id: int, list_path: str, parent_id: int, position: int | None
) -> int:
    """Return the position a new row takes, moving the siblings from there on by one.

    Args:
        db: the connection of a change.
        draft_id: the draft.
        list_path: the list the row joins.
        parent_id: the row that holds the list.
        position: where the row is wanted, None for the end.
    """
    last = db.execute(
        "SELECT MAX(position) FROM draft_row WHERE draft_id = ? AND parent_id = ? AND list = ?",
        [draft_id, parent_id, list_path],
    ).fetchone()[0]
    end = 0 if last is None else int(last) + 1
    if position is None or position >= end:
        return end
    db.execute(
        "UPDATE draft_row SET position = position + 1"
        " WHERE draft_id = ? AND parent_id = ? AND list = ? AND position >= ?",
        [draft_id, parent_id, list_path, position],
    )
    return position


def flag_removed(db: Database, draft_id: int, row_id: int) -> None:
    """Flag a row and what is below it as removed, under an instant of their own.

    The instant tells a row that went with its parent from one removed before: restoring the
    parent brings back the first only.
    """
    if list_of(db, draft_id, row_id) == DOCUMENT:
        raise ValueError("the document's row cannot be removed")
    now = clock.now()
    last = db.execute(
        "SELECT MAX(removed_at) FROM draft_row WHERE draft_id = ?", [draft_id]
    ).fetchone()[0]
    if last is not None and last >= now:
        now = clock.stamp(clock.read(last) + timedelta(milliseconds=1))
    db.execute(
        f"{_BELOW} UPDATE draft_row SET removed_at = ?"
        " WHERE id IN (SELECT id FROM below) AND removed_at IS NULL",
        [row_id, now],
    )


def unflag_removed(db: Database, draft_id: int, row_id: int) -> None:
    """Bring back a row and what was removed together with it."""
    list_of(db, draft_id, row_id)
    removed_at, parent_removed = db.execute(
        "SELECT r.removed_at, p.removed_at FROM draft_row r"
        " LEFT JOIN draft_row p ON p.id = r.parent_id WHERE r.id = ?",
        [row_id],
    ).fetchone()
    if parent_removed is not None:
        raise ValueError("the row that holds it is removed")
    db.execute(
        f"{_BELOW} UPDATE draft_row SET removed_at = NULL"
        " WHERE id IN (SELECT id FROM below) AND removed_at = ?",
        [row_id, removed_at],
    )


_BELOW = (
    "WITH RECURSIVE below (id) AS (SELECT ? UNION ALL"
    " SELECT r.id FROM draft_row r JOIN below b ON r.parent_id = b.id)"
)
