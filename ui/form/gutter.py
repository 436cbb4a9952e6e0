"""A scroll bar in the space beside what it scrolls: when it comes, nothing changes its width."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QScrollBar, QVBoxLayout, QWidget

WIDTH = 12


class Gutter(QWidget):
    """The space beside a scroll area, with its bar only while there is something to scroll.

    Args:
        parent: the widget it stands in.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self._area: QScrollArea | None = None
        self._bar = QScrollBar(Qt.Orientation.Vertical)
        self._bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 1, 0)
        column.addWidget(self._bar)
        self._bar.valueChanged.connect(self._on_moved)
        self._bar.hide()

    def follow(self, area: QScrollArea) -> None:
        """Scroll an area from now on; its own bar stays hidden.

        Args:
            area: the area; another one is followed before it goes.
        """
        self._area = area
        theirs = area.verticalScrollBar()
        theirs.valueChanged.connect(self._bar.setValue)
        theirs.rangeChanged.connect(self._on_range)
        self._on_range(theirs.minimum(), theirs.maximum())

    def _on_moved(self, value: int) -> None:
        if self._area is not None:
            self._area.verticalScrollBar().setValue(value)

    def _on_range(self, low: int, high: int) -> None:
        if self._area is not None:
            self._bar.setPageStep(self._area.verticalScrollBar().pageStep())
            self._bar.setSingleStep(24)
        self._bar.setRange(low, high)
        self._bar.setVisible(high > low)
