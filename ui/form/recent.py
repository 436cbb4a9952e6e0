"""The contacts concluded in this sitting and what became of each, always in sight."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coletor.messages import text
from ui.style import fonts
from ui.widgets.labels import Elided, label, rule
from ui.widgets.marks import Pill
from ui.widgets.tone import Tone

KEPT = 3
"""Contacts that stay in sight."""


@dataclass(frozen=True)
class Concluded:
    """One contact that was concluded here.

    Args:
        uuid: the contact.
        name: whose it is.
        word: what became of it.
        tone: its colour.
        remark: the protocol, or the reason of a refusal.
    """

    uuid: str
    name: str
    word: str
    tone: Tone
    remark: str = ""


class _Line(QWidget):
    clicked = Signal(str)  # UUID

    def __init__(self, item: Concluded) -> None:
        super().__init__()
        self._item = item
        self.setAccessibleName(f"{item.name}: {item.word}. {item.remark}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(1)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Elided(item.name, fonts.secondary()), 1)
        head.addWidget(Pill(item.word, item.tone))
        column.addLayout(head)
        if item.remark:
            column.addWidget(Elided(item.remark, fonts.secondary(), "muted"))
        if item.tone is Tone.ERROR:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open a refused contact for correction."""
        if self._item.tone is Tone.ERROR:
            self.clicked.emit(self._item.uuid)


class RecentList(QWidget):
    """The last few concluded contacts, the newest first; nothing at all before the first.

    Args:
        parent: the widget it stands in.
    """

    chosen = Signal(str)  # UUID of a refused contact

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[Concluded] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(5)
        self._column.addWidget(rule())
        self._column.addWidget(label(text("form.recent"), fonts.strong()))
        self._lines: list[_Line] = []
        self.hide()

    def items(self) -> tuple[Concluded, ...]:
        """Return what is in sight."""
        return tuple(self._items)

    def add(self, item: Concluded) -> None:
        """Put a contact first; the oldest goes out of sight."""
        others = [other for other in self._items if other.uuid != item.uuid]
        self._items = [item, *others][:KEPT]
        self._show()

    def update_item(self, uuid: str, word: str, tone: Tone, remark: str) -> None:
        """Say what became of a contact, where it is still in sight."""
        self._items = [
            replace(item, word=word, tone=tone, remark=remark) if item.uuid == uuid else item
            for item in self._items
        ]
        self._show()

    def _show(self) -> None:
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [_Line(item) for item in self._items]
        for line in self._lines:
            line.clicked.connect(self.chosen)
            self._column.addWidget(line)
            line.show()
        self.setVisible(bool(self._items))
