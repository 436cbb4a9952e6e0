"""The list itself: rows that come as they are looked at, and which of them are picked."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from coletor.errors import ColetorError
from coletor.messages import text
from coletor.store import Interrupt, ListRow, Sort, View
from ui.contacts.model import PagedRows, Stretch, read
from ui.contacts.picks import Picks
from ui.contacts.reading import EDGES, Opened, Sight
from ui.contacts.table import ContactTable
from ui.screens.columns import contact_columns, procedures
from ui.style.palette import metric
from ui.tasks import Tasks
from ui.widgets.card import Card, EmptyState
from ui.widgets.labels import muted
from ui.widgets.rows import Column

_SORTS = (Sort.PATIENT, Sort.CNS, Sort.ADMISSION, None, Sort.WORD, None, Sort.CHANGED)
_WIDE, _FURTHER = 1050, (3, 5)
"""Width from which the list shows more, and the columns of that."""
_NARROW, _CHANGED = 780, len(_SORTS) - 1
"""Width below which names are worth more than when something changed, and that column."""
_AT_HAND = 400
"""Rows that are picked from the pages in memory; a longer stretch is asked for."""
_ASKED = 3
"""Pages asked for at once: what was scrolled past is asked for when it is seen again."""


class ListPane(Card):
    """The table of contacts, its hint and what it says when it is empty.

    Args:
        tasks: runs work off the GUI thread.
    """

    marked = Signal(object)  # ListRow, or None where there is nothing
    picked = Signal()
    failed = Signal(object)  # ColetorError
    beginning = Signal()  # the first contact is to be typed
    widening = Signal()  # everything is to be seen again
    retrying = Signal()  # what could not be read is to be read again

    def __init__(self, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self._tasks = tasks
        self.picks = Picks()
        self.layout().setContentsMargins(6, 4, 6, 6)  # type: ignore[union-attr]
        self.table = ContactTable(text("ui.screen.contatos"), _SORTS)
        self._operators: dict[int, str] = {}
        self.rows = PagedRows(self._columns(), self.picks, self)
        self.table.show_rows(self.rows)
        self.table.show_order(Sort.CHANGED, descending=True)
        self._pages = QStackedWidget(self)
        self.empty = EmptyState("list", "", "", parent=self._pages)
        self._begin = self.empty.offer(text("home.begin"), "Ctrl N")
        self._begin.clicked.connect(self.beginning)
        self._widen = self.empty.offer(text("contacts.filter.all"))
        self._widen.clicked.connect(self.widening)
        self.wrong = EmptyState("triangle-alert", text("contacts.not_read"), "", parent=self._pages)
        self._again = self.wrong.offer(text("contacts.again"), "↵")
        self._again.clicked.connect(self.retrying)
        listed = QWidget(self._pages)
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.hint = muted(text("contacts.hint"))
        self.hint.setContentsMargins(8, 2, 8, 2)
        self.hint.setMinimumWidth(10)
        column.addWidget(self.table, 1)
        column.addWidget(self.hint)
        self._pages.addWidget(listed)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.wrong)
        self.body.addWidget(self._pages)
        self.table.marked.connect(self._on_marked)
        self.table.toggled.connect(self._on_toggled)
        self.table.stretched.connect(self._on_stretched)
        self.table.all_picked.connect(self._pick_all)
        self.table.unpicked.connect(self.unpick)
        self.rows.missing.connect(self._fetch)

    def _columns(self) -> list[Column[ListRow]]:
        """Return the columns; a wide window shows the procedures and who typed, too."""
        name, number, admission, word, changed = contact_columns()
        care = Column[ListRow](text("contacts.column.procedures"), procedures, 156, code=True)
        person = Column[ListRow](
            text("contacts.column.operator"),
            lambda row: self._operators.get(row.operator_id, ""),
            168,
            muted=True,
        )
        return [name, number, admission, care, word, person, changed]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many columns as there is room for."""
        super().resizeEvent(event)
        width = self.width()
        few = _FURTHER if width >= _NARROW else (*_FURTHER, _CHANGED)
        self.table.hide_columns(() if width >= _WIDE else few)

    # What is in sight

    def sight(self, wanted_uuid: str, *, keep: bool) -> Sight:
        """Return what is in sight, so that a new reading can leave it there.

        Args:
            wanted_uuid: a contact that is to be marked, wherever it stands.
            keep: whether what is in sight is to stay.
        """
        height = self.table.viewport().height() // metric("row_height") + EDGES
        if not keep:
            return Sight(height=height)
        current = self.table.current()
        marked = wanted_uuid or (current.uuid if current is not None else "")
        place = -1 if wanted_uuid else self.table.currentIndex().row()
        return Sight(marked, place, max(0, self.table.rowAt(0)), height)

    def has_moved(self, since: Sight) -> bool:
        """Tell whether the person went to another row, or another part of the list came in sight.

        Args:
            since: what was in sight before.
        """
        now = self.sight("", keep=True)
        return (now.marked, now.place, now.top) != (since.marked, since.place, since.top)

    def take_focus(self) -> None:
        """Put the cursor on the rows, or on what can be done where there are none."""
        page = self._pages.currentWidget()
        if page is self.wrong:
            self._again.setFocus()
        elif page is self.empty:
            (self._widen if self._begin.isHidden() else self._begin).setFocus()
        else:
            self.table.setFocus()

    def show_opened(self, opened: Opened, *, keep: bool) -> None:
        """Show a view; with ``keep``, without moving what the eye is on."""
        bar, height = self.table.verticalScrollBar(), metric("row_height")
        offset = bar.value() % height if keep and opened.top else 0
        view = opened.stretch.view
        retried = self._again.hasFocus()
        self.picks.follow(view)
        self._operators = opened.choices.operators
        self.rows.show(opened.stretch)
        self._say_order(view)
        any_at_all = bool(opened.choices.totals.words)
        self._show_empty(not view.total, any_at_all)
        if retried:
            self.table.setFocus()
        self._mark(opened, keep=keep)
        bar.setValue(opened.top * height + offset)

    def show_error(self, error: ColetorError) -> None:
        """Say why the list could not be read, and offer to try again."""
        had = self.table.hasFocus() or self.empty.isAncestorOf(self.focusWidget() or self)
        self.wrong.say(text("contacts.not_read"), str(error))
        self._pages.setCurrentWidget(self.wrong)
        if had:
            self._again.setFocus(Qt.FocusReason.OtherFocusReason)
        self.unpick()
        self.marked.emit(None)

    def prepare(self, interrupt: Interrupt) -> None:
        """Make every place of a long list a short way away, once the first rows are shown."""
        view = self.rows.view
        if view is not None:
            self._tasks.query(lambda: view.prepare(interrupt), None, lambda _: None, owner=self)

    def _mark(self, opened: Opened, *, keep: bool) -> None:
        total = opened.stretch.view.total
        if not total:
            self.marked.emit(None)
            return
        current = self.table.currentIndex().row()
        staying = min(max(0, current), total - 1) if keep else 0
        place = opened.place if opened.place is not None else staying
        if current == place:
            self._on_marked(self.rows.row(place))
        self.table.mark(place, moved=keep and opened.place is not None)

    def _on_marked(self, row: ListRow | None) -> None:
        if row is not None or not self.rows.rowCount():
            self.marked.emit(row)

    def _say_order(self, view: View) -> None:
        if view.sort is self.table.sort:
            self.hint.setText(text("contacts.hint"))
        elif view.sort is Sort.TYPED:
            self.hint.setText(text("contacts.sorted_by_typing"))
        else:
            column = self.table.title_of(view.sort).lower()
            self.hint.setText(text("contacts.sorted_by_text", column=column))
        self.table.point(view.sort, view.descending)

    def _show_empty(self, empty: bool, any_at_all: bool) -> None:
        kind = "none_here" if any_at_all else "none"
        self.empty.say(text(f"ui.contact.{kind}"), text(f"ui.contact.{kind}_remark"))
        self.empty.show_icon("search-x" if any_at_all else "list")
        self._begin.setVisible(not any_at_all)
        self._widen.setVisible(any_at_all)
        self._pages.setCurrentIndex(1 if empty else 0)

    # Pages that are looked at

    def _fetch(self, pages: tuple[int, ...]) -> None:
        view = self.rows.view
        if view is None:
            return
        asked = pages[-_ASKED:]
        self.rows.forget_wanted()
        self._tasks.query(lambda: read(view, asked), self._on_fetched, self._on_error, owner=self)

    def _on_fetched(self, stretch: Stretch) -> None:
        before = self.table.current()
        self.rows.take(stretch)
        row = self.table.current()
        if row is not None and before is None:
            self._on_marked(row)

    def _on_error(self, error: ColetorError) -> None:
        self.failed.emit(error)

    # What is picked

    def unpick(self) -> None:
        """Pick nothing."""
        if self.picks.count:
            self.picks.clear()
            self._tell_picked()

    def _on_toggled(self, row: ListRow) -> None:
        self.picks.toggle(row.uuid)
        self._tell_picked()

    def _on_stretched(self, first: int, last: int, keep: bool) -> None:
        view = self.rows.view
        if view is None:
            return
        here = [self.rows.row(place) for place in range(first, min(last, first + _AT_HAND) + 1)]
        if last - first < len(here) and all(here):
            self._pick([row.uuid for row in here if row is not None], keep=keep)
            return
        self._tasks.query(
            lambda: view.uuids(first, last - first + 1),
            partial(self._pick, keep=keep),
            self._on_error,
            owner=self,
        )

    def _pick(self, uuids: list[str], *, keep: bool) -> None:
        if keep:
            self.picks.add(uuids)
        else:
            self.picks.set_to(uuids)
        self._tell_picked()

    def _pick_all(self) -> None:
        if self.rows.view is not None and self.rows.view.total:
            self.picks.take_all(self.rows.view)
            self._tell_picked()

    def _tell_picked(self) -> None:
        self.rows.repaint_picks()
        self.picked.emit()
