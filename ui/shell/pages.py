"""The screens on top of each other; where the window is too small for one, it scrolls."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget

LEAST_HEIGHT = 400
"""Height below which a screen scrolls instead of squeezing its lists to nothing."""


class Pages(QStackedWidget):
    """The screens; only the one in view says how much room is needed."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pages")
        self.currentChanged.connect(lambda _place: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        """Return what the screen in view needs."""
        page = self.currentWidget()
        least = QSize(0, LEAST_HEIGHT)
        return least.expandedTo(page.minimumSizeHint()) if page is not None else least

    def heightForWidth(self, width: int) -> int:
        """Return the least height of the screen in view; Qt's own asks the tallest of all."""
        page = self.currentWidget()
        layout = page.layout() if page is not None else None
        if layout is None or not layout.hasHeightForWidth():
            return -1
        return layout.minimumHeightForWidth(width)
