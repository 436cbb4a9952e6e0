"""What scrolls in a form."""

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.style.palette import colours


class Advance(Protocol):
    """What goes on in the annex's order."""

    def __call__(self, *, forward: bool) -> bool:
        """Go to the next field or back; tell whether it went anywhere."""


class FormBody(QWidget):
    """The cards, one below the other, and the order in which Enter and Tab go through them.

    Args:
        parent: the widget it stands in.
        advance: goes on in the annex's order.
    """

    def __init__(self, parent: QWidget, advance: Advance) -> None:
        super().__init__(parent)
        self._advance = advance
        self.setObjectName("scrolled")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(5)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Cover what is below: a letter repaints its card, and not every widget that holds it."""
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # each dressing takes it away
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), colours()["background"])

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go on in the annex's order, not in that of the widgets."""
        return self._advance(forward=forward)
