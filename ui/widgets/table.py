"""Tables: one look and one keyboard."""

from collections.abc import Collection
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.style import fonts
from ui.style.palette import metric
from ui.widgets.cells import Cells
from ui.widgets.rows import ROW_ROLE, Column, Columned
from ui.widgets.table_painting import TablePainter

BORDER = 2
"""Room around a list in which its focus is shown; the style sheet paints it."""
_NAME_WIDTH, _LEAST_SHARE = 190, 0.7
"""Room that a column of names keeps, and the share of theirs that the others keep at least."""
_NAME_MOST, _MOST_SHARE = 420, 1.6
"""Room of a column of names from which the others grow, and how far they do."""
_MARK = 60
"""Width up to which a column holds a mark or a number of its own, and never grows."""


def _width(column: Column[Any], share: float) -> int:
    fixed = column.keeps if share < 1.0 else column.whole or column.width <= _MARK
    return column.width if fixed else int(column.width * share)


class DataTable(QTableView):
    """A read-only table worked by keyboard: arrows move, Enter opens, Tab leaves.

    Args:
        name: accessible name.
        parent: the widget it stands in.
    """

    opened = Signal(object)  # the row's object
    marked = Signal(object)  # the row's object, or None

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._share = 1.0
        self.setItemDelegate(Cells(self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        vertical = self.verticalHeader()
        vertical.hide()
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setDefaultSectionSize(metric("row_height"))
        head = self.horizontalHeader()
        head.setFont(fonts.secondary_strong())
        head.setHighlightSections(False)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        head.setSectionsClickable(False)
        head.setFixedHeight(30)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(ROW_ROLE)))

    def show_rows(self, model: Columned[Any]) -> None:
        """Attach rows and set the widths of their columns."""
        self.setModel(model)
        self._share = 1.0
        head = self.horizontalHeader()
        for position, column in enumerate(model.columns):
            if column.width:
                head.setSectionResizeMode(position, QHeaderView.ResizeMode.Interactive)
                head.resizeSection(position, column.width)
            else:
                head.setSectionResizeMode(position, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().currentRowChanged.connect(self._on_marked)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is in sight of the rows."""
        model = self.model()
        if isinstance(model, Columned):
            with QPainter(self.viewport()) as painter:
                TablePainter(self, model, painter).paint(event.rect())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new room between the columns."""
        super().resizeEvent(event)
        self.share_room()

    def hide_columns(self, hidden: Collection[int]) -> None:
        """Leave these columns out and share their room between the others."""
        for position in range(self.model().columnCount()):
            self.setColumnHidden(position, position in hidden)
        self.share_room()

    def share_room(self) -> None:
        """Take room from the other columns before the one with the names is squeezed to nothing.

        Codes and dates keep theirs: cut, they could not be told from each other. So do states. On
        a wide screen all of them get more: no long way from a name to what belongs to it.
        """
        model = self.model()
        columns = model.columns if isinstance(model, Columned) else ()
        shown = [i for i in range(len(columns)) if not self.isColumnHidden(i)]
        kept = sum(columns[i].width for i in shown if columns[i].keeps)
        yielding = sum(columns[i].width for i in shown if not columns[i].keeps)
        free = sum(not columns[i].width for i in shown)
        if not free or not kept + yielding:
            return
        room = self.viewport().width()
        share = (room - free * _NAME_WIDTH - kept) / yielding if yielding else 1.0
        more = (room - free * _NAME_MOST) / (kept + yielding)
        more = min(_MOST_SHARE, max(1.0, more))
        share = more if more > 1.0 else min(1.0, max(_LEAST_SHARE, share))
        if share == self._share:
            return
        self._share = share
        for position, column in enumerate(columns):
            if column.width:
                self.horizontalHeader().resizeSection(position, _width(column, share))

    def fit(self, rows: int, most: int) -> None:
        """Take the height of the rows there are, up to so many."""
        shown = max(1, min(rows, most))
        rows_height = shown * metric("row_height")
        self.setFixedHeight(self.horizontalHeader().height() + rows_height + 2 * BORDER)

    def current(self) -> Any:
        """Return the marked row's object, or None."""
        index = self.currentIndex()
        return index.data(ROW_ROLE) if index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the marked row with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            row = self.current()
            if row is not None:
                self.opened.emit(row)
            return
        super().keyPressEvent(event)

    def _on_marked(self, index: QModelIndex) -> None:
        self.marked.emit(index.data(ROW_ROLE) if index.isValid() else None)
