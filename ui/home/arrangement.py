"""Where the cards of Início stand: one below the other, two beside two, wider on a wide screen."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.home.division import DivisionCard
from ui.home.month import MonthCard
from ui.home.recent import RecentCard
from ui.home.waiting import WaitingCard
from ui.widgets.headline import HEAD_HEIGHT

_GAP = 12
_PAIRED, _WIDE, _TALL = 900, 1500, 800
"""Room in which two cards stand beside each other, and in which days and names get more of it."""
_MONTH_HEIGHT, _DIVISION_HEIGHT, _RECENT_HEIGHT = 300, 220, 300
"""Heights of cards that stand one below the other; the screen scrolls then."""


class Shape(NamedTuple):
    """How the cards stand.

    Args:
        paired: two beside each other.
        wide: the chart and the list get more room than what is beside them.
        tall: the upper cards get no more room than the lower ones.
    """

    paired: bool
    wide: bool
    tall: bool


class HomeCards(QWidget):
    """The four cards, in the shape that fits the room.

    Args:
        go: opens a screen with an argument.
        month: the month in view at first, AAAAMM.
        parent: the widget it stands in.
    """

    def __init__(self, go: Callable[[str, str], None], month: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.waiting = WaitingCard(go, self)
        self.month = MonthCard(month, self)
        self.division = DivisionCard(self)
        self.recent = RecentCard(self)
        self._cards = (self.waiting, self.month, self.division, self.recent)
        for card in (self.waiting, self.recent):
            card.head.addStrut(HEAD_HEIGHT)  # as high as those with buttons beside them
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        self._shape: Shape | None = None
        self._arrange(Shape(paired=True, wide=False, tall=False))

    def minimumSizeHint(self) -> QSize:
        """Return the width of one card, whatever stands beside it now."""
        least = super().minimumSizeHint()
        return QSize(max(card.minimumSizeHint().width() for card in self._cards), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the shape that fits the new room."""
        super().resizeEvent(event)
        wide = self.width() >= _WIDE
        shape = Shape(self.width() >= _PAIRED, wide, self.height() >= _TALL)
        if shape != self._shape:
            self._arrange(shape)

    def _arrange(self, shape: Shape) -> None:
        self._shape = shape
        for place, card in enumerate(self._cards):  # in the order in which Tab goes
            self._grid.removeWidget(card)
            self._grid.addWidget(card, *(divmod(place, 2) if shape.paired else (place, 0)))
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, (2 if shape.wide else 1) if shape.paired else 0)
        for column in (0, 1):  # no card is wider than its share
            self._grid.setColumnMinimumWidth(column, 200 if shape.paired else 0)
        upper, lower = (1, 1) if shape.tall else (6, 5)
        for row, stretch in enumerate((upper, lower, 0, 0)):
            self._grid.setRowStretch(row, stretch if shape.paired else 0)
        self.waiting.set_whole(not shape.paired)
        self.month.setMinimumHeight(0 if shape.paired else _MONTH_HEIGHT)
        self.division.setMinimumHeight(0 if shape.paired else _DIVISION_HEIGHT)
        self.recent.setMinimumHeight(0 if shape.paired else _RECENT_HEIGHT)
        self.recent.show_all(shape.wide)
