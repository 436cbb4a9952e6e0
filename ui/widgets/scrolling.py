"""What scrolls: a part of a card, and a page that follows the cursor."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

_MARGIN = 24
_ENOUGH = QSize(160, 48)
"""Of what is larger, such as a table, the beginning is enough."""


class Scrolled(QScrollArea):
    """A part of a card that scrolls down, never sideways; it takes no focus itself.

    Args:
        parent: the widget it stands in.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def inside(self) -> QWidget:
        """Return what scrolls, empty, to be filled in its place."""
        content = QWidget(self.viewport())
        self.setWidget(content)
        return content

    def setWidget(self, content: QWidget) -> None:
        """Let something scroll; the card shows through it."""
        content.setObjectName("scrolled")
        super().setWidget(content)


class ScrollPage(QScrollArea):
    """A scroll area that keeps what has the focus in view; it takes no focus itself.

    Args:
        content: what scrolls.
        name: accessible name.
        parent: the widget it stands in.
    """

    def __init__(self, content: QWidget, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)
        self.setWidget(content)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.rangeChanged.connect(self.follow)  # data came, and moved what has the focus

    def begin(self) -> None:
        """Show the beginning of the content."""
        self.horizontalScrollBar().setValue(0)
        self.verticalScrollBar().setValue(0)

    def follow(self) -> None:
        """Show what has the focus, once the content has its size."""
        QTimer.singleShot(0, self, lambda: self._follow(None, QApplication.focusWidget()))

    @Slot(QWidget, QWidget)  # of the class: it is called while Python takes the page apart, too
    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        content = self.widget()
        if now is None or content is None or not content.isAncestorOf(now):
            return
        area = QRect(now.mapTo(content, QPoint(0, 0)), now.size().boundedTo(_ENOUGH))
        self.ensureVisible(area.right(), area.bottom(), _MARGIN, _MARGIN)
        self.ensureVisible(area.left(), area.top(), _MARGIN, _MARGIN)
