"""The situations to choose from: as many side by side as there is room, the others in a menu."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coletor.messages import text
from coletor.store.situation import WORDS
from coletor.store.situation import label as word_label
from ui.contacts.chip import Chip, Choice
from ui.widgets.buttons import Button, SegmentedControl
from ui.widgets.wording import figure

ALL = "todos"
_ALWAYS = ("rascunho", "pronto", "rejeitado", "aceito")
_GAP = 8


class WordBar(QWidget):
    """One situation in force, or all of them."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        choices = [(word, _name(word)) for word in (ALL, *WORDS)]
        self._counts: dict[str, int] = {}
        self._segments = SegmentedControl(choices, text("ui.contact.filter"))
        self._segments.chosen.connect(self._on_chosen)
        self.more = Chip(text("contacts.filter.more"))
        self.more.chosen.connect(lambda word: self.button(word).click())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(self._segments)
        row.addWidget(self.more)
        row.addStretch(1)

    def value(self) -> str:
        """Return the word in force, or `ALL`."""
        return self._segments.value()

    def set_value(self, word: str) -> None:
        """Put a word in force without telling."""
        self._segments.set_value(word)
        self._arrange()

    def button(self, word: str) -> Button:
        """Return the button of a word."""
        return self._segments.button(word)

    def show_counts(self, counts: dict[str, int]) -> None:
        """Say how many there are under each word."""
        self._counts = counts
        total = sum(counts.values())
        for word in (ALL, *WORDS):
            name = _name(word)
            count = total if word == ALL else counts.get(word, 0)
            self._segments.set_word(word, f"{name} {figure(count)}" if count else name)
        self._arrange()

    def _on_chosen(self, word: str) -> None:
        self._arrange()
        self.chosen.emit(word)

    def _arrange(self) -> None:
        """Show the words that occur while they fit; what is in force always has its place."""
        chosen = self.value()
        occurring = [word for word in WORDS if self._counts.get(word) or word in _ALWAYS]
        first = [word for word in (ALL, chosen) if word == ALL or word in WORDS]
        room = self.width() - self.more.sizeHint().width() - 2 * _GAP
        shown: set[str] = set()
        for word in dict.fromkeys([*first, *_ALWAYS, *occurring]):
            width = self.button(word).sizeHint().width()
            if word in first or width <= room:
                shown.add(word)
                room -= width
        for word in (ALL, *WORDS):
            self.button(word).setVisible(word in shown)
        hidden = [word for word in occurring if word not in shown]
        self.more.setVisible(bool(hidden))
        self.more.offer([Choice(word, _name(word), self._counts.get(word, 0)) for word in hidden])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange anew for the room there is."""
        super().resizeEvent(event)
        self._arrange()


def _name(word: str) -> str:
    """Return a word as the name of a button: it begins with a capital."""
    name = text("ui.contact.all") if word == ALL else word_label(word)
    return name[:1].upper() + name[1:]
