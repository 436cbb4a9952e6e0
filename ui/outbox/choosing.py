"""A table whose rows can be ticked: Space ticks the marked row, F2 all of them."""

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.style import icons
from ui.style.palette import colours
from ui.widgets.cells import paint_ground
from ui.widgets.rows import ROW_ROLE, Index
from ui.widgets.table import DataTable

_BOX = 16


class _Boxes(QStyledItemDelegate):
    """Paints the box of a row: ticked, empty, or nothing where there is no choice."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        paint_ground(painter, option, index)
        row = index.data(ROW_ROLE)
        if row is not None and row.possible:
            area, roles = QRect(option.rect), colours()
            box = QRect(area.left() + 8, area.center().y() - _BOX // 2, _BOX, _BOX)
            name = "square-check" if row.chosen else "square"
            icons.paint(painter, box, name, roles["accent" if row.chosen else "muted"])
        painter.restore()


class ChoosingTable(DataTable):
    """Rows with a box in the first column."""

    ticked = Signal(object)  # the row's object
    all_ticked = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setItemDelegateForColumn(0, _Boxes(self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with Space, all with F2."""
        row = self.current()
        if event.key() == Qt.Key.Key_Space and row is not None:
            self.ticked.emit(row)
        elif event.key() == Qt.Key.Key_F2:
            self.all_ticked.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick by a click on the box."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        inside = event.type() == QEvent.Type.MouseButtonRelease and index.isValid()
        if inside and index.column() == 0:
            self.ticked.emit(index.data(ROW_ROLE))
