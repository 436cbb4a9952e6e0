"""How fast a run of the sender goes, and when it will be through."""

import math
import time
from collections import deque
from collections.abc import Callable

from coletor.messages import text

_WINDOW_S = 10.0
_SURE_S = 1.0


class Pace:
    """One run: how many were answered, of how many, how fast lately.

    Args:
        total: how many waited when it began.
        clock: seconds that only go forward.
    """

    def __init__(self, total: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._uuids: set[str] = set()
        self._total = total
        self._lately: deque[tuple[float, int]] = deque([(clock(), 0)])

    @property
    def done(self) -> int:
        """How many contacts were answered."""
        return len(self._uuids)

    @property
    def total(self) -> int:
        """How many there are to answer; more may have joined the queue meanwhile."""
        return max(self._total, self.done)

    def note(self, uuids: list[str]) -> None:
        """Take note of answers that just came."""
        self._uuids.update(uuids)
        now = self._clock()
        self._lately.append((now, self.done))
        while len(self._lately) > 2 and now - self._lately[0][0] > _WINDOW_S:
            self._lately.popleft()

    def rate(self) -> float | None:
        """Return contacts a second in the last seconds, None while it is too early to say."""
        (began, before), (now, done) = self._lately[0], self._lately[-1]
        if now - began < _SURE_S or done == before:
            return None
        return (done - before) / (now - began)

    def remaining(self) -> float | None:
        """Return the seconds left at this rate, None while it is too early to say."""
        rate = self.rate()
        return (self.total - self.done) / rate if rate else None

    def words(self) -> str:
        """Return where the run stands, as a person reads it."""
        said = text("ui.pace.done", done=self.done, total=self.total)
        rate, left = self.rate(), self.remaining()
        if rate is None or left is None:
            return said
        speed = text(
            "ui.pace.rate", rate=f"{rate:.1f}".replace(".", ",") if rate < 10 else f"{rate:.0f}"
        )
        return f"{said} · {speed} · {ends(left)}"


def ends(seconds: float) -> str:
    """Return in how long something ends, rounded as a person would say it."""
    if seconds < 10:
        return text("ui.pace.soon")
    if seconds < 90:
        return text("ui.pace.seconds", count=math.ceil(seconds / 10) * 10)
    if seconds < 5400:
        return text("ui.pace.minutes", count=math.ceil(seconds / 60))
    return text("ui.pace.hours", count=math.ceil(seconds / 3600))


def countdown(seconds: float) -> str:
    """Return a wait as minutes and seconds, such as "0:42"."""
    whole = max(0, math.ceil(seconds))
    return f"{whole // 60}:{whole % 60:02d}"
