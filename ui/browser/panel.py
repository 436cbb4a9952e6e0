"""The browser: a panel over the window; the field behind it keeps its place."""

from collections.abc import Callable, Sequence

import shiboken6
from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from coletor.errors import ColetorError
from coletor.messages import text
from ui.browser.doors import Doors, Entry, suggestion_of
from ui.browser.model import TreeModel
from ui.style import fonts, icons
from ui.style.palette import colours
from ui.tasks import Tasks
from ui.widgets.labels import label, muted, rule, wrapped
from ui.widgets.marks import key_hints
from ui.widgets.search import SearchField
from ui.widgets.shadow import Shadow

LINE = 26
WIDTH, HEIGHT = 860, 560
ABOUT_MS = 150
_KEYS = (
    ("↑ ↓ ← →", "terminology.browser.open"),
    ("↵", "terminology.browser.choose"),
    ("Ctrl F", "terminology.browser.search_key"),
    ("Esc", "terminology.browser.close"),
)


class _Lines(QStyledItemDelegate):
    """Paints a line: label in bold figures of one width, name, and why it does not fit."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # type: ignore[override]
        return QSize(200, LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # type: ignore[override]
        entry: Entry = index.data(Qt.ItemDataRole.UserRole)
        roles, area = colours(), QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(roles["accent_background"])
            painter.drawRoundedRect(area.adjusted(0, 1, -2, -1), 5, 5)
        inner = area.adjusted(6, 0, -10, 0)
        painter.setPen(roles["text" if entry.fits else "muted"])
        painter.setFont(fonts.code_strong())
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, middle, entry.label)
        width = QFontMetrics(fonts.code_strong()).horizontalAdvance(entry.label)
        inner.setLeft(inner.left() + width + 12)
        if not entry.fits:
            inner.setRight(self._paint_reason(painter, inner, entry.reason) - 12)
        font = fonts.body() if entry.leaf else fonts.strong()
        painter.setFont(font)
        painter.setPen(roles["text" if entry.fits else "muted"])
        name = QFontMetrics(font).elidedText(entry.name, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, middle, name)
        painter.restore()

    def _paint_reason(self, painter: QPainter, inner: QRect, reason: str) -> int:
        size = QFontMetrics(fonts.secondary())
        shown = size.elidedText(reason, Qt.TextElideMode.ElideRight, inner.width() // 2)
        left = inner.right() - size.horizontalAdvance(shown)
        painter.setFont(fonts.secondary())
        painter.setPen(colours()["warning"])
        painter.drawText(
            QRect(QPoint(left, inner.top()), inner.bottomRight()),
            Qt.AlignmentFlag.AlignVCenter,
            shown,
        )
        place = QRect(left - 20, inner.center().y() - 6, 14, 14)
        icons.paint(painter, place, "ban", colours()["warning"])
        return left - 20


class Browser(QFrame):
    """A whole table, opened over the window of a field.

    Args:
        tasks: reads beside the window.
        doors: the table.
        field: the field that gets what is chosen, and the focus back.
    """

    picked = Signal(object)  # Suggestion
    closed = Signal()

    def __init__(self, tasks: Tasks, doors: Doors, field: QWidget) -> None:
        super().__init__(field.window())
        self._tasks, self._doors, self._field = tasks, doors, field
        self.setProperty("role", "popup")
        table = text(f"terminology.name.{doors.table}")
        self.setAccessibleName(text("terminology.browser.title", table=table))
        self.search = SearchField(text("terminology.browser.search"))
        self.search.sought.connect(self._on_sought)
        self.model = TreeModel(self._read, self)
        self.tree = QTreeView()
        self._set_up_tree()
        self._about = wrapped()
        self._about.setMinimumHeight(58)
        self._about.setMaximumHeight(58)
        self._about.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._remark = muted(text("terminology.browser.loading"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(ABOUT_MS)
        self._pause.timeout.connect(self._tell_about)
        self._lay_out(table)
        field.destroyed.connect(self.deleteLater)
        field.installEventFilter(self)
        field.window().installEventFilter(self)
        self._place()
        self.show()
        self.raise_()
        self.tree.setFocus()
        self.model.start()

    def _set_up_tree(self) -> None:
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setModel(self.model)
        self.tree.setItemDelegate(_Lines(self.tree))
        self.tree.setAccessibleName(text("terminology.browser.tree"))
        self.tree.setExpandsOnDoubleClick(True)
        self.tree.setIndentation(18)
        # The line itself shows the mark; what stands before it stays as it is.
        self.tree.setStyleSheet("QTreeView { selection-background-color: transparent; }")
        self.tree.doubleClicked.connect(self._on_double_click)
        self.tree.selectionModel().currentChanged.connect(lambda *_: self._pause.start())
        self.model.rowsInserted.connect(self._on_rows)
        for widget in (self.tree, self.search):
            widget.installEventFilter(self)

    def _lay_out(self, table: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(label(text("terminology.browser.title", table=table), fonts.strong()))
        column.addWidget(self.search)
        column.addWidget(self._remark)
        column.addWidget(self.tree, 1)
        column.addWidget(rule())
        column.addWidget(self._about)
        column.addLayout(key_hints(*_KEYS))
        self._shadow = Shadow(self)

    # Reading

    def _read(self, branch: str, arrived: Callable[[Sequence[Entry]], None]) -> None:
        below = self._doors.below

        def done(entries: Sequence[Entry]) -> None:
            self._remark.hide()
            arrived(entries)

        self._tasks.query(lambda: below(branch), done, self._on_failed, owner=self)

    def _on_sought(self, typed: str) -> None:
        if not typed.strip():
            self.model.start()
            return
        search = self._doors.search
        self._tasks.query(
            lambda: search(typed),
            lambda entries: self._on_found(typed, entries),
            self._on_failed,
            owner=self,
        )

    def _on_found(self, typed: str, entries: Sequence[Entry]) -> None:
        if typed != self.search.text():
            return
        self.model.show_flat(entries)
        self._remark.setText(text("terminology.browser.nothing"))
        self._remark.setVisible(not entries)

    def _on_failed(self, error: ColetorError) -> None:
        self._remark.setText(str(error))
        self._remark.show()

    def _on_rows(self, parent: QModelIndex, _first: int, _last: int) -> None:
        if not parent.isValid() and not self.tree.currentIndex().isValid():
            self.tree.setCurrentIndex(self.model.index(0, 0))

    def _tell_about(self) -> None:
        entry = self.model.entry(self.tree.currentIndex())
        if entry is None or not entry.leaf:
            self._about.clear()
            return
        about, code = self._doors.about, entry.key
        self._tasks.query(
            lambda: about(code),
            lambda words: self._show_about(code, words),
            lambda _error: self._about.clear(),
            owner=self,
        )

    def _show_about(self, code: str, words: str) -> None:
        entry = self.model.entry(self.tree.currentIndex())
        if entry is not None and entry.key == code:
            self._about.setText(words)
            self._about.setToolTip(words)

    # Choosing and leaving

    def take(self) -> None:
        """Choose the marked code, or open and close the marked group."""
        index = self.tree.currentIndex()
        entry = self.model.entry(index)
        if entry is None:
            return
        if not entry.leaf:
            self.tree.setExpanded(index, not self.tree.isExpanded(index))
            return
        self.leave()
        self.picked.emit(suggestion_of(entry))

    def leave(self) -> None:
        """Close and give the focus back."""
        self._field.setFocus()
        self._go()

    def _go(self) -> None:
        for watched in (self._field, self._field.window()):
            watched.removeEventFilter(self)
        self.hide()
        self.closed.emit()
        self.deleteLater()

    def _on_double_click(self, index: QModelIndex) -> None:
        entry = self.model.entry(index)
        if entry is not None and entry.leaf:
            self.take()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of the browser from its parts; follow the window's size."""
        if watched not in (self.tree, self.search):
            self._on_outside(watched, event)
            return False
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # no shortcut of the window while the browser is open
            return True
        return event.type() == QEvent.Type.KeyPress and self._key(watched, event)

    def _on_outside(self, watched: QObject, event: QEvent) -> None:
        """Follow the window's size; go with the field when it goes out of sight."""
        if event.type() == QEvent.Type.Hide and watched is self._field:
            self._go()
        elif event.type() == QEvent.Type.Resize and watched is not self._field:
            self._place()

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        key = event.key()
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take()
        elif key == Qt.Key.Key_F and control:
            self.search.setFocus()
        elif watched is self.search and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.tree.setFocus()
        elif watched is self.tree and event.text().isprintable() and event.text().strip():
            self.search.setFocus()
            self.search.insert(event.text())
            self.search.textEdited.emit(self.search.text())
        else:
            return False
        return True

    def _place(self) -> None:
        if not shiboken6.isValid(self._field):
            return
        window = self._field.window()
        width, height = min(WIDTH, window.width() - 48), min(HEIGHT, window.height() - 48)
        self.setGeometry(
            (window.width() - width) // 2, (window.height() - height) // 2, width, height
        )
