"""What a draft is when read, and the reading of it (decision 1)."""

from dataclasses import dataclass, field

from coletor.store.errors import StoreError
from coletor.store.opening import Database

OPEN = "concluded_at IS NULL AND discarded_at IS NULL"


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One row of a draft that was not removed.

    Args:
        id: stable id; never used again for another row.
        list: ``Group.path`` of the model, '' for the document itself.
        parent_id: the row that holds this one, None for the document.
        position: place among its siblings.
        cells: raw text as typed, by ``Element.path``; an empty cell is absent.
    """

    id: int
    list: str
    parent_id: int | None
    position: int
    cells: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """A contact while it is being typed.

    Args:
        id: the draft; a contact may have had several.
        uuid: the contact's identifier.
        model_id: the model it follows.
        changed_at: last keystroke stored, UTC.
        is_open: neither concluded nor discarded.
        rows: parents before their children, siblings in order; the document's row first.
    """

    id: int
    uuid: str
    model_id: str
    changed_at: str
    is_open: bool
    rows: list[DraftRow]

    @property
    def root(self) -> DraftRow:
        """Return the row of the document itself."""
        return self.rows[0]


@dataclass(frozen=True, slots=True)
class Summary:
    """A draft by which somebody recognises it, to resume or to restore it.

    Args:
        id: the draft.
        uuid: the contact's identifier.
        model_id: the model it follows.
        patient: name as typed, None while there is none.
        admission: date of admission, None while there is no whole date.
        created_at: UTC.
        changed_at: UTC.
        discarded_at: UTC, None when it is not in the bin.
        blank: nothing a person typed stands in it.
    """

    id: int
    uuid: str
    model_id: str
    patient: str | None
    admission: str | None
    created_at: str
    changed_at: str
    discarded_at: str | None
    blank: bool


@dataclass(frozen=True, slots=True)
class Confirming:
    """A warning that a person confirms.

    Args:
        row_id: the row the warning stands on.
        element: ``Element.path`` of the cell, or ``Group.path`` of a list of the row.
        rule: id of the rule that warned.
        reason: what the person wrote.
        value: what it is confirmed for; the cell's text without it.
    """

    row_id: int
    element: str
    rule: str
    reason: str
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A warning that a person confirmed, with the value it was confirmed for."""

    row_id: int
    element: str
    rule: str
    value: str
    reason: str
    at: str
    operator_id: int


def read_draft(db: Database, draft_id: int) -> Draft:
    """Return a draft with its rows, inside a transaction that the caller holds.

    Raises:
        StoreError: there is no such draft any more.
    """
    head = db.execute(
        f"SELECT id, uuid, model, changed_at, {OPEN} FROM draft WHERE id = ?", [draft_id]
    ).fetchone()
    if head is None:
        raise StoreError("store.draft.gone")
    rows = {
        row[0]: DraftRow(*row)
        for row in db.execute(
            "SELECT id, list, parent_id, position FROM draft_row"
            " WHERE draft_id = ? AND removed_at IS NULL"
            " ORDER BY length(list), position, id",
            [draft_id],
        ).fetchall()
    }
    cells = db.execute(
        "SELECT c.row_id, c.element, c.text FROM draft_row r JOIN draft_cell c ON c.row_id = r.id"
        " WHERE r.draft_id = ? AND r.removed_at IS NULL",
        [draft_id],
    ).fetchall()
    for row_id, element, text in cells:
        rows[row_id].cells[element] = text
    return Draft(head[0], head[1], head[2], head[3], bool(head[4]), list(rows.values()))


def open_draft_id(db: Database, uuid: str) -> int | None:
    """Return the id of a contact's open draft, or None."""
    found = db.execute(f"SELECT id FROM draft WHERE uuid = ? AND {OPEN}", [uuid]).fetchone()
    return int(found[0]) if found else None
