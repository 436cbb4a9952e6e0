"""The drafts of a sheet in memory: its header, and its lines, each typed as a form is."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from PySide6.QtCore import Signal

from coletor.contact import new_uuid
from coletor.messages import text as words
from coletor.model import Model
from coletor.sheets.cells import (
    blank_rows,
    first_rows,
    first_texts,
    followed,
    followed_text,
    line_texts,
)
from coletor.sheets.slots import Arrangement, followers, patient_elements
from ui.form.filling import content_of, put_rows
from ui.form.navigation import Stop
from ui.form.opening import Opening
from ui.form.pending import Pending
from ui.form.rows import CellChange, Change, FormRow, Rows
from ui.form.session import FormSession

_NAME = "nome_individuo"


def rows_with(model: Model, texts: Mapping[str, str]) -> Rows:
    """Return the rows of a draft with one row of every list and texts in their cells."""
    rows, _ = Rows.resumed(model, blank_rows(model, texts))
    return rows


def new_line(model: Model, arrangement: Arrangement, header: Mapping[str, str]) -> Opening:
    """Return what a new line starts from; nothing of it is stored.

    Args:
        model: the sheet's model.
        arrangement: where the slots stand.
        header: the header's texts.
    """
    return Opening(new_uuid(), rows_with(model, line_texts(model, arrangement, header)))


def copied_line(
    model: Model, arrangement: Arrangement, header: Mapping[str, str], source: Rows
) -> Opening:
    """Return a line with everything of another but the patient: its clinical part.

    Args:
        model: the sheet's model.
        arrangement: where the slots stand.
        header: the header's texts.
        source: the rows of the other line.
    """
    person = {element.path for element in patient_elements(model)}
    texts = line_texts(model, arrangement, header)
    said = first_texts(source.live(), model)
    texts |= {path: text for path, text in said.items() if path not in person}
    rows = rows_with(model, texts)
    _copy_others(rows, rows.root.id, source, source.root)
    return Opening(new_uuid(), rows)


def _copy_others(rows: Rows, key: int, source: Rows, held: FormRow) -> None:
    """Copy the rows of a line that no sheet types in: a package's, or those of the whole form.

    Args:
        rows: of the copy, which has the first row of each list already.
        key: the row that takes them.
        source: of the line that is copied.
        held: the row that has them there.
    """
    for group in source.model.children(held.list):
        theirs = source.children(held.id, group.path)
        for own, other in zip(rows.children(key, group.path), theirs[:1], strict=False):
            _copy_others(rows, own.id, source, other)
        others = [row for row in theirs[1:] if not source.is_blank(row)]
        put_rows(rows, key, [content_of(source, row) for row in others])


class SheetSession(FormSession):
    """What header and lines share: one row of each list is typed in."""

    takes_typing = False
    """Whether picking a person goes back with what was typed to find that person."""

    @cached_property
    def _keys(self) -> dict[str, int]:
        """The row typed in, by the path of its list."""
        return {}

    def key_of(self, list_path: str) -> int:
        """Return the row of a list that the sheet types in; made where there is none."""
        known = self._keys.get(list_path)
        if known is not None and self.rows.is_live(known):
            return known
        found = first_rows(self.rows.live()).get(list_path)
        if found is None:
            parent = self.key_of(self.model.by_group[list_path].parent or "")
            made = self.rows.append(parent, list_path)
        else:
            made = found.id
        self._keys[list_path] = made
        return made

    def stop_of(self, path: str) -> Stop:
        """Return the field of an element."""
        return Stop(self.key_of(self.model.by_path[path].group_path), path)

    def text_of(self, path: str) -> str:
        """Return the text of an element."""
        stop = self.stop_of(path)
        return self.rows.text(stop.row, path)

    def write_all(self, texts: Mapping[str, str], *, typing: bool) -> None:
        """Write the texts of a person.

        Args:
            texts: by element path.
            typing: whether a key brought them, so that they belong to what is being typed.
        """
        if typing:
            for path, text in texts.items():
                self.type(self.stop_of(path), text)
            return
        stops = {self.stop_of(path): text for path, text in texts.items()}

        def write(rows: Rows) -> list[Change]:
            made: list[Change] = []
            for stop, text in stops.items():
                made += rows.write(stop.row, stop.path, text)
            return made

        self.fill(write, onto=self.takes_typing)


class HeaderSession(SheetSession):
    """The header of a sheet; `settled` says which of its cells have another text for the lines."""

    settled = Signal(object)  # list[str]: element paths

    takes_typing = True  # the lines follow the person, not the letters of a search

    _dirty: dict[str, None]

    def take_header(self, header: dict[str, str]) -> None:
        """Keep a plain copy of the texts up to date, for lines and for the store.

        Args:
            header: raw text by element path.
        """
        self._header = header
        self._dirty = {}

    def _record(self, changes: list[Change], told: Change | None = None) -> None:
        super()._record(changes, told)
        for change in changes:
            if isinstance(change, CellChange):
                self._header[change.path] = change.after
                self._dirty[change.path] = None

    def _settle(self) -> None:
        super()._settle()
        self.tell_settled()

    def undo(self, here: Stop | None = None) -> Stop | None:
        """Take the last act back, and say what the lines may have to follow."""
        where = super().undo(here)
        self.tell_settled()
        return where

    def redo(self, here: Stop | None = None) -> Stop | None:
        """Do the last undone act again, and say what the lines may have to follow."""
        where = super().redo(here)
        self.tell_settled()
        return where

    def tell_settled(self) -> None:
        """Say what changed since it was said last."""
        paths, self._dirty = list(self._dirty), {}
        if paths:
            self.settled.emit(paths)

    def replace(self, texts: Mapping[str, str]) -> None:
        """Show texts that are in the store already: a change of the header was taken back."""
        for path, text in texts.items():
            stop = self.stop_of(path)
            self.rows.by_id[stop.row].cells[path] = text
            self._header[path] = text
            self.cellChanged.emit(stop.row, path)
        self.states.refresh()
        self.statesChanged.emit()
        self.check()


class LineSession(SheetSession):
    """One line: the first thing typed stores it whole, with what the header gave it."""

    checked = Signal()
    wanted = Signal()  # it is to be checked when there is time

    held = True
    """Whether its checks wait for their turn; those of the line being typed do not."""

    def check(self) -> None:
        """Check the line as it is, at once while it is typed, in its turn otherwise."""
        if self.held:
            self.wanted.emit()
        else:
            self.check_now()

    def check_now(self) -> None:
        """Check the line as it is."""
        self.states.refresh()
        super().check()

    def begin(self, arrangement: Arrangement) -> None:
        """Note what the line starts from.

        Args:
            arrangement: where the slots stand; what follows a value of the line follows it here.
        """
        self._arrangement = arrangement
        self._begun = self.draft_id is not None
        self.known = False
        self._carried = followed(self.model, arrangement, first_texts(self.rows.live(), self.model))
        self.pendingChanged.connect(self._on_known)

    def begin_again(self, arrangement: Arrangement) -> None:
        """Take another arrangement: other values follow from now on."""
        self._arrangement = arrangement
        self._carried = followed(self.model, arrangement, first_texts(self.rows.live(), self.model))

    def _on_known(self) -> None:
        self.known = True
        self.checked.emit()

    @property
    def patient(self) -> str:
        """The patient's name, or the words for somebody without one."""
        return str(self._name() or words("sheet.no_one"))

    @property
    def is_named(self) -> bool:
        """Whether the patient has a name."""
        return bool(self._name())

    def _name(self) -> object:
        return self.rows.value(self.rows.root.id, _NAME)

    @property
    def blank(self) -> bool:
        """Whether nobody typed in it and nothing of it is stored."""
        return self.untouched

    def _record(self, changes: list[Change], told: Change | None = None) -> None:
        if changes and not self._begun:
            self._begun = True
            self._storing.note(list(self._given()))
        super()._record(changes, told)

    def _given(self) -> Iterable[Change]:
        for row in self.rows.live():
            for path, text in row.cells.items():
                if text.strip():
                    yield CellChange(row.id, path, "", text)

    def leave(self, stop: Stop) -> None:
        """Store and check; what follows the field follows it now."""
        element = self.model.by_path.get(stop.path)
        if element is not None:
            text = self.rows.text(stop.row, stop.path)
            for other in followers(self.model, element, self._arrangement):
                self._follow(other.path, followed_text(element, text))
        super().leave(stop)

    def count_of(self, role: str) -> int:
        """Return how many rows of a list say the element of a role."""
        element = self.model.by_role.get(role)
        path = element.path if element is not None else ""
        return sum(bool(row.cells.get(path, "").strip()) for row in self.rows.live())

    def _follow(self, path: str, text: str) -> None:
        first, before = self.stop_of(path).row, self._carried.get(path, "")
        own = self.model.by_path[path].group_path
        for row in [row for row in self.rows.live() if row.list == own]:
            begun = row.id == first or not self.rows.is_blank(row)
            if begun and row.cells.get(path, "") in ("", before):
                self._take(self.rows.write(row.id, path, text))
                if row.id == first:
                    self._carried[path] = text

    def adopt(self, cells: Iterable[tuple[int, str, str]]) -> None:
        """Take texts that the store has already: the header changed.

        Args:
            cells: the store's id of a row, element path, text.
        """
        for row_id, path, text in cells:
            first, key = self.stop_of(path).row, self._saver.key_of(row_id)
            self.rows.by_id[first if key is None else key].cells[path] = text
            if path in self._carried and key in (None, first):
                self._carried[path] = text
        self.check()

    def is_hollow(self, given: Mapping[str, str]) -> bool:
        """Tell whether nothing stands in the whole draft but what a new line starts from.

        Args:
            given: what that is, by element path.
        """
        return all(
            not text.strip() or text == given.get(path)
            for row in self.rows.live()
            for path, text in row.cells.items()
        )

    def items_at(self, paths: Iterable[str]) -> list[Pending]:
        """Return what is pending at elements of the line, shown yet or not."""
        wanted = set(paths)
        return [item for item in self.pending if item.stop.path in wanted]
