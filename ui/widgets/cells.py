"""What cells of tables say where the mouse rests; `table_painting` paints them."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from ui.style import fonts
from ui.style.palette import metric
from ui.widgets.rows import ICON_ROLE, TONE_ROLE, Columned, Index
from ui.widgets.table_painting import BESIDE, PILL_AROUND, PILL_GAP, PILL_ICON, font_of


class Cells(QStyledItemDelegate):
    """Says in full what had to be cut."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a row's height."""
        return QSize(40, metric("row_height"))

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Say in full what a cell had to cut."""
        if event.type() == QEvent.Type.ToolTip:
            words = self.cut(index, option.rect.width())
            QToolTip.showText(event.globalPos(), words, view, option.rect)
            return bool(words)
        return super().helpEvent(event, view, option, index)

    def cut(self, index: Index, width: int) -> str:
        """Return in full what a cell of a width has to cut, empty where it cuts nothing."""
        return cut_words(index, width)


def cut_words(index: Index, width: int) -> str:
    """Return what a cell says, if it is cut in so many pixels; else nothing."""
    words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
    if not words:
        return ""
    if index.data(TONE_ROLE) is not None:
        font, around = fonts.secondary_strong(), PILL_AROUND
        around += PILL_ICON + PILL_GAP if index.data(ICON_ROLE) else 0
    else:
        model = index.model()
        assert isinstance(model, Columned)
        font, around = font_of(model.columns[index.column()]), 0
    room = width - 2 * BESIDE - around
    return words if fonts.measures(font).horizontalAdvance(words) > room else ""
