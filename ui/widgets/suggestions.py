"""The list under a field: code, name and group; a reason for what does not fit."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from coletor.messages import text
from ui.style import fonts, icons, lettering
from ui.style.palette import colours
from ui.widgets.popup import Index, PopupList
from ui.widgets.shadow import Shadow

ROW = 28
SHOWN = 8
LEAST_WIDTH = 460


@dataclass(frozen=True)
class Suggestion:
    """One line of the list.

    Args:
        code: shown first, in bold with figures of one width; it is what is kept.
        name: what the code means.
        group: shown at the right.
        fits: whether it may be chosen here without remark.
        reason: why it does not fit, shown in place of the group.
        printed: the code as its table prints it, where it has a mask.
    """

    code: str
    name: str
    group: str = ""
    fits: bool = True
    reason: str = ""
    printed: str = ""

    @property
    def label(self) -> str:
        """The code as it is shown."""
        return self.printed or self.code

    def said(self) -> str:
        """Return it as a screen reader says it."""
        return " ".join(part for part in (self.label, self.name, self.reason) if part)


class _Painter(QStyledItemDelegate):
    """Paints a line; the codes of one list share a column."""

    code_width = 0

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Suggestion = index.data(Qt.ItemDataRole.UserRole)
        roles = colours()
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(roles["accent_background"])
            painter.drawRoundedRect(area.adjusted(4, 0, -4, 0), 5, 5)
        inner = area.adjusted(12, 0, -12, 0)
        ink = roles["text" if line.fits else "muted"]
        painter.setPen(ink)
        lettering.write(painter, inner, line.label, fonts.code_strong())
        inner.setLeft(inner.left() + self.code_width + 12)
        inner.setRight(self._paint_remark(painter, inner, line) - 12)
        painter.setPen(ink)
        lettering.write(painter, inner, line.name, fonts.body())
        painter.restore()

    def _paint_remark(self, painter: QPainter, inner: QRect, line: Suggestion) -> int:
        """Paint group or reason at the right and return where it begins."""
        remark = line.group if line.fits else line.reason
        shown = lettering.line(remark, fonts.secondary(), inner.width() // 2)
        left = inner.right() - round(shown.width)
        painter.setPen(colours()["muted" if line.fits else "warning"])
        lettering.put(painter, QRect(QPoint(left, inner.top()), inner.bottomRight()), shown)
        if not line.fits:
            left -= 20
            icons.paint(
                painter, QRect(left, inner.center().y() - 6, 14, 14), "ban", colours()["warning"]
            )
        return left


class SuggestionList(PopupList):
    """The list of a field that takes a code.

    Args:
        field: the field it stands under.
    """

    least_width = LEAST_WIDTH

    def __init__(self, field: QWidget) -> None:
        super().__init__(field, Suggestion.said, 12)
        self._painter = _Painter(self)
        self.paint_with(self._painter)
        self._view.setUniformItemSizes(True)
        self._enter = self.add_key("↵", text("ui.suggestions.choose"))
        self.add_key("Esc", text("ui.suggestions.close"))
        self._shadow = Shadow(self)
        field.destroyed.connect(self.deleteLater)

    def current(self) -> Suggestion | None:
        """Return the marked line."""
        line: Suggestion | None = super().current()
        return line

    def show_lines(self, lines: Sequence[Suggestion], *, mark: int | None = 0) -> None:
        """Show lines with one marked, or none with None; no line is said in words."""
        size = fonts.measures(fonts.code_strong())
        self._painter.code_width = max((size.horizontalAdvance(x.label) for x in lines), default=0)
        self._show(lines, text("ui.suggestions.none"), mark)

    def _show(self, lines: Sequence[Suggestion], message: str, mark: int | None = None) -> None:
        self._name_enter(marked=bool(lines) and mark is not None)
        super()._show(lines, message, mark)

    def _name_enter(self, *, marked: bool) -> None:
        """Say what Enter does now: it takes what is marked, and nothing that is not."""
        self._enter.setText(text(f"ui.suggestions.{'choose' if marked else 'keep'}"))

    def _mark(self, row: int) -> None:
        super()._mark(row)
        self._name_enter(marked=True)
        line = self._lines.lines[row]
        self.setAccessibleName(f"{line.label} {line.name}")

    def _lines_height(self, room: int) -> int:
        return ROW * max(1, min(SHOWN, len(self._lines.lines)))
