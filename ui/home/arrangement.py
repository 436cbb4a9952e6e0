"""Where the cards of Início stand: below each other, two by two, or around the chart."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.home.division import DivisionCard
from ui.home.month import MonthCard
from ui.home.recent import RecentCard
from ui.home.waiting import WaitingCard
from ui.widgets.headline import HEAD_HEIGHT
from ui.widgets.layouts import tab_in_order, tab_through, takes_tab

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

    In the room of a large screen, which is both, the chart stands below what waits and what
    divides the month, and the list beside all of it: none of them is half empty.
    """

    paired: bool
    wide: bool
    tall: bool

    @property
    def ample(self) -> bool:
        """Whether there is the room of a large screen."""
        return self.wide and self.tall

    def places(self) -> tuple[tuple[int, int, int, int], ...]:
        """Return row, column and how many of each a card takes, in the order of the cards."""
        if self.ample:
            return (0, 0, 1, 1), (1, 0, 1, 2), (0, 1, 1, 1), (0, 2, 2, 1)
        if self.paired:
            return (0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)
        return (0, 0, 1, 1), (1, 0, 1, 1), (2, 0, 1, 1), (3, 0, 1, 1)

    def columns(self) -> tuple[int, int, int]:
        """Return how much of the room each column takes."""
        if self.ample:
            return 1, 1, 1
        return 1, (2 if self.wide else 1) if self.paired else 0, 0

    def rows(self) -> tuple[int, int]:
        """Return how much of the room the rows take, where cards stand beside each other."""
        if self.ample:
            return 3, 5
        if self.paired:
            return (1, 1) if self.tall else (6, 5)
        return 0, 0


class HomeCards(QWidget):
    """The four cards, in the shape that fits the room.

    Args:
        go: opens a screen with an argument.
        month: the month in view at first, AAAAMM.
        parent: the widget it stands in.
    """

    def __init__(self, go: Callable[[str, str], None], month: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._wanted = go, month
        self._cards: tuple[QWidget, ...] = ()
        self._shape: Shape | None = None

    def fill(self) -> Iterator[None]:
        """Make the cards; see `Screen._building`."""
        go, month = self._wanted
        self.waiting = WaitingCard(go, self)
        self.month = MonthCard(month, self)
        yield
        self.division = DivisionCard(self)
        yield
        self.recent = RecentCard(self)
        yield
        self._cards = (self.waiting, self.month, self.division, self.recent)
        for card in (self.waiting, self.recent):
            card.head.addStrut(HEAD_HEIGHT)  # as high as those with buttons beside them
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        self._arrange(Shape(paired=True, wide=False, tall=False))

    def minimumSizeHint(self) -> QSize:
        """Return the width of one card, whatever stands beside it now."""
        least = super().minimumSizeHint()
        widest = max((card.minimumSizeHint().width() for card in self._cards), default=0)
        return QSize(widest, least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the shape that fits the new room."""
        super().resizeEvent(event)
        if not self._cards:
            return  # they are still being made
        wide = self.width() >= _WIDE
        shape = Shape(self.width() >= _PAIRED, wide, self.height() >= _TALL)
        if shape != self._shape:
            self._arrange(shape)

    def _arrange(self, shape: Shape) -> None:
        self._shape = shape
        for card, place in zip(self._cards, shape.places(), strict=True):
            self._grid.removeWidget(card)
            self._grid.addWidget(card, *place)
        for column, stretch in enumerate(shape.columns()):  # no card is wider than its share
            self._grid.setColumnStretch(column, stretch)
            self._grid.setColumnMinimumWidth(column, 200 if stretch and shape.paired else 0)
        for row, stretch in enumerate(shape.rows()):
            self._grid.setRowStretch(row, stretch)
        self.waiting.set_whole(not shape.paired)
        self.month.setMinimumHeight(0 if shape.paired else _MONTH_HEIGHT)
        self.division.setMinimumHeight(0 if shape.paired else _DIVISION_HEIGHT)
        self.recent.setMinimumHeight(0 if shape.paired else _RECENT_HEIGHT)
        self.recent.show_all(shape.wide and not shape.ample)
        self.order()

    def order(self) -> None:
        """Have Tab go as the eye does; what waits is made anew, and would come last."""
        ample = self._shape is not None and self._shape.ample
        middle = (self.division, self.month) if ample else (self.month, self.division)
        waiting = [row.button for row in self.waiting.rows()]
        tab_through(self.waiting, waiting)
        stops: list[QWidget] = list(waiting[-1:])
        for card in (*middle, self.recent):
            stops += filter(takes_tab, card.findChildren(QWidget))
        tab_in_order(stops)
