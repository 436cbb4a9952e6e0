"""The keys of a card in its head, as many as there is room for: they never widen what they name."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.layouts import show_once
from ui.widgets.marks import KeyHint

_GAP = 10


class KeyLine(QWidget):
    """Hints at the right end of a line; the last ones are left out where they have no room.

    All of them stand in the help (F1), whatever is left out.

    Args:
        hints: the keys, the most used first.
        parent: the widget it stands in.
    """

    def __init__(self, hints: Sequence[KeyHint], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hints = tuple(hints)
        for hint in self._hints:
            hint.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room of all the keys."""
        sizes = [hint.sizeHint() for hint in self._hints]
        width = sum(size.width() for size in sizes) + _GAP * (len(sizes) - 1)
        return QSize(width, max(size.height() for size in sizes))

    def minimumSizeHint(self) -> QSize:
        """Return the height alone: no key is worth scrolling sideways for."""
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the keys that fit, at the right."""
        super().resizeEvent(event)
        widths = [hint.sizeHint().width() for hint in self._hints]
        shown = len(widths)
        while shown and sum(widths[:shown]) + _GAP * (shown - 1) > self.width():
            shown -= 1
        left = self.width() - sum(widths[:shown]) - _GAP * max(0, shown - 1)
        for place, (hint, width) in enumerate(zip(self._hints, widths, strict=True)):
            show_once(hint, shown=place < shown)
            if place < shown:
                hint.setGeometry(QRect(left, 0, width, self.height()))
                left += width + _GAP
