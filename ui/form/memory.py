"""The contact concluded before this one, for repeating what it says."""

from dataclasses import dataclass

from ui.form.navigation import Stop
from ui.form.rows import FormRow, Rows

Place = tuple[int, ...]
"""Where a row stands as people count: third procedure, its first professional."""


@dataclass
class Memory:
    """What F2 and F3 repeat.

    Args:
        before: rows of the last contact this operator concluded, None where there is none.
        same_sitting: whether it was concluded since the program was opened.
    """

    before: Rows | None = None
    same_sitting: bool = False

    def keep(self, rows: Rows) -> None:
        """Remember a contact that was concluded just now."""
        self.before, self.same_sitting = rows, True

    def recall(self, rows: Rows | None) -> None:
        """Take the last contact of an earlier sitting, where this one has none yet."""
        if self.before is None:
            self.before = rows

    def text_for(self, rows: Rows, stop: Stop) -> str:
        """Return what F2 writes into a field, empty where there is nothing to repeat.

        It is what the contact before said there; in a row that it did not have, what the row
        above says: several procedures of one contact mostly have the same professional.

        Args:
            rows: the contact being typed.
            stop: the field.
        """
        here = _place_of(rows, rows.by_id[stop.row])
        theirs: dict[Place, str] = {}
        if self.before is not None and self.before.model.id == rows.model.id:
            theirs = _texts(self.before, stop.path)
        if here in theirs:
            return theirs[here]
        own = _texts(rows, stop.path)
        above = [place for place in own if place < here]
        if above:
            alike = [place for place in above if place[1:] == here[1:]]
            return own[max(alike or above)]
        return theirs[max(theirs)] if theirs else ""


def _texts(rows: Rows, path: str) -> dict[Place, str]:
    """Return what the rows say in one element, by place."""
    return {
        _place_of(rows, row): row.cells[path]
        for row in rows.live()
        if row.cells.get(path, "").strip()
    }


def _place_of(rows: Rows, row: FormRow) -> Place:
    place: list[int] = []
    here: FormRow | None = row
    while here is not None and here.parent_id is not None:
        place.insert(0, rows.number(here))
        here = rows.by_id.get(here.parent_id)
    return tuple(place)
