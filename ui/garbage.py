"""Collects garbage on the GUI thread only, where destroying widgets is safe."""

import gc
import time

from PySide6.QtCore import QObject, QTimer

_INTERVAL_MS = 200
_FULL_S = 60.0
_SETTLING_S = 15.0
_SETTLING = 3


class GarbageCollector(QObject):
    """Turns automatic collection off and collects from a timer of the GUI thread.

    Python would otherwise collect on whichever thread allocates, and a widget in a reference cycle
    would be destroyed there.

    A full collection stops every thread while it looks at all there is, so it is made once a
    minute at most, and what the first ones find alive (modules, models, the screens) is set aside:
    it lives as long as the program. Right after the start, when screens are made ahead, each small
    one sets aside what it found: together they would be looked at for as long as a key is awaited.

    Args:
        parent: the object that owns it; collection returns to Python when it stops.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        self._full = 0
        self._next_full = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_INTERVAL_MS)
        self._timer.timeout.connect(self.collect)

    def start(self) -> None:
        """Take collection over; what start-up made is set aside, it lives as long as we do."""
        gc.collect()
        gc.freeze()
        gc.disable()
        self._next_full = time.monotonic() + _SETTLING_S
        self._timer.start()

    def stop(self) -> None:
        """Give collection back to Python."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def collect(self) -> None:
        """Collect the generations that are due."""
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] <= self._thresholds[generation]:
                continue
            if generation < 2:
                gc.collect(generation)
                if not self._full and time.monotonic() < self._next_full:
                    gc.freeze()
            elif time.monotonic() < self._next_full:
                continue
            else:
                self._collect_all()
            return

    def _collect_all(self) -> None:
        gc.collect()
        self._full += 1
        settling = self._full <= _SETTLING
        if settling:
            gc.freeze()
        self._next_full = time.monotonic() + (_SETTLING_S if settling else _FULL_S)
