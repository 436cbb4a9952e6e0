"""Surfaces: cards, counters and the empty state."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.style import fonts
from ui.style.icons import Icon
from ui.style.theme import restyle
from ui.widgets.buttons import Button
from ui.widgets.headline import HeadLine
from ui.widgets.labels import label, muted, wrapped
from ui.widgets.tone import Tone
from ui.widgets.wording import figure

_REMARK_WIDTH = 340


class Card(QFrame):
    """A titled surface; put content into `body`, marks and buttons into `head`.

    Args:
        title: its name; empty for a card with no head.
        hint: a remark at the right of the head, such as a key.
        parent: the widget it stands in.
    """

    def __init__(self, title: str = "", hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName(title)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(14, 10, 14, 12)
        outer.setSpacing(6)
        self.title = label(title, fonts.strong())
        self.hint = muted(hint)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.head.addWidget(self.title)
        self.head.addStretch(1)
        self.head.addWidget(self.hint)
        if title:
            outer.addLayout(self.head)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        outer.addLayout(self.body, 1)

    def add_mark(self, widget: QWidget) -> None:
        """Put a small mark right after the title."""
        self.head.insertWidget(self.head.count() - 2, widget)


class StatCard(QFrame):
    """A counter: what is counted, and the figure.

    Args:
        title: what is counted.
        tone: colour of the figure when it is not zero.
        parent: the widget it stands in.
    """

    def __init__(
        self, title: str, tone: Tone = Tone.NEUTRAL, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._tone = tone
        self._title = muted(title)
        self._figure = label("–", fonts.figure())
        self.setFixedHeight(70)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 8)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addWidget(self._figure)

    def set_value(self, value: int) -> None:
        """Show the figure; zero is said calmly, without colour."""
        self._figure.setText(figure(value))
        self.setToolTip("")
        quiet = value == 0 or self._tone is Tone.NEUTRAL
        restyle(self._figure, tone=("muted" if value == 0 else "") if quiet else str(self._tone))
        self.setAccessibleName(f"{self._title.text()}: {value}")

    def set_unknown(self, why: str) -> None:
        """Show that there is no figure.

        Args:
            why: why not, for the tool tip and for screen readers.
        """
        self._figure.setText("–")
        restyle(self._figure, tone="muted")
        self.setToolTip(why)
        self.setAccessibleName(f"{self._title.text()}: {why}")

    def set_title(self, title: str) -> None:
        """Change what is counted."""
        self._title.setText(title)

    def value(self) -> str:
        """Return the figure as shown."""
        return self._figure.text()


class EmptyState(QWidget):
    """What a list says when there is nothing to list, and what to do about it.

    Args:
        icon: the icon's name.
        title: what is (not) here.
        remark: what to do, or why that is fine.
        parent: the widget it stands in.
    """

    def __init__(
        self, icon: str, title: str, remark: str, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addStretch(2)
        self._icon = Icon(icon, "faint", 32)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        self.title = label(title, fonts.strong())
        self.title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.remark = wrapped(remark)
        self.remark.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.title)
        column.addWidget(self.remark, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.say(title, remark)

    def offer(self, action: str, key: str = "") -> Button:
        """Put a button below the words and return it.

        Args:
            action: its word.
            key: the key that does the same.
        """
        made, column = Button(action, key), self.layout()
        assert isinstance(column, QVBoxLayout)
        place = column.count() - 1  # above the room below
        column.insertSpacing(place, 4)
        column.insertWidget(place + 1, made, 0, Qt.AlignmentFlag.AlignHCenter)
        return made

    def show_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon.show_as(icon, "faint")

    def say(self, title: str, remark: str) -> None:
        """Change the words."""
        self.title.setText(title)
        self.remark.setText(remark)
        self.remark.setMinimumSize(0, 0)  # or it would be measured no narrower than it was
        width = _even_width(self.remark)
        self.remark.setFixedSize(width, max(16, self.remark.heightForWidth(width)))


def _even_width(words: QLabel) -> int:
    """Return the least width that breaks a text into no more lines: no word is left alone."""
    least, most = _REMARK_WIDTH // 2, _REMARK_WIDTH
    tall = words.heightForWidth(most)
    while most - least > 1:
        middle = (least + most) // 2
        if words.heightForWidth(middle) > tall:
            least = middle
        else:
            most = middle
    return most


def heading(title: str, remark: str = "") -> tuple[HeadLine, QLabel, QLabel]:
    """Return a screen's head line, its title and its remark; add buttons at the end.

    Args:
        title: the screen's name.
        remark: what is said beside it.
    """
    line = HeadLine(title, remark)
    return line, line.name, line.remark
