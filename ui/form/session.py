"""The controller of one draft: what is typed, what is stored, what is pending, what comes next."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QObject, Signal

from coletor.errors import ColetorError
from coletor.model import Model
from ui.form.checks import Checks
from ui.form.conclusion import Conclusion
from ui.form.conditions import Naming
from ui.form.filling import is_left_empty
from ui.form.journal import Journal
from ui.form.layout import Layout
from ui.form.navigation import Navigator, Stop
from ui.form.opening import Opening
from ui.form.pending import Pending, said_at
from ui.form.rows import CellChange, Change, Rows, begins_or_ends
from ui.form.saving import Saver
from ui.form.services import FormServices
from ui.form.settling import Settling
from ui.form.states import FieldStates
from ui.form.storing import Storing
from ui.form.visited import Visited


class FormSession(QObject):
    """One draft being typed.

    Args:
        layout: the form of its model.
        services: doors to the core.
        opening: what it starts from.
        name: how a value of an element is called.
        parent: the object that owns it.
    """

    cellChanged = Signal(int, str)  # by the program, never by the editor of the cell itself
    rowsChanged = Signal(int, str)  # row that holds the list, path of the list
    statesChanged = Signal()
    pendingChanged = Signal()
    placeChanged = Signal(int, str)  # another element stands in a place: row, path of the place
    saving = Signal()
    saved = Signal()
    failed = Signal(object)  # ColetorError: it could not be stored, checked or concluded
    recovered = Signal()  # what could not be stored before is stored

    def __init__(
        self,
        layout: Layout,
        services: FormServices,
        opening: Opening,
        name: Naming,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.layout = layout
        self.services = services
        self.rows = opening.rows
        self.uuid = opening.uuid
        self.visited = Visited(everywhere=bool(opening.refusals))
        self.states = FieldStates(layout, self.rows, name)
        self.navigator = Navigator(layout, self.rows, self.states.is_open, self.states.shown)
        self._checks = Checks(
            self.rows,
            self.uuid,
            services,
            refusals=opening.refusals,
            confirmed=opening.confirmed,
            parent=self,
        )
        self._journal = Journal()
        self._saver = Saver(
            services.drafts,
            self.rows,
            uuid=self.uuid,
            operator_id=services.operator_id,
            draft_id=opening.draft_id,
            ids=opening.ids,
        )
        self.settling = Settling(self, self._saver, self._checks, services, self)
        self._storing = Storing(self._saver, services.tasks, self)  # it outlives this
        self.revision = self._looked = 0  # how often anything was changed in it
        self.conclusion = Conclusion(self, self._checks, self._saver, services, self)
        self._connect()
        if opening.draft_id is not None:
            self.visited.add_filled(self.rows.live())
        self.check()

    def _connect(self) -> None:
        self._checks.changed.connect(self.pendingChanged)
        self._storing.saving.connect(self.saving)
        self._storing.saved.connect(self.saved)
        self._storing.recovered.connect(self.recovered)
        for told in (self.conclusion.blocked, self.conclusion.doubted):
            told.connect(lambda _wrong: self.pendingChanged.emit())
        for part in (self._checks, self._storing, self.settling, self.conclusion):
            part.failed.connect(self._on_failed)

    # What is there

    @property
    def draft_id(self) -> int | None:
        """The stored draft's id, None while nothing of it is stored."""
        return self._saver.draft_id

    @property
    def model(self) -> Model:
        """The contact's information model."""
        return self.layout.model

    @property
    def untouched(self) -> bool:
        """Whether it is a new contact in which nothing was typed yet."""
        return self.revision == 0 and self._saver.draft_id is None

    @property
    def changed(self) -> bool:
        """Whether anything was typed or confirmed in it since it was opened."""
        return self.revision > 0

    @property
    def stored(self) -> bool:
        """Whether everything typed is on the disk."""
        return self._storing.stored

    @property
    def troubled(self) -> bool:
        """Whether something typed could not be stored the last time it was tried."""
        return self._storing.troubled

    @property
    def concluding(self) -> bool:
        """Whether the conclusion is under way."""
        return self.conclusion.under_way

    @property
    def pending(self) -> list[Pending]:
        """What is pending, shown yet or not, in the form's order."""
        return [self.as_said(item) for item in self._checks.items]

    def as_said(self, item: Pending) -> Pending:
        """Return an item of the checks as it is said at the field in sight."""
        return said_at(item, self.rows, self.states.standing(item.stop))

    def shown_pending(self) -> list[Pending]:
        """Return the items that are said already."""
        return [item for item in self.pending if self.visited.says(item)]

    # Typing

    def type(self, stop: Stop, text: str) -> None:
        """Take what a person typed in a field; it is stored within 300 ms."""
        changes = self.rows.write(stop.row, stop.path, text)
        if changes:
            self._take(changes, told=changes[0])

    def leave(self, stop: Stop) -> None:
        """Store and check, because a field was left."""
        self.visited.add(stop)
        self._take(self.rows.catch_up())
        self._journal.close()
        self._settle()

    def look_ahead(self) -> None:
        """Open and close the fields that what was just typed asks for, before the cursor goes on.

        A field that it opens is the next one then.
        """
        if self.revision != self._looked:
            self._looked = self.revision
            if self.states.refresh():
                self.statesChanged.emit()

    def leave_row(self, row: int) -> None:
        """Take back what was only proposed in a row that was left otherwise empty."""
        self._take(self.rows.settle(row))
        self.visited.add_list_of(self.rows.by_id[row])

    def put(self, stop: Stop, text: str) -> None:
        """Write a cell for the person (a repeated value), as one act that can be undone."""
        self._journal.close()
        self._take(self.rows.write(stop.row, stop.path, text))
        self.leave(stop)

    def fill(self, make: Callable[[Rows], list[Change]], *, onto: bool = False) -> int:
        """Write many texts for the person, as one act that undo takes back whole.

        Args:
            make: changes the rows and says how.
            onto: whether what was being typed belongs to the act and goes back with it.

        Returns:
            How many cells have another text now.
        """
        if not onto:
            self._journal.close()
        changes = make(self.rows)
        self._take(changes)
        self.visited.add_changed(changes)
        self._show_places(changes)
        self._take(self.states.move_texts())
        self._journal.close(whole=True)
        self._settle()
        return sum(isinstance(change, CellChange) for change in changes)

    def _take(self, changes: list[Change], told: Change | None = None) -> None:
        if changes:
            self._journal.note(changes)
            self._record(changes, told)

    def _record(self, changes: list[Change], told: Change | None = None) -> None:
        """Store changes soon, and tell the screen of those it does not know of."""
        self.revision += 1
        self._storing.note(changes)
        for change in changes:
            if isinstance(change, CellChange) and change is not told:
                self.cellChanged.emit(change.row, change.path)
        self._tell_rows(changes)

    def _tell_rows(self, changes: Sequence[Change]) -> None:
        """Tell which lists have other rows now; blank rows are added where they must be."""
        touched = [change.row for change in changes if not isinstance(change, CellChange)]
        added = self.rows.complete() if any(map(begins_or_ends, changes)) else ()
        rows = [self.rows.by_id[key] for key in (*touched, *added)]
        for parent, path in dict.fromkeys((row.parent_id or 0, row.list) for row in rows):
            self.rowsChanged.emit(parent, path)

    def _settle(self) -> None:
        """After a field was left or an act done: fields open and close, store, check."""
        self._take(self.states.move_texts())
        self._journal.close()
        if self.states.refresh():
            self.statesChanged.emit()
        self.flush()
        self.check()

    # Rows, stand-ins, undo

    def add_row(self, row: int) -> Stop:
        """Return where to type after a new row was asked for beside one."""
        target = self.rows.by_id[row]
        key = self.rows.add_after(row)
        self.rowsChanged.emit(target.parent_id or 0, target.list)
        return self.navigator.entry(key)

    def remove_row(self, row: int) -> None:
        """Take a row out of the document; undo brings it back."""
        self._journal.close()
        self._take(self.rows.remove(row))
        self._settle()

    def toggle(self, stop: Stop) -> Stop | None:
        """Give a place to its other element; what was typed is kept for switching back.

        Returns:
            The field that stands there now, or None where nothing stands in for another.
        """
        self._journal.close()
        switched = self.states.toggle(stop)
        if switched is None:
            return None
        now, changes = switched
        self._take(changes)
        self.placeChanged.emit(now.row, now.path)
        self._settle()
        return now

    def undo(self, here: Stop | None = None) -> Stop | None:
        """Take the last act back and return where to go on: where it happened, or here.

        Args:
            here: the field that has the cursor, if any.
        """
        return self._replay(self._journal.undo(), here)

    def redo(self, here: Stop | None = None) -> Stop | None:
        """Do the last undone act again and return where to go on, as `undo` does."""
        return self._replay(self._journal.redo(), here)

    def _replay(self, changes: list[Change], here: Stop | None) -> Stop | None:
        if not changes:
            return None
        for change in changes:
            self.rows.apply(change)
        self.visited.replay(changes)
        spare = self.rows.trim(self._saver.known)
        self._record(changes)
        for parent, path in spare:
            self.rowsChanged.emit(parent, path)
        self._show_places(changes)
        if self.states.refresh():
            self.statesChanged.emit()
        self.flush()
        self.check()
        if here is not None and self._journal.whole and self.rows.is_live(here.row):
            return here
        return self.navigator.after(changes[-1])

    def _show_places(self, changes: Iterable[Change]) -> None:
        for stop in self.states.bring(changes):
            self.placeChanged.emit(stop.row, stop.path)

    # Storing, checking, concluding

    def flush(self) -> None:
        """Store what waits, now."""
        self._storing.flush()

    def drop_empty(self) -> bool:
        """Have the stored draft go if nothing typed is left in it; tell whether it was asked."""
        if self.concluding or not self._saver.known or not is_left_empty(self.rows):
            return False
        for row in [row.id for row in self.rows.live() if row.proposed]:
            self._take(self.rows.settle(row))
        self._storing.drop()
        return True

    def finish(self) -> None:
        """Store everything that waits, even while another write is under way."""
        self._storing.finish()

    def check(self) -> None:
        """Check the draft as it is, beside the window."""
        self._checks.run()

    def conclude(self) -> None:
        """Queue the contact when nothing is wrong with it; otherwise say what is."""
        if self.concluding:
            return
        self.visited.everywhere = True
        self._settle()
        self.conclusion.begin()

    def _on_failed(self, error: ColetorError) -> None:
        self.conclusion.give_up()
        self.failed.emit(error)
