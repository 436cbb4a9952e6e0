"""Checks of many lines one after the other, so that hundreds of them never hold a key up."""

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

from ui.sheet.lines import LineSession

PAUSE_MS = 8
"""A breath between two lines, in which keys and paint come first."""


class Turns(QObject):
    """The lines that wait to be checked; one is checked at a time.

    Args:
        parent: the object that owns it.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: dict[LineSession, None] = {}
        self._now: LineSession | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._next)

    @property
    def idle(self) -> bool:
        """Whether no line waits and none is being checked."""
        return not self._waiting and self._now is None

    def want(self, line: LineSession) -> None:
        """Check a line in its turn; asked again meanwhile, it is checked as it is then."""
        self._waiting[line] = None
        if not self._timer.isActive():
            self._timer.start()

    def _next(self) -> None:
        if self._now is not None and isValid(self._now):
            return
        self._now = None
        while self._waiting:
            line = next(iter(self._waiting))
            del self._waiting[line]
            if isValid(line):
                self._now = line
                line.checked.connect(self._on_end)
                line.failed.connect(self._on_end)
                line.check_now()
                return
        self._timer.stop()

    def _on_end(self) -> None:
        line, self._now = self._now, None
        if line is not None:
            line.checked.disconnect(self._on_end)
            line.failed.disconnect(self._on_end)
