"""How cells of tables are painted: text, pills, the mark of a row."""

from typing import Any

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from ui.style import fonts, icons
from ui.style.palette import colours, metric
from ui.widgets.rows import ICON_ROLE, PICKED_ROLE, TONE_ROLE, Column, Columned, Index
from ui.widgets.tone import Tone

_PILL_ICON, _PILL_GAP, _PILL_AROUND = 13, 4, 14
"""Size of a pill's icon, room between it and the word, and around both."""


class Cells(QStyledItemDelegate):
    """Paints cells: text cut with "…", pills, a faint line under each row, one mark per row."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a row's height."""
        return QSize(40, metric("row_height"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell."""
        painter.save()
        marked = paint_ground(painter, option, index)
        tone = index.data(TONE_ROLE)
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        inner = option.rect.adjusted(8, 0, -8, -1)
        if tone is not None and words:
            icon = index.data(ICON_ROLE) or ""
            # Qt hands a plain text back for a StrEnum.
            _paint_pill(painter, inner, words, Tone(tone), selected=marked, icon=icon)
        else:
            self._paint_text(painter, inner, words, index)
        painter.restore()

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

    def _paint_text(self, painter: QPainter, inner: QRect, words: str, index: Index) -> None:
        model = index.model()
        column: Column[Any] | None = (
            model.columns[index.column()] if isinstance(model, Columned) else None
        )
        font = _cell_font(column)
        painter.setFont(font)
        painter.setPen(colours()["muted" if column and column.muted else "text"])
        side = (
            Qt.AlignmentFlag.AlignRight if column and column.right else Qt.AlignmentFlag.AlignLeft
        )
        shown = fonts.measures(font).elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter, shown)


def cut_words(index: Index, width: int) -> str:
    """Return what a cell says, if it is cut in so many pixels; else nothing."""
    words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
    if not words:
        return ""
    if index.data(TONE_ROLE) is not None:
        font, around = fonts.secondary_strong(), _PILL_AROUND
        around += _PILL_ICON + _PILL_GAP if index.data(ICON_ROLE) else 0
    else:
        model = index.model()
        column = model.columns[index.column()] if isinstance(model, Columned) else None
        font, around = _cell_font(column), 0
    return words if fonts.measures(font).horizontalAdvance(words) > width - 16 - around else ""


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, index: Index) -> bool:
    """Paint what lies below a cell: the mark of its row, and the line under it.

    Args:
        painter: what it is painted with.
        option: where, and whether the row is marked.
        index: the cell.

    Returns:
        Whether the row is marked or picked.
    """
    roles, area = colours(), QRect(option.rect)
    picked = index.data(PICKED_ROLE)
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    marked = selected or bool(picked)
    at_hand = option.widget.hasFocus()
    if marked:
        quiet = not at_hand and not picked
        painter.fillRect(area, roles["neutral_background" if quiet else "accent_background"])
    if selected and (at_hand or picked is not None) and index.column() == 0:
        # The row that the keys move, also among rows that are picked.
        painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), roles["accent"])
    painter.setPen(roles["line_faint"])
    painter.drawLine(area.bottomLeft(), area.bottomRight())
    return marked


def _cell_font(column: Column[Any] | None) -> QFont:
    if column is not None and column.code:
        return fonts.code()
    return fonts.secondary() if column is not None and column.muted else fonts.body()


def _paint_pill(
    painter: QPainter,
    inner: QRect,
    words: str,
    tone: Tone,
    *,
    selected: bool,
    icon: str = "",
) -> None:
    roles = colours()
    quiet = tone is Tone.NEUTRAL
    plain = quiet or tone is Tone.ACCENT  # their ground is that of a marked row
    font = fonts.secondary_strong()
    size = fonts.measures(font)
    before = _PILL_ICON + _PILL_GAP if icon else 0
    words = size.elidedText(
        words, Qt.TextElideMode.ElideRight, inner.width() - _PILL_AROUND - before
    )
    width = size.horizontalAdvance(words) + _PILL_AROUND + before
    box = QRectF(inner.left(), inner.center().y() - 9, width, 19)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(roles["surface" if selected and plain else f"{tone}_background"])
    painter.drawRoundedRect(box, 4, 4)
    colour = roles["muted" if quiet else str(tone)]
    if icon:
        square = QRect(inner.left() + 6, inner.center().y() - 6, _PILL_ICON, _PILL_ICON)
        icons.paint(painter, square, icon, colour)
    painter.setPen(colour)
    painter.setFont(font)
    painter.drawText(box.adjusted(before, 0, 0, 0), Qt.AlignmentFlag.AlignCenter, words)
