"""The card of what waits for somebody."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from coletor.messages import text
from ui.home.attention import Attention
from ui.style import fonts
from ui.widgets.buttons import Button, alike
from ui.widgets.card import Card, EmptyState
from ui.widgets.labels import rule, wrapped
from ui.widgets.layouts import clear, widgets
from ui.widgets.marks import Pill
from ui.widgets.scrolling import Scrolled
from ui.widgets.wording import figure

_LEAST = 72
"""Height that what waits keeps in a low window: one line, and where the next one begins."""


class AttentionRow(QWidget):
    """One line of what waits: count, words, button.

    Args:
        item: what waits.
    """

    def __init__(self, item: Attention) -> None:
        super().__init__()
        self.item = item
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(12)
        mark = Pill(figure(item.count) if item.count else "!", item.tone)
        mark.setMinimumWidth(26)
        mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(_flowing(wrapped(item.title, "", fonts.strong())))
        words.addWidget(_flowing(wrapped(item.remark)))
        row.addLayout(words, 1)
        self.button = Button(item.action)
        self.button.setAccessibleDescription(f"{item.title}. {item.remark}")
        row.addWidget(self.button)


def _flowing(words: QLabel) -> QLabel:
    """Let words be as high as they are wide: what scrolls needs no room for narrower ones."""
    policy = words.sizePolicy()
    policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
    words.setSizePolicy(policy)
    return words


class WaitingCard(Card):
    """What waits, the most pressing first; that all is well when nothing does.

    Args:
        go: opens a screen with an argument.
        parent: the widget it stands in.
    """

    def __init__(self, go: Callable[[str, str], None], parent: QWidget) -> None:
        super().__init__(text("home.attention"), parent=parent)
        self._go = go
        self._shown: list[Attention] | None = None
        self._whole = False
        self.area = Scrolled(self)
        self._rows = QVBoxLayout(self.area.inside())
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(2)
        self._rows.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._fine = EmptyState("circle-check", text("home.fine"), text("home.fine_remark"))
        self._fine.hide()
        self.body.addWidget(self.area, 1)
        self.body.addWidget(self._fine, 1)

    def rows(self) -> list[AttentionRow]:
        """Return the lines of what waits."""
        return [item for item in widgets(self._rows) if isinstance(item, AttentionRow)]

    def set_whole(self, whole: bool) -> None:
        """Take the height of all that waits, or scroll what does not fit."""
        self._whole = whole
        self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure what waits anew: in less width it is higher."""
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        wanted = self._whole and bool(self._shown)
        least = self._rows.heightForWidth(self.area.width()) if wanted else _LEAST
        self.area.setMinimumHeight(least)

    def show_items(self, items: Sequence[Attention]) -> None:
        """Show what waits; where nothing changed, nothing is touched."""
        items = list(items)
        if items == self._shown:
            return
        self._shown = items
        clear(self._rows)
        for item in items:
            row = AttentionRow(item)
            row.button.clicked.connect(lambda _=False, item=item: self._leave(item))
            for widget in (row, rule()):
                self._rows.addWidget(widget)
                widget.show()  # or it would not be measured yet
        alike([row.button for row in self.rows()])
        self._fine.setVisible(not items)
        self.area.setVisible(bool(items))
        self._measure()

    def _leave(self, item: Attention) -> None:
        self._go(item.screen, item.argument)
