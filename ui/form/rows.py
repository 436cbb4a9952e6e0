"""The rows of one draft in memory: raw texts, proposals, blank rows ready to be typed into.

Rows have keys of their own (a new row has none in the store yet); the store's ids are known to
the writer alone. Every method that changes something says which `Change`s it made, so that the
journal can take them back and the writer can store them.
"""

import itertools
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from coletor.contact import drafting
from coletor.contact.entry import editable, parse
from coletor.contact.versions import as_day
from coletor.model import Element, Kind, Model

DOCUMENT = ""


@dataclass
class FormRow:
    """One row; it satisfies ``coletor.contact.drafting.Row``.

    Args:
        id: key of the row within this form.
        list: path of its list, '' for the document itself.
        parent_id: key of the row that holds it.
        position: place among its siblings.
        cells: raw text by element path.
        proposed: elements whose text the program proposed and nobody touched.
        removed: whether it was taken out of the document.
        awaiting: empty elements that take their text from the contact once it says it: what a
            package or a repeated contact left open.
    """

    id: int
    list: str
    parent_id: int | None
    position: int
    cells: dict[str, str] = field(default_factory=dict)
    proposed: set[str] = field(default_factory=set)
    removed: bool = False
    awaiting: set[str] = field(default_factory=set)

    @property
    def blank(self) -> bool:
        """Whether nothing was typed in it (rows below it are not looked at)."""
        return not any(text.strip() for text in self.cells.values())


@dataclass(frozen=True, slots=True)
class CellChange:
    """The text of a cell changed."""

    row: int
    path: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row was taken out of the document, or put back."""

    row: int
    removed: bool


Change = CellChange | RowChange


class Rows:
    """Every row of one draft.

    Args:
        model: the draft's model.
    """

    def __init__(self, model: Model) -> None:
        self.model = model
        self.by_id: dict[int, FormRow] = {}
        self._keys = itertools.count(-1, -1)
        self.root = self._new(DOCUMENT, None, 0)

    @classmethod
    def fresh(cls, model: Model) -> "Rows":
        """Return the rows of a new contact: the document's proposals and blank rows."""
        rows = cls(model)
        for element in model.by_group[DOCUMENT].elements:
            begun = drafting.first_text(element)
            if begun:
                rows.root.cells[element.path] = begun
        rows.complete()
        return rows

    @classmethod
    def resumed(cls, model: Model, stored: Iterable[drafting.Row]) -> tuple["Rows", dict[int, int]]:
        """Return a stored draft's rows with blank ones added, and store id by key."""
        rows = cls(model)
        keys: dict[int, int] = {}
        for row in sorted(stored, key=lambda row: (_depth(row.list), row.position, row.id)):
            if row.list == DOCUMENT:
                own = rows.root
            else:
                own = rows._new(row.list, keys[row.parent_id or 0], row.position)
            own.cells = dict(row.cells)
            keys[row.id] = own.id
        rows.complete()
        return rows, {key: store_id for store_id, key in keys.items()}

    # Reading

    def live(self) -> Iterator[FormRow]:
        """Yield the rows that are part of the draft; rows below a removed one are not."""
        for row in self.by_id.values():
            if not self._is_removed(row):
                yield row

    def snapshot(self) -> list[FormRow]:
        """Return copies of the live rows, for work on another thread."""
        return [
            FormRow(row.id, row.list, row.parent_id, row.position, dict(row.cells))
            for row in self.live()
        ]

    def children(self, parent: int, path: str) -> list[FormRow]:
        """Return the rows of one list of a row, in order."""
        found = [
            row
            for row in self.by_id.values()
            if row.parent_id == parent and row.list == path and not row.removed
        ]
        return sorted(found, key=lambda row: (row.position, -row.id))

    def text(self, row: int, path: str) -> str:
        """Return the raw text of a cell."""
        return self.by_id[row].cells.get(path, "")

    def value(self, row: int, role: str) -> object:
        """Return the value of a role as a row sees it: its own, or of a row that holds it."""
        element = self.model.by_role.get(role)
        here: FormRow | None = self.by_id[row]
        while element is not None and here is not None:
            if here.list == element.group_path:
                return parse(element, here.cells.get(element.path, ""))
            here = self.by_id.get(here.parent_id) if here.parent_id is not None else None
        return None

    def effective(self, row: int, role: str) -> object:
        """Return the value of a role, or the one that will be proposed when typing begins."""
        found = self.value(row, role)
        here, element = self.by_id[row], self.model.by_role.get(role)
        if found is not None or element is None or element.group_path != here.list:
            return found
        return parse(element, self.proposal(here, element)) if here.list and here.blank else None

    def number(self, row: FormRow) -> int:
        """Return the place of a row among its siblings as people count, from 1."""
        if row.parent_id is None:
            return 1
        return [other.id for other in self.children(row.parent_id, row.list)].index(row.id) + 1

    def is_blank(self, row: FormRow) -> bool:
        """Tell whether nothing was typed in a row nor below it: it is no row yet."""
        if not row.blank:
            return False
        return all(
            self.is_blank(other)
            for other in self.by_id.values()
            if other.parent_id == row.id and not other.removed
        )

    def is_live(self, row: int) -> bool:
        """Tell whether a row is part of the draft."""
        return row in self.by_id and not self._is_removed(self.by_id[row])

    def _is_removed(self, row: FormRow) -> bool:
        here: FormRow | None = row
        while here is not None:
            if here.removed:
                return True
            here = self.by_id.get(here.parent_id) if here.parent_id is not None else None
        return False

    # Changing

    def write(self, row: int, path: str, text: str) -> list[Change]:
        """Set the text of a cell; the first one of a row brings the row's proposals.

        Returns:
            What changed, the cell itself first.
        """
        target = self.by_id[row]
        was_blank = target.blank
        changes = self._set(target, path, text)
        target.proposed.discard(path)
        if was_blank and changes and text.strip() and target.list:
            changes += self._propose(target)
        return changes

    def await_contact(self, row: int) -> None:
        """Note what a row that was put in takes from the contact later: it is not said yet."""
        target = self.by_id[row]
        for element in self.model.by_group[target.list].elements:
            if element.hint.default_from and not target.cells.get(element.path, "").strip():
                target.awaiting.add(element.path)

    def catch_up(self) -> list[Change]:
        """Write what rows that were put in were waiting for, where the contact says it by now."""
        changes: list[Change] = []
        for row in [row for row in self.live() if row.awaiting and not row.blank]:
            for path in sorted(row.awaiting):
                if row.cells.get(path, "").strip():
                    row.awaiting.discard(path)  # somebody typed it
                    continue
                element = self.model.by_path[path]
                value = self.value(row.id, element.hint.default_from or "")
                if value is None or (element.kind is Kind.DATE and as_day(value) is None):
                    continue
                changes += self._set(row, path, self.proposal(row, element))
                row.awaiting.discard(path)
        return changes

    def settle(self, row: int) -> list[Change]:
        """Take back the proposals of a row in which nothing else is left."""
        target = self.by_id.get(row)
        if target is None or not target.list or not target.proposed:
            return []
        if any(text.strip() for path, text in target.cells.items() if path not in target.proposed):
            return []
        changes = [
            change for path in sorted(target.proposed) for change in self._set(target, path, "")
        ]
        target.proposed.clear()
        return changes

    def apply(self, change: Change) -> None:
        """Do one change again, or its opposite when the journal takes it back."""
        row = self.by_id[change.row]
        if isinstance(change, RowChange):
            row.removed = change.removed
        else:
            row.cells[change.path] = change.after

    def remove(self, row: int) -> list[Change]:
        """Take a row out of the document."""
        self.by_id[row].removed = True
        return [RowChange(row, True)]

    def add_after(self, row: int) -> int:
        """Return the key of a blank row after a row of the same list (an existing one if any)."""
        target = self.by_id[row]
        parent = target.parent_id if target.parent_id is not None else self.root.id
        siblings = self.children(parent, target.list)
        after = siblings[siblings.index(target) + 1 :] if target in siblings else siblings
        blank = next((other for other in (target, *after) if self.is_blank(other)), None)
        if blank is not None:
            return blank.id
        return self.append(parent, target.list)

    def append(self, parent: int, path: str) -> int:
        """Return the key of a new blank row at the end of a list of a row."""
        siblings = self.children(parent, path)
        return self._new(path, parent, siblings[-1].position + 1 if siblings else 0).id

    def complete(self) -> list[int]:
        """Add the blank rows that must be there to type into; return their keys.

        Each list of the document ends with a blank row; a list inside a row has one while it
        has no other, so that typing on does not stop at a second one that is seldom wanted.
        """
        made = []
        for parent in list(self.live()):
            for group in self.model.children(parent.list):
                if parent.list and self.is_blank(parent):
                    continue
                rows = self.children(parent.id, group.path)
                if not rows or (not parent.list and not self.is_blank(rows[-1])):
                    place = rows[-1].position + 1 if rows else 0
                    made.append(self._new(group.path, parent.id, place).id)
        return made

    def trim(self, known: Collection[int]) -> list[tuple[int, str]]:
        """Take away blank rows that wait behind another blank row of the same list.

        Args:
            known: rows that are stored or were typed in; undo and redo may come back to them.

        Returns:
            Holder and path of each list that lost one.
        """
        lost = []
        for group in self.model.children(DOCUMENT):
            rows = self.children(self.root.id, group.path)
            spare = rows[-1].id not in known if len(rows) > 1 else False
            if spare and self.is_blank(rows[-1]) and self.is_blank(rows[-2]):
                rows[-1].removed = True
                lost.append((self.root.id, group.path))
        return lost

    def _new(self, path: str, parent: int | None, position: int) -> FormRow:
        row = FormRow(next(self._keys), path, parent, position)
        self.by_id[row.id] = row
        return row

    def _set(self, row: FormRow, path: str, text: str) -> list[Change]:
        before = row.cells.get(path, "")
        if before == text:
            return []
        row.cells[path] = text
        return [CellChange(row.id, path, before, text)]

    def _propose(self, row: FormRow) -> list[Change]:
        changes: list[Change] = []
        for element in self.model.by_group[row.list].elements:
            text = "" if element.automatic else self.proposal(row, element)
            if text and not row.cells.get(element.path, "").strip():
                changes += self._set(row, element.path, text)
                row.proposed.add(element.path)
        return changes

    def proposal(self, row: FormRow, element: Element) -> str:
        """Return the text that the model proposes for a cell of a row of a list."""
        hint = element.hint
        if hint.default_from:
            source = self.model.by_role[hint.default_from]
            value = self.value(row.id, hint.default_from)
            half_typed = source.kind is Kind.DATE and as_day(value) is None
            return "" if half_typed else editable(source, value)
        if hint.first_default and self._is_first(row):
            return editable(element, hint.first_default)
        return drafting.first_text(element)

    def _is_first(self, row: FormRow) -> bool:
        others = self.children(row.parent_id or 0, row.list)
        return not any(other is not row and not self.is_blank(other) for other in others)


def _depth(path: str) -> int:
    return path.count("[]") + 1 if path else 0


def begins_or_ends(change: Change) -> bool:
    """Tell whether a row may have begun to have a text, or none any more: seldom at a letter."""
    if not isinstance(change, CellChange):
        return True
    return bool(change.before.strip()) != bool(change.after.strip())
