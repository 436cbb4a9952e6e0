"""The list under the field of Ctrl K: what was found, kind by kind."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from coletor.messages import text
from ui.finder.places import PATIENT, Found
from ui.style import fonts
from ui.style.palette import colours
from ui.widgets.popup import Index, PopupList

ROW, HEAD = 30, 24
_WIDTH = 560
_MOST_HEIGHT = 470
_APART = 12
_BELOW = 60
"""Room that message, keys and the window's edge take under the lines."""


class _Painter(QStyledItemDelegate):
    """Paints a line: its title, its number, and its remark at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = index.data(Qt.ItemDataRole.UserRole)
        return QSize(120, ROW if isinstance(line, Found) else HEAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Found | str = index.data(Qt.ItemDataRole.UserRole)
        area: QRect = option.rect.adjusted(14, 0, -14, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(line, str):
            painter.setFont(fonts.secondary_strong())
            painter.setPen(colours()["muted"])
            painter.drawText(area, Qt.AlignmentFlag.AlignBottom, line)
        else:
            if option.state & QStyle.StateFlag.State_Selected:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colours()["accent_background"])
                painter.drawRoundedRect(option.rect.adjusted(5, 1, -5, -1), 5, 5)
            self._paint_found(painter, area, line)
        painter.restore()

    def _paint_found(self, painter: QPainter, area: QRect, line: Found) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        small = QFontMetrics(fonts.secondary())
        remark = small.elidedText(line.remark, Qt.TextElideMode.ElideRight, area.width() // 2)
        painter.setFont(fonts.secondary())
        painter.setPen(colours()["muted"])
        painter.drawText(area, middle | Qt.AlignmentFlag.AlignRight, remark)
        area.setRight(area.right() - small.horizontalAdvance(remark) - 16)
        person = line.group == PATIENT  # known by the name; a code is known by itself
        if line.code and not person:
            painter.setPen(colours()["text"])
            painter.setFont(fonts.code_strong())
            painter.drawText(area, middle, line.code)
            width = QFontMetrics(fonts.code_strong()).horizontalAdvance(line.code)
            area.setLeft(area.left() + width + _APART)
        elif line.code:
            painter.setFont(fonts.make("secondary", code=True))
            width = painter.fontMetrics().horizontalAdvance(line.code)
            painter.drawText(area, middle | Qt.AlignmentFlag.AlignRight, line.code)
            area.setRight(area.right() - width - _APART)
        painter.setPen(colours()["text"])
        painter.setFont(fonts.strong() if person else fonts.body())
        title = painter.fontMetrics().elidedText(
            line.title, Qt.TextElideMode.ElideRight, area.width()
        )
        painter.drawText(area, middle, title)


class FoundList(PopupList):
    """What was found, with the name of each kind before the first of it.

    Args:
        field: the field it stands under.
    """

    least_width = _WIDTH

    def __init__(self, field: QWidget) -> None:
        super().__init__(field, Found.said, 14)
        self.paint_with(_Painter(self))
        self._view.setAccessibleName(text("finder.results"))
        self.add_key("↵", text("finder.go"))
        self.add_key("Esc", text("finder.back"))

    def current(self) -> Found | None:
        """Return what is marked."""
        line: Found | None = super().current()
        return line

    def show_found(self, found: Sequence[Found]) -> None:
        """Show what was found, the first of it marked."""
        self._show(list(_with_heads(found)), text("finder.nothing"), 1)
        self._view.scrollToTop()

    def _lines_height(self, room: int) -> int:
        tall = sum(HEAD if isinstance(line, str) else ROW for line in self._lines.lines)
        return max(1, min(tall + 4, _MOST_HEIGHT, room - _BELOW))


def _with_heads(found: Sequence[Found]) -> Iterator[Found | str]:
    """Yield what was found, each kind after its name."""
    for kind, several in groupby(found, lambda one: one.group):
        yield text(f"finder.group.{kind}")
        yield from several
