"""The list under the field of Ctrl K: what was found, kind by kind."""

from collections.abc import Sequence
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
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from coletor.messages import text
from ui.finder.places import Found
from ui.style import fonts
from ui.style.palette import colours
from ui.widgets.labels import muted, rule
from ui.widgets.marks import KbdMark

ROW, HEAD = 30, 24
_WIDTH = 560
_MOST_HEIGHT = 470
_KEYS = (("↑ ↓", "ui.suggestions.move"), ("↵", "finder.go"), ("Esc", "finder.back"))
_Index = QModelIndex | QPersistentModelIndex
_Line = Found | str


class _Lines(QAbstractListModel):
    """What was found, with the name of each kind before the first of it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: list[_Line] = []

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.said() if isinstance(line, Found) else line
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if isinstance(self.lines[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def replace(self, found: Sequence[Found]) -> None:
        self.beginResetModel()
        self.lines = []
        group = ""
        for one in found:
            if one.group != group:
                group = one.group
                self.lines.append(text(f"finder.group.{group}"))
            self.lines.append(one)
        self.endResetModel()


class _Painter(QStyledItemDelegate):
    """Paints a line: its title, its number, and its remark at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        line = index.data(Qt.ItemDataRole.UserRole)
        return QSize(120, ROW if isinstance(line, Found) else HEAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line: _Line = index.data(Qt.ItemDataRole.UserRole)
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
        painter.setPen(colours()["text"])
        if line.code:
            painter.setFont(fonts.code_strong())
            painter.drawText(area, middle, line.code)
            width = QFontMetrics(fonts.code_strong()).horizontalAdvance(line.code)
            area.setLeft(area.left() + width + 12)
        painter.setFont(fonts.body())
        title = QFontMetrics(fonts.body()).elidedText(
            line.title, Qt.TextElideMode.ElideRight, area.width()
        )
        painter.drawText(area, middle, title)


class FoundList(QFrame):
    """The list; it never takes the focus, the field drives it with the keyboard.

    Args:
        field: the field it stands under.
    """

    picked = Signal(object)  # Found

    def __init__(self, field: QWidget) -> None:
        super().__init__(field.window())
        self._field = field
        self.setProperty("role", "popup")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lines = _Lines(self)
        self._view = QListView()
        self._view.setObjectName("suggestions")
        self._view.setAccessibleName(text("finder.results"))
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setModel(self._lines)
        self._view.setItemDelegate(_Painter(self))
        self._view.setMouseTracking(True)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.clicked.connect(self._on_clicked)
        self._message = muted()
        self._message.setContentsMargins(14, 8, 14, 8)
        self._message.setWordWrap(True)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(1, 5, 1, 5)
        column.setSpacing(4)
        column.addWidget(self._view)
        column.addWidget(self._message)
        column.addWidget(rule())
        column.addLayout(self._foot())
        self.hide()

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 1, 12, 1)
        foot.setSpacing(6)
        for key, does in _KEYS:
            foot.addWidget(KbdMark(key))
            foot.addWidget(muted(text(does)))
            foot.addSpacing(6)
        foot.addStretch(1)
        return foot

    @property
    def open(self) -> bool:
        """Whether the list is in view."""
        return not self.isHidden()

    def found(self) -> list[Found]:
        """Return what is listed."""
        return [line for line in self._lines.lines if isinstance(line, Found)]

    def current(self) -> Found | None:
        """Return what is marked."""
        row = self._view.currentIndex().row()
        line = self._lines.lines[row] if self.open and row >= 0 else None
        return line if isinstance(line, Found) else None

    def message(self) -> str:
        """Return what is said in place of lines, or an empty text."""
        return self._message.text() if not self._message.isHidden() else ""

    def show_found(self, found: Sequence[Found]) -> None:
        """Show what was found, the first of it marked."""
        self._lines.replace(found)
        self._view.setVisible(bool(found))
        self._message.setVisible(not found)
        self._message.setText("" if found else text("finder.nothing"))
        self._place()
        if found:
            self._view.setCurrentIndex(self._lines.index(1, 0))
            self._view.scrollToTop()

    def show_message(self, words: str) -> None:
        """Show words in place of lines, such as what can be looked for."""
        self._lines.replace(())
        self._view.hide()
        self._message.setText(words)
        self._message.show()
        self._place()

    def move_mark(self, by: int) -> None:
        """Move the mark, over the names of the kinds, stopping at both ends."""
        lines = self._lines.lines
        row = self._view.currentIndex().row()
        places = [n for n, line in enumerate(lines) if isinstance(line, Found)]
        if not places:
            return
        here = places.index(row) if row in places else 0
        row = places[max(0, min(len(places) - 1, here + by))]
        self._view.setCurrentIndex(self._lines.index(row, 0))

    def _on_clicked(self, index: QModelIndex) -> None:
        line = self._lines.lines[index.row()]
        if isinstance(line, Found):
            self.picked.emit(line)

    def _place(self) -> None:
        """Stand under the field, inside the window."""
        window = self._field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        corner = self._field.mapTo(window, QPoint(0, self._field.height() + 4))
        width = min(max(self._field.width(), _WIDTH), window.width() - 16)
        self.setFixedWidth(width)
        room = min(_MOST_HEIGHT, window.height() - corner.y() - 60)
        tall = sum(ROW if isinstance(line, Found) else HEAD for line in self._lines.lines)
        self._view.setFixedHeight(max(1, min(tall + 4, room)))
        self._message.setFixedHeight(self._message.heightForWidth(width - 2))
        self._column.activate()
        self.resize(width, self._column.sizeHint().height())
        self.move(max(8, min(corner.x(), window.width() - width - 8)), corner.y())
        self.show()
        self.raise_()
