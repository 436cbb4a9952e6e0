"""Time as the sender feels it; a test gives it another one."""

import threading
import time
from datetime import UTC, datetime
from typing import Protocol

_SLICE = 1.0


class Clock(Protocol):
    """What the sender needs of time."""

    def now(self) -> datetime:
        """Return this instant, with a time zone."""

    def wait(self, seconds: float, stop: threading.Event) -> None:
        """Return after so many seconds, or as soon as ``stop`` is set."""


class SystemClock:
    """The computer's own time."""

    def now(self) -> datetime:
        """Return this instant in UTC."""
        return datetime.now(UTC)

    def wait(self, seconds: float, stop: threading.Event) -> None:
        """Return after so many seconds, or as soon as ``stop`` is set.

        In slices, because Windows lets no Ctrl+C through to a thread that waits.
        """
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and not stop.wait(min(left, _SLICE)):
            pass
