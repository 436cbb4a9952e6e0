"""The main window: it shows one page at a time and knows how to end."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from coletor.messages import text

_FIRST = QSize(1366, 728)
_LEAST = QSize(600, 320)
"""A screen of 1366x768 with everything twice as large has 683x384 of these pixels."""


class MainWindow(QMainWindow):
    """The window of the program; its content is the entrance or the shell."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("main")
        self.setWindowTitle(text("ui.window.name"))
        self.setMinimumSize(_LEAST)
        self.resize(_FIRST)
        self.may_close: Callable[[], bool] | None = None
        self.on_close: Callable[[], None] | None = None

    def fit(self) -> None:
        """Fill a screen that has no room for more; called before the window is shown."""
        screen = self.screen().availableSize()
        if screen.width() <= _FIRST.width() or screen.height() <= _FIRST.height():
            self.resize(_FIRST.boundedTo(screen))
            self.setWindowState(self.windowState() | Qt.WindowState.WindowMaximized)

    def come_forward(self) -> None:
        """Stand before the other windows: the person asked for this one."""
        if self.isMinimized():
            self.showNormal()
        self.raise_()
        self.activateWindow()

    def show_page(self, page: QWidget) -> None:
        """Replace the content; what was there is destroyed."""
        self.setCentralWidget(page)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the program store what is in the air before it ends, or say why it must not end."""
        if self.on_close is not None and self.may_close is not None and not self.may_close():
            event.ignore()
            return
        if self.on_close is not None:
            act, self.on_close = self.on_close, None
            self.hide()  # what is under way may take a moment to end
            act()
        super().closeEvent(event)
