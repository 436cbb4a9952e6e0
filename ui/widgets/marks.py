"""Small marks: key caps and status pills."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from coletor.messages import text
from ui.style import fonts
from ui.style.theme import restyle
from ui.widgets.labels import muted
from ui.widgets.layouts import line_of
from ui.widgets.tone import Tone


class KbdMark(QLabel):
    """A key cap, such as F8 or Ctrl ↵.

    Args:
        key: what the cap says.
        parent: the widget it stands in.
    """

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(key, parent)
        self.setProperty("role", "key")
        self.setFont(fonts.make("secondary"))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(19)
        self.setMinimumWidth(20)


class KeyHint(QWidget):
    """A key cap with what the key does.

    Args:
        key: what the cap says.
        does: what the key does, in one or two words.
        parent: the widget it stands in.
    """

    def __init__(self, key: str, does: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(KbdMark(key))
        self._does = muted(does)
        row.addWidget(self._does)
        row.addStretch(1)

    def set_words(self, does: str) -> None:
        """Say what the key does now."""
        self._does.setText(does)


def key_hints(*keys: tuple[str, str]) -> QHBoxLayout:
    """Return a line of keys with what they do, for the foot of a list.

    Args:
        keys: (what the cap says, id of the message that says what the key does) of each.
    """
    return line_of(*(KeyHint(key, text(does)) for key, does in keys), gap=14)


class Pill(QLabel):
    """A status as a word on its colour.

    Args:
        text: the word.
        tone: what it means.
        rounded: fully rounded ends, for marks of the top bar.
        parent: the widget it stands in.
    """

    def __init__(
        self,
        text: str = "",
        tone: Tone = Tone.NEUTRAL,
        *,
        rounded: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setProperty("role", "pill")
        self.setProperty("tone", str(tone))
        if rounded:
            self.setProperty("shape", "round")
        self.setFont(fonts.secondary_strong())
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setIndent(0)  # else Qt adds half a letter to the padding
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_as(self, text: str, tone: Tone) -> None:
        """Change word and tone."""
        self.setText(text)
        restyle(self, tone=str(tone))
