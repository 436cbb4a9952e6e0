"""The list under a field: code, name and group; a reason for what does not fit."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from coletor.messages import text
from ui.style import fonts, icons
from ui.style.palette import colours
from ui.widgets.labels import muted, rule
from ui.widgets.marks import KbdMark

ROW = 28
SHOWN = 8
LEAST_WIDTH = 460
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Suggestion:
    """One line of the list.

    Args:
        code: shown first, in bold with figures of one width; it is what is kept.
        name: what the code means.
        group: shown at the right.
        fits: whether it may be chosen here without remark.
        reason: why it does not fit, shown in place of the group.
    """

    code: str
    name: str
    group: str = ""
    fits: bool = True
    reason: str = ""


class _Lines(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: Sequence[Suggestion] = ()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return " ".join(part for part in (line.code, line.name, line.reason) if part)
        return None

    def replace(self, lines: Sequence[Suggestion]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()


class _Painter(QStyledItemDelegate):
    """Paints a line; the codes of one list share a column."""

    code_width = 0

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(120, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
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
        painter.setFont(fonts.code_strong())
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | middle, line.code)
        inner.setLeft(inner.left() + self.code_width + 12)
        inner.setRight(self._paint_remark(painter, inner, line) - 12)
        painter.setFont(fonts.body())
        painter.setPen(ink)
        name = QFontMetrics(fonts.body()).elidedText(
            line.name, Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | middle, name)
        painter.restore()

    def _paint_remark(self, painter: QPainter, inner: QRect, line: Suggestion) -> int:
        """Paint group or reason at the right and return where it begins."""
        remark = line.group if line.fits else line.reason
        size = QFontMetrics(fonts.secondary())
        widest = inner.width() // 2
        shown = size.elidedText(remark, Qt.TextElideMode.ElideRight, widest)
        left = inner.right() - size.horizontalAdvance(shown)
        painter.setFont(fonts.secondary())
        painter.setPen(colours()["muted" if line.fits else "warning"])
        painter.drawText(
            QRect(QPoint(left, inner.top()), inner.bottomRight()),
            Qt.AlignmentFlag.AlignVCenter,
            shown,
        )
        if not line.fits:
            left -= 20
            icons.paint(
                painter, QRect(left, inner.center().y() - 6, 14, 14), "ban", colours()["warning"]
            )
        return left


class SuggestionList(QFrame):
    """The frameless list; it never takes the focus, the field drives it with the keyboard.

    Args:
        field: the field it stands under.
    """

    picked = Signal(object)  # Suggestion

    def __init__(self, field: QWidget) -> None:
        super().__init__(field.window())
        self.least_width = LEAST_WIDTH
        self._field = field
        self.setProperty("role", "popup")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lines = _Lines(self)
        self._painter = _Painter(self)
        self._view = QListView()
        self._view.setObjectName("suggestions")
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setModel(self._lines)
        self._view.setItemDelegate(self._painter)
        self._view.setUniformItemSizes(True)
        self._view.setMouseTracking(True)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.clicked.connect(self._on_clicked)
        self._message = muted()
        self._message.setContentsMargins(12, 6, 12, 6)
        self._message.setWordWrap(True)
        self._lay_out()
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(24)
        shadow.setOffset(0, 6)
        ink = QColor(colours()["shadow"])
        ink.setAlpha(60)
        shadow.setColor(ink)
        self.setGraphicsEffect(shadow)
        self.hide()
        field.destroyed.connect(self.deleteLater)

    def _lay_out(self) -> None:
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(1, 5, 1, 5)
        column.setSpacing(4)
        column.addWidget(self._view)
        column.addWidget(self._message)
        column.addWidget(rule())
        foot = self._foot = QHBoxLayout()
        foot.setContentsMargins(12, 1, 12, 1)
        foot.setSpacing(6)
        foot.addStretch(1)
        for key, does in (("↑ ↓", "move"), ("↵", "choose"), ("Esc", "close")):
            self.add_key(key, text(f"ui.suggestions.{does}"))
        column.addLayout(foot)

    def add_key(self, cap: str, does: str) -> None:
        """Name one more key at the foot.

        Args:
            cap: what stands on the key.
            does: what it does.
        """
        end = self._foot.count() - 1  # before the room at the right
        self._foot.insertWidget(end, KbdMark(cap))
        self._foot.insertWidget(end + 1, muted(does))
        self._foot.insertSpacing(end + 2, 6)

    @property
    def open(self) -> bool:
        """Whether the list is in view."""
        return not self.isHidden()

    def lines(self) -> Sequence[Suggestion]:
        """Return what is listed."""
        return self._lines.lines

    def current(self) -> Suggestion | None:
        """Return the marked line."""
        row = self._view.currentIndex().row()
        return self._lines.lines[row] if self.open and row >= 0 else None

    def show_lines(self, lines: Sequence[Suggestion], *, mark: int | None = 0) -> None:
        """Show lines with one marked, or none with None; no line is said in words."""
        self._lines.replace(lines)
        size = QFontMetrics(fonts.code_strong())
        self._painter.code_width = max((size.horizontalAdvance(x.code) for x in lines), default=0)
        self._message.setText(text("ui.suggestions.none"))
        self._message.setVisible(not lines)
        self._view.setVisible(bool(lines))
        if lines and mark is not None:
            self._mark(mark)
        self._place()

    def show_message(self, words: str) -> None:
        """Show words in place of lines, such as that the search is under way."""
        self._lines.replace(())
        self._view.hide()
        self._message.setText(words)
        self._message.show()
        self._place()

    def move_mark(self, by: int) -> None:
        """Move the mark, stopping at both ends."""
        count = len(self._lines.lines)
        if count:
            self._mark(max(0, min(count - 1, self._view.currentIndex().row() + by)))

    def _mark(self, row: int) -> None:
        self._view.setCurrentIndex(self._lines.index(row, 0))
        line = self._lines.lines[row]
        self.setAccessibleName(f"{line.code} {line.name}")

    def _on_clicked(self, index: QModelIndex) -> None:
        self.picked.emit(self._lines.lines[index.row()])

    def _place(self) -> None:
        """Stand under the field, or above it where there is no room, inside the window."""
        window = self._field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        count = min(SHOWN, len(self._lines.lines))
        self._view.setFixedHeight(max(1, count) * ROW)
        foot = self._foot.sizeHint().width() + 4
        width = min(max(self._field.width(), self.least_width, foot), window.width() - 16)
        self.setFixedWidth(width)
        self._message.setFixedHeight(self._message.heightForWidth(width - 2))
        self._column.activate()
        height = self._column.sizeHint().height()
        self.resize(width, height)
        corner = self._field.mapTo(window, QPoint(0, self._field.height() + 4))
        left = max(8, min(corner.x(), window.width() - width - 8))
        top = corner.y()
        if top + height > window.height() - 8:
            top = max(8, corner.y() - self._field.height() - 8 - height)
        self.move(left, top)
        self.show()
        self.raise_()
