"""The list under the field of Ctrl K: what was found, kind by kind."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from coletor.messages import text
from ui.finder.places import PATIENT, Found
from ui.style import fonts, lettering
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
        remark = lettering.line(line.remark, fonts.secondary(), area.width() // 2)
        painter.setPen(colours()["muted"])
        lettering.put(painter, area, remark, lettering.RIGHT)
        area.setRight(area.right() - round(remark.width) - 16)
        person = line.group == PATIENT  # known by the name; a code is known by itself
        if line.code:
            font = fonts.make("secondary", code=True) if person else fonts.code_strong()
            code = lettering.line(line.code, font, area.width())
            painter.setPen(colours()["muted" if person else "text"])
            lettering.put(painter, area, code, lettering.RIGHT if person else lettering.LEFT)
            taken = round(code.width) + _APART
            area.adjust(0 if person else taken, 0, -taken if person else 0, 0)
        painter.setPen(colours()["text"])
        lettering.write(painter, area, line.title, fonts.strong() if person else fonts.body())


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
