"""A calm button that opens a short list and says what was chosen from it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy

from coletor.messages import text
from ui.style import fonts, icons
from ui.style.palette import colours
from ui.widgets.buttons import Button
from ui.widgets.menus import open_under

_ARROW, _BEFORE = 14, 4
"""Size of the arrow that says that a list opens, and room before it."""
_SLACK = 2
"""Pixels without which the last figure of what is shown is cut: widths are rounded."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the list.

    Args:
        id: what is told when it is chosen.
        words: what it says.
        count: how many there are; 0 says nothing.
        key: the key that does the same.
        apart: whether a line is drawn before it.
        off: whether it only tells something and cannot be chosen.
    """

    id: str
    words: str
    count: int = 0
    apart: bool = False
    off: bool = False
    key: str = ""


def _aligned(count: int, widest: int) -> str:
    """Return a count with blanks as wide as what it lacks: a menu puts it at the left."""
    said, room = (f"{each:,}".replace(",", ".") for each in (count, widest))
    lacking = room[: len(room) - len(said)]
    return "".join("\u2008" if each == "." else "\u2007" for each in lacking) + said


class Chip(Button):
    """A filter, quiet while it does not restrict; Enter, Space or ↓ opens it.

    Args:
        name: what it filters.
        key: the key that opens it from anywhere on the screen.
        tip: what else is said where the mouse rests.
    """

    chosen = Signal(str)

    def __init__(self, name: str, key: str = "", tip: str = "") -> None:
        super().__init__(name, key, kind="chip")
        self._name, self._value, self._tip = name, "", tip
        self.setToolTip(tip)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCheckable(True)
        self.set_font(fonts.make(weight=fonts.medium()))
        self.setAccessibleDescription(key)
        self._offered: tuple[Choice, ...] = ()
        self.menu_ = QMenu(self)
        self.menu_.setAccessibleName(name)
        self.clicked.connect(self._open)

    def say(self, value: str) -> None:
        """Say what it is restricted to; empty for nothing."""
        words = text("contacts.filter.one", name=self._name, value=value) if value else self._name
        self._value = value
        if words != self.text():
            self.set_text(words)
            self.setToolTip("\n".join(said for said in (words if value else "", self._tip) if said))
        self.setChecked(bool(value))

    def offer(self, choices: Sequence[Choice]) -> None:
        """Put choices into the list; its lines are made when it opens, which it seldom does."""
        self._offered = tuple(choices)

    def _fill(self) -> None:
        self.menu_.clear()
        widest = max((choice.count for choice in self._offered), default=0)
        for choice in self._offered:
            if choice.apart:
                self.menu_.addSeparator()
            beside = _aligned(choice.count, widest) if choice.count else choice.key
            action = QAction(f"{choice.words}\t{beside}" if beside else choice.words, self.menu_)
            action.setEnabled(not choice.off)
            action.setData(choice.id)
            action.triggered.connect(lambda _=False, id_=choice.id: self.chosen.emit(id_))
            self.menu_.addAction(action)

    def _open(self) -> None:
        self._fill()
        self.setChecked(self.text() != self._name)
        open_under(self.menu_, self)

    def minimumSizeHint(self) -> QSize:
        """Return the size of what it is restricted to, or of the name: both need not be shown."""
        size, measure = self.sizeHint(), self.fontMetrics().horizontalAdvance
        needed = max(measure(self._name), measure(self._value)) + _SLACK
        spare = max(0, measure(self.text()) - needed)
        return QSize(size.width() - spare, size.height())

    def _shown(self) -> str:
        """Return as much as there is room for: all of it, or what it is restricted to."""
        cut, measure = self.sizeHint().width() - self.width(), self.fontMetrics().horizontalAdvance
        if cut <= 0:
            return self.text()
        room = measure(self.text()) - cut
        return self.fontMetrics().elidedText(self._value, Qt.TextElideMode.ElideRight, room)

    def _key_width(self) -> int:
        return super()._key_width() + _BEFORE + _ARROW

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button, its word, its key and the arrow."""
        self._paint_parts(self._shown())

    def _paint_words(self, painter: QPainter, word: str) -> int:
        right = super()._paint_words(painter, word)
        area = QRect(right - _ARROW, (self.height() - _ARROW) // 2 + 1, _ARROW, _ARROW)
        role = "accent" if self.isChecked() else "muted"
        icons.paint(painter, area, "chevron-down", colours()[role])
        return right

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with ↓, too."""
        if event.key() == Qt.Key.Key_Down:
            self.click()
        else:
            super().keyPressEvent(event)
