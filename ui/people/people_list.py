"""The list of a register: searched as it is typed, never waiting for an older answer."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from coletor.errors import ColetorError
from coletor.messages import text
from coletor.registers import Entry
from ui.form.names import Names
from ui.people import reading
from ui.people.columns import person_columns
from ui.people.reading import ALL, BIN, DIFFERING, PAGE, Page, Wanted
from ui.people.words import icon_of
from ui.screens.base import Context
from ui.tasks import Handle
from ui.widgets.buttons import SegmentedControl
from ui.widgets.card import Card, EmptyState
from ui.widgets.rows import Rows
from ui.widgets.table import DataTable


class PeopleTable(DataTable):
    """The table with the keys of a register: Del removes, Ctrl+Z undoes, letters search."""

    removing = Signal()
    undoing = Signal()
    typed = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove, undo, or begin a search with what is typed over the list."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Delete:
            self.removing.emit()
        elif event.key() == Qt.Key.Key_Z and control:
            self.undoing.emit()
        elif event.text().strip() and event.text().isprintable() and not control:
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)


class PeopleList(Card):
    """The rows of a register under what is searched.

    Args:
        context: what the screen works with.
        register_id: the register.
        names: the names of codes.
        parent: the widget it stands in.
    """

    marked = Signal(object)  # Entry or None
    shown = Signal(object)  # Page: another first page is in view
    importing = Signal()
    widening = Signal()  # everybody is to be seen again
    retrying = Signal()  # what could not be read is to be read again

    def __init__(self, context: Context, register_id: str, names: Names, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self._context = context
        self.register = context.workspace.register(register_id)
        self._id = register_id
        self.layout().setContentsMargins(6, 4, 6, 6)  # type: ignore[union-attr]
        self.table = PeopleTable(self.register.definition.title)
        columns = person_columns(self.register.definition, names)
        self.rows: Rows[Entry] = Rows([column for column, _ in columns], self)
        self._room = [room for _, room in columns]
        self.table.show_rows(self.rows)
        self.empty = EmptyState(icon_of(register_id), "", "")
        self.begin = self.empty.offer(text("people.import_button"), "Ctrl I")
        self.begin.clicked.connect(self.importing)
        self.widen = self.empty.offer(text("people.none.all"))
        self.widen.clicked.connect(self.widening)
        self.wrong = EmptyState("triangle-alert", text("people.not_read"), "")
        self.again = self.wrong.offer(text("people.again"), "↵")
        self.again.clicked.connect(self.retrying)
        self._pages = QStackedWidget(self)
        for page in (self.table, self.empty, self.wrong):
            self._pages.addWidget(page)
        self.body.addLayout(self._make_filter())
        self.body.addWidget(self._pages, 1)
        self._wanted = Wanted()
        self._asked: Handle | None = None
        self._again = False
        self._mark_id = 0
        self._place = 0
        self._same = False
        self._in_view: Wanted | None = None
        self._complete = False
        self.table.marked.connect(self.marked)
        self.table.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        names.learned.connect(self.table.viewport().update)

    def _make_filter(self) -> QHBoxLayout:
        choices = [
            (ALL, text("people.all")),
            (DIFFERING, text("people.differing")),
            (BIN, text("people.bin")),
        ]
        self.which = SegmentedControl(choices, text("people.filter"))
        row = QHBoxLayout()
        row.setContentsMargins(8, 6, 8, 0)
        row.addWidget(self.which)
        row.addStretch(1)
        return row

    def seek(self, wanted: Wanted, mark_id: int = 0) -> None:
        """Show what is wanted, from its beginning.

        Args:
            wanted: words and filter.
            mark_id: the entry to mark; without it the one that is marked stays so.
        """
        self._wanted = wanted
        self._mark_id = mark_id or self._mark_id
        if self._asked is not None:
            self._again = True  # one search at a time; the last text wins
            return
        self._read(0)

    def _read(self, offset: int) -> None:
        self._again = False
        register, wanted = self.register, self._wanted
        # Who is marked stays in the list when it is read anew, however far down it stands.
        current = self.table.current() if self._wanted == self._in_view else None
        mark_id = self._mark_id or (current.id if current is not None else 0)
        self._asked = self._context.tasks.query(
            lambda: reading.page(register, wanted, offset, mark_id),
            self._on_page,
            self._on_error,
            owner=self,
        )

    def _on_page(self, page: Page) -> None:
        self._asked = None
        if self._again or page.wanted != self._wanted:
            self._read(0)
            return
        self._complete = len(page.rows) < PAGE or page.wanted.which != ALL
        if page.offset:
            known = {row.id for row in self.rows.rows()}
            self.rows.append([row for row in page.rows if row.id not in known])
            return
        current = self.table.current()
        marked = self._mark_id or (current.id if current is not None else 0)
        self._mark_id = 0
        self._place = self.table.currentIndex().row()
        self._same, self._in_view = page.wanted == self._in_view, page.wanted
        self.rows.replace(page.rows)
        self._show_counts(page)
        self._show_empty(page)
        self._mark(marked)
        self.shown.emit(page)

    def _mark(self, entry_id: int) -> None:
        rows = self.rows.rows()
        if not rows:
            self.marked.emit(None)
            return
        here = self._place if self._same else 0
        near = min(max(here, 0), len(rows) - 1)
        place = next((i for i, row in enumerate(rows) if row.id == entry_id), near)
        if self.table.currentIndex().row() == place:
            self.marked.emit(rows[place])
        self.table.selectRow(place)

    def _show_counts(self, page: Page) -> None:
        for which, many in ((DIFFERING, page.differing), (BIN, page.removed)):
            said = f"{many}+" if many >= PAGE else str(many)
            name = text(f"people.{which}")
            self.which.set_word(which, f"{name} {said}" if many else name)

    def take_focus(self) -> None:
        """Put the cursor on the rows, or on what to do where there are none."""
        if self._pages.currentWidget() is self.table:
            self.table.setFocus()
        elif self._pages.currentWidget() is self.wrong:
            self.again.setFocus()
        else:
            (self.widen if self.begin.isHidden() else self.begin).setFocus()

    def _show_empty(self, page: Page) -> None:
        had_focus = self._has_focus()
        first = not page.wanted.text and page.wanted.which == ALL
        self.begin.setVisible(first)
        self.widen.setVisible(not first)
        self._pages.setCurrentIndex(0 if page.rows else 1)
        if had_focus:
            self.take_focus()
        if page.rows:
            return
        if page.wanted.text:
            title = text("people.none.found", typed=page.wanted.text)
            self.empty.say(title, text("people.none.found_remark"))
        elif page.wanted.which != ALL:
            which = page.wanted.which
            self.empty.say(text(f"people.none.{which}"), text(f"people.none.{which}_remark"))
        else:
            self.empty.say(
                text(f"people.{self._id}.empty"), text(f"people.{self._id}.empty_remark")
            )

    def _on_scrolled(self, value: int) -> None:
        bar = self.table.verticalScrollBar()
        near = value > bar.maximum() - self.table.viewport().height()
        if near and not self._complete and self._asked is None and self.rows.rows():
            self._read(len(self.rows.rows()))

    def _has_focus(self) -> bool:
        stops = (self.table, self.begin, self.widen, self.again)
        return any(each.hasFocus() for each in stops)

    def _on_error(self, error: ColetorError) -> None:
        """Say in the place of the rows that they could not be read: they may be over."""
        self._asked = None
        had_focus = self._has_focus()
        self._in_view = None
        self.wrong.say(text("people.not_read"), str(error))
        self._pages.setCurrentWidget(self.wrong)
        if had_focus:
            self.take_focus()
        self.marked.emit(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the columns for which there is no room, the least needed first."""
        super().resizeEvent(event)
        narrow = {place for place, least in enumerate(self._room) if self.width() < least}
        self.table.hide_columns(narrow)
