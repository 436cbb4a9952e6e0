"""The window of the accessibility tests, and waiting for it."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer

from ui.shell.desktop import Desktop
from ui.shell.frame import Frame

_PATIENCE_S = 30.0
_POLL_MS = 10


class House:
    """The window, and waiting for it."""

    def __init__(self, desktop: Desktop) -> None:
        self.desktop = desktop

    @property
    def frame(self) -> Frame:
        frame = self.desktop.frame
        assert frame is not None
        return frame

    def until(self, done: Callable[[], bool]) -> None:
        end = time.monotonic() + _PATIENCE_S
        while not done():
            assert time.monotonic() < end, "it did not happen in time"
            self.turn(_POLL_MS)

    def turn(self, milliseconds: int = 0) -> None:
        """Let the event loop turn once."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def rest(self) -> None:
        self.until(lambda: self.frame.context.tasks.idle)

    def go(self, screen: str, argument: str = "") -> None:
        window = self.frame.window()
        if not window.isActiveWindow():
            window.activateWindow()
            self.until(window.isActiveWindow)
        self.frame.go(screen, argument)
        self.rest()
