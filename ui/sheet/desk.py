"""The controller of one sheet: header, lines, what a change of the header does, what is undone."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from coletor import clock
from coletor.contact import new_uuid
from coletor.errors import ColetorError
from coletor.sheets import (
    HeaderDrafts,
    LineDrafts,
    SheetError,
    SheetHandle,
    Sheets,
    Spread,
)
from coletor.sheets.cells import header_texts, line_texts
from coletor.sheets.slots import header_elements
from ui.form import starting as form_starting
from ui.form.names import Names
from ui.form.opening import Opening
from ui.sheet.carrying import Carrying
from ui.sheet.lines import HeaderSession, LineSession, copied_line, new_line, rows_with
from ui.sheet.starting import SheetStart
from ui.sheet.turns import Turns
from ui.tasks import Tasks

if TYPE_CHECKING:
    from coletor.workspace import Workspace

_AT_ONCE = 2
"""Lines that begin to be checked in one go, so that hundreds never hold a key up."""


@dataclass(frozen=True)
class Removed:
    """A line that was put into the bin, and where it stood."""

    line: LineSession
    place: int


Undoable = Removed | tuple[Spread, ...]


class Desk(QObject):
    """One sheet being typed.

    Args:
        workspace: the open folder; touched off the GUI thread only.
        tasks: runs the work.
        start: what the sheet starts from.
        parent: the object that owns it.
    """

    changed = Signal(object)  # LineSession: what its line says is another thing now
    listed = Signal()  # there are other lines
    completed = Signal()  # every line of a stored sheet is there
    carried = Signal(object, int)  # element path, how many lines followed the header
    taken_back = Signal(str)  # element path: header and lines are as before
    saving = Signal()
    saved = Signal()
    failed = Signal(object)  # ColetorError
    recovered = Signal()  # what could not be stored before is stored

    def __init__(
        self,
        workspace: "Workspace",
        tasks: Tasks,
        start: SheetStart,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.tasks = tasks
        self.model = start.model
        self.previous = start.previous or {}
        self.created_at = start.created_at or clock.now()
        self.concluded = start.concluded
        self.sheets = Sheets(workspace.store)
        self.handle = SheetHandle(
            workspace.store,
            self.model.id,
            workspace.operator.id,
            arrangement=start.arrangement,
            header=start.header,
            sheet_id=start.sheet_id,
        )
        self._layout = start.form.layout
        self._services = form_starting.services_of(workspace, tasks, start.form)
        self.names = Names(self._services, self)
        self.header = self._make_header()
        self._carrying = Carrying(self)
        self.lines: list[LineSession] = []
        self._waiting = list(start.lines)
        self.past: list[Undoable] = []
        self._turns = Turns(self)
        self._begin_some()
        if not self._waiting:
            self._add_blank()

    # The sessions

    def _make_header(self) -> HeaderSession:
        # What only the whole form has decides, too: the table that a code is looked up in.
        rows = rows_with(self.model, header_texts(self.model) | self.handle.header)
        services = replace(self._services, drafts=HeaderDrafts(self.handle))
        made = HeaderSession(self._layout, services, Opening(new_uuid(), rows), self.names.of, self)
        made.take_header(self.handle.header)
        made.saving.connect(self.saving)
        made.saved.connect(self.saved)
        made.failed.connect(self.failed)
        made.recovered.connect(self.recovered)
        return made

    def _make_line(self, opening: Opening) -> LineSession:
        services = replace(self._services, drafts=LineDrafts(self.handle))
        made = LineSession(self._layout, services, opening, self.names.of, self)
        made.begin(self.handle.arrangement)
        made.visited.everywhere = True  # a line's word says the first thing wrong, typed or not
        made.saving.connect(self.saving)
        made.saved.connect(self.saved)
        made.failed.connect(self.failed)
        made.recovered.connect(self.recovered)
        made.checked.connect(lambda: self.changed.emit(made))
        made.wanted.connect(lambda: self._turns.want(made))
        self._turns.want(made)
        return made

    def _begin_some(self) -> None:
        """Open the lines of a stored sheet a few at a time."""
        some, self._waiting = self._waiting[:_AT_ONCE], self._waiting[_AT_ONCE:]
        self.lines += [self._make_line(opening) for opening in some]
        if some:
            self.listed.emit()
        if self._waiting:
            QTimer.singleShot(0, self, self._begin_some)
        elif some:
            self._add_blank()
            self.completed.emit()

    @property
    def complete(self) -> bool:
        """Whether every line is there."""
        return not self._waiting

    @property
    def stored(self) -> bool:
        """Whether everything typed is on the disk."""
        return all(each.stored for each in (self.header, *self.lines))

    @property
    def troubled(self) -> bool:
        """Whether something typed could not be stored the last time it was tried."""
        return any(each.troubled for each in (self.header, *self.lines))

    @property
    def given(self) -> dict[str, str]:
        """What a new line starts from."""
        return line_texts(self.model, self.handle.arrangement, self.handle.header)

    @property
    def checked(self) -> bool:
        """Whether the checks have seen every line as it is."""
        return self._turns.idle

    @property
    def filled(self) -> list[LineSession]:
        """The lines in which something was typed."""
        return [line for line in self.lines if not line.blank]

    # Lines

    def _add_blank(self) -> LineSession:
        """Add the line that waits to be typed in."""
        made = self._make_line(new_line(self.model, self.handle.arrangement, self.handle.header))
        self.lines.append(made)
        self.listed.emit()
        return made

    def blank_line(self) -> LineSession:
        """Return the line that waits at the end, with the header as it is now."""
        last = self.lines[-1] if self.lines else None
        if last is None or not last.blank:
            return self._add_blank()
        return last

    def renew_blank(self) -> None:
        """Give the line that waits at the end what the header says now."""
        if self.lines and self.lines[-1].blank:
            old = self.lines.pop()
            old.deleteLater()
        self._add_blank()

    def duplicate(self, line: LineSession) -> LineSession:
        """Return a new last line with the clinical part of another; its patient is to be typed."""
        opening = copied_line(self.model, self.handle.arrangement, self.handle.header, line.rows)
        if self.lines and self.lines[-1].blank:
            self.lines.pop().deleteLater()
        made = self._make_line(opening)
        self.lines.append(made)
        self.listed.emit()
        return made

    def remove(self, line: LineSession) -> bool:
        """Put a line into the bin; tell whether there was anything to put there."""
        if line.blank or line not in self.lines:
            return False
        line.finish()
        place = self.lines.index(line)
        self.lines.remove(line)
        drafts, operator = self.workspace.drafts, self.workspace.operator.id

        def work() -> None:
            if line.draft_id is None:
                raise SheetError("sheet.not_stored")
            drafts.discard(line.draft_id, operator)

        removed = Removed(line, place)
        self.past.append(removed)  # at once: an undo may come before the writer is done
        self.tasks.change(
            work,
            None,
            lambda error: self._keep(removed, error),
            touches=("drafts", "contacts"),
            owner=self,
        )
        self.blank_line()
        self.listed.emit()
        return True

    def _keep(self, removed: Removed, error: ColetorError) -> None:
        """Show a line again that could not be put into the bin."""
        if removed in self.past:
            self.past.remove(removed)
            self.lines.insert(removed.place, removed.line)
        self.listed.emit()
        self.failed.emit(error)

    def drop_lines(self, drafts: set[int]) -> None:
        """Take lines out of sight that are no drafts any more: they were concluded."""
        for line in [line for line in self.lines if line.draft_id in drafts]:
            self.lines.remove(line)
            line.deleteLater()
        self.concluded += len(drafts)
        self.past.clear()
        self.blank_line()
        self.listed.emit()

    # The header

    def arrange(self, arrangement: dict[str, str]) -> None:
        """Put slots into other places; the next sheet is laid out the same way."""
        self.handle.arrangement.clear()
        self.handle.arrangement.update(arrangement)
        for line in self.lines:
            line.begin_again(self.handle.arrangement)
        proposed = self._take_proposals()
        sheets, handle, operator = self.sheets, self.handle, self.workspace.operator.id
        kept = dict(arrangement)

        def work() -> None:
            if handle.sheet_id is not None:
                sheets.arrange(handle.sheet_id, kept, proposed, operator)

        self.tasks.change(work, None, self.failed.emit, owner=self)
        self.renew_blank()

    def _take_proposals(self) -> dict[str, str]:
        """Give the header what the model proposes for elements that came into it just now."""
        found = {}
        for element in header_elements(self.model, self.handle.arrangement):
            proposed = self.header.text_of(element.path)
            if proposed and not self.handle.header.get(element.path):
                found[element.path] = proposed
        self.handle.header.update(found)
        return found

    # Undo

    def undo(self) -> Undoable | None:
        """Take back the last line removed or header carried, and return what it was."""
        if not self.past:
            return None
        last = self.past.pop()
        operator = self.workspace.operator.id
        if isinstance(last, Removed):
            drafts = self.workspace.drafts

            def restore() -> None:
                if last.line.draft_id is not None:  # otherwise it never went there
                    drafts.restore(last.line.draft_id, operator)

            self.tasks.change(
                restore,
                lambda _done: self._put_back(last),
                self.failed.emit,
                touches=("drafts", "contacts"),
                owner=self,
            )
            return last
        self._carrying.take_back(last)
        return last

    def _put_back(self, removed: Removed) -> None:
        self.lines.insert(min(removed.place, len(self.lines)), removed.line)
        self.listed.emit()

    # Storing

    def flush(self) -> None:
        """Store what waits, now."""
        for each in (self.header, *self.lines):
            each.flush()

    def finish(self) -> None:
        """Store everything that waits: the sheet is left or the program ends."""
        for each in (self.header, *self.lines):
            each.finish()

    def when_stored(
        self, then: Callable[[int], None], otherwise: Callable[[], None] | None = None
    ) -> None:
        """Call back with the sheet's id once all that was typed is on the disk.

        Args:
            then: called with the id.
            otherwise: called when it could not be stored, which `failed` has said.
        """
        self.finish()
        handle = self.handle

        def read() -> int | None:
            return handle.sheet_id

        def go(sheet_id: int | None) -> None:
            if sheet_id is not None and not self.troubled:
                then(sheet_id)
            elif otherwise is not None:
                otherwise()

        self.tasks.change(read, go, self._on_error, owner=self)

    def _on_error(self, error: ColetorError) -> None:
        self.failed.emit(error)
