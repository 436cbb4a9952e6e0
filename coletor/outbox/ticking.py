"""Time as the sender feels it; a test gives it another one."""

import threading
from datetime import UTC, datetime
from typing import Protocol


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
        """Return after so many seconds, or as soon as ``stop`` is set."""
        stop.wait(seconds)
