"""A table whose rows can be ticked: Space ticks the marked row, F2 all of them."""

from typing import Any

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter

from ui.style import icons
from ui.style.palette import colours
from ui.widgets.rows import ROW_ROLE
from ui.widgets.table import DataTable

_BOX = 16


def paint_box(painter: QPainter, area: QRect, row: Any) -> None:
    """Paint the box of a row: ticked, empty, or nothing where there is no choice."""
    if row.possible:
        box = QRect(area.left(), area.center().y() - _BOX // 2, _BOX, _BOX)
        name, role = ("square-check", "accent") if row.chosen else ("square", "muted")
        icons.paint(painter, box, name, colours()[role])


class ChoosingTable(DataTable):
    """Rows with a box in the first column, which `paint_box` paints."""

    ticked = Signal(object)  # the row's object
    all_ticked = Signal()

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
