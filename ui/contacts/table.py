"""The table of contacts: heads that sort, and rows that are picked like files in a folder."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from coletor.messages import text
from coletor.store import Sort
from ui.contacts.model import PagedRows
from ui.widgets.notice import announce
from ui.widgets.table import DataTable

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_WAYS = {Qt.Key.Key_Up: False, Qt.Key.Key_Down: True}
_MOVES = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)


class ContactTable(DataTable):
    """A table whose order and picks are the screen's to carry out.

    Args:
        name: accessible name.
        sorts: the order of each column, left to right; None where it has none.
    """

    sorted = Signal(object, bool)  # Sort, descending
    stretched = Signal(int, int, bool)  # pick from here to there; keeping what is picked
    toggled = Signal(object)  # ListRow
    all_picked = Signal()
    unpicked = Signal()
    typed = Signal(str)  # what is typed over the list begins a search

    def __init__(self, name: str, sorts: tuple[Sort | None, ...]) -> None:
        super().__init__(name)
        self._sorts = sorts
        self._start = 0
        self.sort, self.descending = Sort.CHANGED, True
        head = self.horizontalHeader()
        head.setSectionsClickable(True)
        head.setSortIndicatorShown(True)
        head.sectionClicked.connect(self._on_head)

    def show_order(self, sort: Sort, descending: bool) -> None:
        """Show by which column the rows are ordered."""
        self.sort, self.descending = sort, descending
        self.point(sort, descending)

    def point(self, sort: Sort, descending: bool) -> None:
        """Point at the column that the rows are in the order of, wished for or not."""
        # Qt's arrow shows where the small ones are; people read ▲ as "going up".
        order = Qt.SortOrder.AscendingOrder if descending else Qt.SortOrder.DescendingOrder
        column = self._sorts.index(sort) if sort in self._sorts else -1
        self.horizontalHeader().setSortIndicator(column, order)

    def title_of(self, sort: Sort) -> str:
        """Return the head of a column, by its order."""
        model = self.model()
        assert isinstance(model, PagedRows)
        return model.columns[self._sorts.index(sort)].title

    def mark(self, place: int, *, moved: bool) -> None:
        """Mark a row that the person did not go to.

        Args:
            place: the row.
            moved: whether it is the one that was marked, at another place: a stretch that was
                begun goes on from where it began; otherwise the next one begins here.
        """
        before = self.currentIndex().row()
        self.selectRow(place)
        self._start = max(0, self._start + place - before) if moved and before >= 0 else place

    def go_to(self, place: int) -> None:
        """Mark a row without touching what is picked."""
        index = self.model().index(place, 0)
        if index.isValid():
            self.setCurrentIndex(index)

    def _on_head(self, section: int) -> None:
        sort = self._sorts[section]
        if sort is None:  # Qt has turned its arrow already
            self.point(self.sort, self.descending)
            return
        self._order(sort, (not self.descending) if sort is self.sort else sort.newest_first)

    def _order(self, sort: Sort, descending: bool) -> None:
        if (sort, descending) != (self.sort, self.descending):
            self.show_order(sort, descending)
            name = "sorted_down" if descending else "sorted_up"
            announce(self, text(f"contacts.{name}", column=self.title_of(sort)))
            self.sorted.emit(sort, descending)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Order by keys, pick by keys; otherwise move as every table does."""
        key, held = Qt.Key(event.key()), event.modifiers()
        shift = bool(held & Qt.KeyboardModifier.ShiftModifier)
        if held & Qt.KeyboardModifier.ControlModifier:
            if not self._control(key):
                super().keyPressEvent(event)
        elif key == Qt.Key.Key_Space:
            self._toggle(self.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.unpicked.emit()
        elif key in _MOVES:
            self._move(event, shift=shift)
        elif event.text().strip() and event.text().isprintable():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def _control(self, key: Qt.Key) -> bool:
        """Do what a key does with Ctrl; tell whether it does anything."""
        if key == Qt.Key.Key_A:
            self.all_picked.emit()
        elif key in _STEPS:
            sorts = [sort for sort in self._sorts if sort is not None]
            sort = sorts[(sorts.index(self.sort) + _STEPS[key]) % len(sorts)]
            self._order(sort, sort.newest_first)
        elif key in _WAYS:
            self._order(self.sort, _WAYS[key])
        else:
            return False
        return True

    def _move(self, event: QKeyEvent, *, shift: bool) -> None:
        before = self.currentIndex().row()
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self.model().rowCount() - 1}
        key = Qt.Key(event.key())
        if key in ends:
            self.go_to(ends[key])
        else:
            super().keyPressEvent(QKeyEvent(event.type(), key, Qt.KeyboardModifier.NoModifier))
        place = self.currentIndex().row()
        if shift:
            if self._start < 0:
                self._start = before
            self.stretched.emit(min(self._start, place), max(self._start, place), False)
        else:
            self._start = place

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick with Ctrl, pick a stretch with Shift; a plain click only marks."""
        index = self.indexAt(event.position().toPoint())
        held, left = event.modifiers(), event.button() is Qt.MouseButton.LeftButton
        start = self._start
        super().mousePressEvent(event)
        if not (index.isValid() and left):
            return
        if held & Qt.KeyboardModifier.ShiftModifier:
            keep = bool(held & Qt.KeyboardModifier.ControlModifier)
            self.stretched.emit(min(start, index.row()), max(start, index.row()), keep)
            self._start = start
            return
        self._start = index.row()
        if held & Qt.KeyboardModifier.ControlModifier:
            self._toggle(index)

    def _toggle(self, index: QModelIndex) -> None:
        row = self.current() if index == self.currentIndex() else None
        if row is not None:
            self._start = index.row()
            self.toggled.emit(row)
