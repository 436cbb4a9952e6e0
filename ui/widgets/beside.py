"""A list and what stands beside it; large text in a small window puts one below the other."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from ui.widgets.layouts import UNBOUND

_BESIDE, _BELOW = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
_GAP_BELOW = 10
_SHARE = 0.23
"""Of the whole width: what the fixed card takes of a wide screen."""


class Beside(QWidget):
    """Two cards, one of a fixed width; where that leaves too little room, they stand in a column.

    The cards are made inside it and then put to `stand`: Qt dresses a widget, and all it holds,
    anew whenever it comes to another place.

    Args:
        parent: the widget it stands in.
        width: of the card whose width is fixed.
        least: the width that the other one needs to be of use.
        heights: of the first and of the second, one below the other; the one of a fixed width
            has a fixed height then, and the screen scrolls.
        gap: room between them.
        most: width up to which the fixed one grows with a wide screen; 0 keeps it as it is.
    """

    def __init__(
        self,
        parent: QWidget,
        *,
        width: int,
        least: int,
        heights: tuple[int, int],
        gap: int = 12,
        most: int = 0,
    ) -> None:
        super().__init__(parent)
        self._cards: tuple[QWidget, ...] = ()
        self._width, self._most, self._gap = width, max(most, width), gap
        self._needed, self._heights = width + gap + least, heights
        self._row = QBoxLayout(_BESIDE, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def stand(self, first: QWidget, second: QWidget, *, fixed: QWidget) -> None:
        """Put the two where they stand.

        Args:
            first: the card at the left, or above.
            second: the card at the right, or below.
            fixed: which of them has the fixed width.
        """
        self._cards, self._fixed = (first, second), fixed
        for card in self._cards:
            self._row.addWidget(card, 0 if card is fixed else 1)
        self._set_direction(_BESIDE)

    def minimumSizeHint(self) -> QSize:
        """Return the width of the wider of the two: they can stand in a column."""
        height = super().minimumSizeHint().height()
        return QSize(
            max((card.minimumSizeHint().width() for card in self._cards), default=0), height
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the second card where there is room for it."""
        super().resizeEvent(event)
        if not self._cards:
            return  # nothing stands here yet
        direction = _BESIDE if self.width() >= self._needed else _BELOW
        if direction is not self._row.direction():
            self._set_direction(direction)
        elif direction is _BESIDE:
            self._widen()

    def _set_direction(self, direction: QBoxLayout.Direction) -> None:
        below = direction is _BELOW
        self._row.setDirection(direction)
        self._row.setSpacing(max(self._gap, _GAP_BELOW) if below else self._gap)
        if below:
            self._fixed.setMinimumWidth(0)
            self._fixed.setMaximumWidth(UNBOUND)
        else:
            self._widen()
        for card, height in zip(self._cards, self._heights, strict=True):
            card.setMinimumHeight(height if below else 0)
            card.setMaximumHeight(height if below and card is self._fixed else UNBOUND)
        self.updateGeometry()

    def _widen(self) -> None:
        """Give the fixed card its width, and its share of a wide screen."""
        self._fixed.setFixedWidth(min(self._most, max(self._width, int(self.width() * _SHARE))))
