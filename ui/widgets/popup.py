"""A list under a field: it never takes the focus, the field drives it with the keyboard."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QVBoxLayout,
    QWidget,
)

from coletor.messages import text
from ui.style.palette import colours
from ui.widgets.labels import muted, rule
from ui.widgets.marks import KbdMark

MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}
"""How far a key moves the mark."""
Index = QModelIndex | QPersistentModelIndex
_EDGE = 18
"""Room at the right of a list that is wider than its field: it ends where the cards end."""


class _Lines(QAbstractListModel):
    """What is listed; a line that is a plain text is the head of those that follow."""

    def __init__(self, said: Callable[[Any], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._said = said
        self.lines: Sequence[Any] = ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line if isinstance(line, str) else self._said(line)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.lines[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def replace(self, lines: Sequence[Any]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()


class _LinesView(QListView):
    """Covers what is below it: a letter that changes the lines repaints nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, then the lines."""
        with QPainter(self.viewport()) as painter:
            painter.fillRect(event.rect(), colours()["raised"])
        super().paintEvent(event)  # with a painter of its own


class PopupList(QFrame):
    """Lines, or a message in place of them, over the keys that work.

    Args:
        field: the field it stands under.
        said: returns a line as a screen reader says it.
        inset: pixels at both sides of the message, as the lines have.
    """

    picked = Signal(object)  # the line
    least_width = 0

    def __init__(self, field: QWidget, said: Callable[[Any], str], inset: int) -> None:
        super().__init__(field.window())
        self._field = field
        self.setProperty("role", "popup")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lines = _Lines(said, self)
        self._view = _LinesView()
        self._view.setObjectName("suggestions")
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setModel(self._lines)
        self._view.setMouseTracking(True)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.clicked.connect(self._on_clicked)
        self._message = muted()
        self._message.setContentsMargins(inset, inset // 2, inset, inset // 2)
        self._message.setWordWrap(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 5, 1, 5)
        self._column.setSpacing(4)
        self._column.addWidget(self._view)
        self._column.addWidget(self._message)
        self._column.addWidget(rule())
        self._foot = QHBoxLayout()
        self._foot.setContentsMargins(12, 1, 12, 1)
        self._foot.setSpacing(6)
        self._foot.addStretch(1)
        self._column.addLayout(self._foot)
        self.add_key("↑ ↓", text("ui.suggestions.move"))
        self.hide()

    def paint_with(self, painter: QAbstractItemDelegate) -> None:
        """Have something paint the lines."""
        self._view.setItemDelegate(painter)

    def add_key(self, cap: str, does: str) -> QLabel:
        """Name one more key at the foot.

        Args:
            cap: what stands on the key.
            does: what it does.

        Returns:
            What says it.
        """
        end = self._foot.count() - 1  # before the room at the right
        words = muted(does)
        self._foot.insertWidget(end, KbdMark(cap))
        self._foot.insertWidget(end + 1, words)
        self._foot.insertSpacing(end + 2, 6)
        return words

    @property
    def open(self) -> bool:
        """Whether the list is in view."""
        return not self.isHidden()

    def lines(self) -> list[Any]:
        """Return what is listed, without heads."""
        return [line for line in self._lines.lines if not isinstance(line, str)]

    def current(self) -> Any:
        """Return the marked line, None without one."""
        row = self._view.currentIndex().row()
        return self._lines.lines[row] if self.open and row >= 0 else None

    def message(self) -> str:
        """Return what is said in place of lines, or an empty text."""
        return "" if self._message.isHidden() else self._message.text()

    def show_message(self, words: str) -> None:
        """Show words in place of lines, such as that the search is under way."""
        self._show((), words)

    def move_mark(self, by: int) -> None:
        """Move the mark over the heads, stopping at both ends."""
        rows = [n for n, line in enumerate(self._lines.lines) if not isinstance(line, str)]
        if rows:
            row = self._view.currentIndex().row()
            here = rows.index(row) if row in rows else -1
            self._mark(rows[max(0, min(len(rows) - 1, here + by))])

    def _show(self, lines: Sequence[Any], message: str, mark: int | None = None) -> None:
        """Show lines, or a message where there is none.

        Args:
            lines: the lines, heads among them.
            message: what is said without lines.
            mark: the row to mark.
        """
        self._lines.replace(lines)
        self._view.setVisible(bool(lines))
        self._message.setVisible(not lines)
        self._message.setText(message)
        if lines and mark is not None:
            self._mark(mark)
        self._place()

    def _mark(self, row: int) -> None:
        self._view.setCurrentIndex(self._lines.index(row, 0))

    def _on_clicked(self, index: QModelIndex) -> None:
        line = self._lines.lines[index.row()]
        if not isinstance(line, str):
            self.picked.emit(line)

    def showEvent(self, event: QShowEvent) -> None:
        """Watch the window: its field moves with it."""
        super().showEvent(event)
        self._field.window().installEventFilter(self)

    def hideEvent(self, event: QHideEvent) -> None:
        """Watch nothing any more."""
        super().hideEvent(event)
        self._field.window().removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the field once the window's layout has moved it."""
        if event.type() is QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._follow)
        return super().eventFilter(watched, event)

    def _follow(self) -> None:
        if self.open and self._field.isVisible():
            self._place()

    def _lines_height(self, room: int) -> int:
        """Return the height of the lines; each kind of list says how many it shows.

        Args:
            room: pixels from the field down to the end of the window.
        """
        raise NotImplementedError

    def _place(self) -> None:
        """Stand under the field, or above it where there is no room, inside the window."""
        window = self._field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        corner = self._field.mapTo(window, QPoint(0, self._field.height() + 4))
        self._view.setFixedHeight(self._lines_height(window.height() - corner.y()))
        self._foot.invalidate()  # the words of a key may be others since it was measured
        foot = self._foot.sizeHint().width() + 4
        width = min(max(self._field.width(), self.least_width, foot), window.width() - 16)
        self.setFixedWidth(width)
        self._message.setFixedHeight(self._message.heightForWidth(width - 2))
        self._column.activate()
        height = self._column.sizeHint().height()
        self.resize(width, height)
        left = max(8, min(corner.x(), window.width() - width - _EDGE))
        top = corner.y()
        if top + height > window.height() - 8:
            top = max(8, corner.y() - self._field.height() - 8 - height)
        self.move(left, top)
        if self.isHidden():
            self.show()
            self.raise_()  # each time, it would paint anew whatever is below
