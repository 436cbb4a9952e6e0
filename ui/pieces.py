"""Work of the window's own thread in pieces, so that keys and paintings come in between."""

from collections.abc import Callable, Iterable, Iterator
from time import monotonic
from typing import ClassVar

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

BREATH_MS = 1
"""Not 0: what waits 0 ms comes before keys and paintings, in one turn with what asked for it."""

APART_S = 0.005
"""Between pieces of two works that nobody waits for: in one turn they would make a long one."""
_CLOSE_S = 0.0005
"""Between pieces of two works that somebody waits for: enough to part them."""


class Pieces(QObject):
    """Does one piece after the other while its parent lives.

    Args:
        parent: whose work it is; without it the rest is not done.
        work: the pieces; the next is asked for when the one before is done.
        pause: milliseconds between two pieces; 0 for whoever waits for them: then only what is
            already there to be done (a key, a painting) comes in between. Work with a pause that
            somebody could notice leaves one to the pieces of others, too.
    """

    _ended: ClassVar[float] = 0.0  # when the last piece of any work did

    def __init__(
        self, parent: QObject, work: Iterable[Callable[[], object]], pause: int = 0
    ) -> None:
        super().__init__(parent)
        self._pieces = iter(work)
        self._done = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)  # the pause begins when a piece is done
        self._timer.setInterval(pause)
        self._timer.timeout.connect(self._next)

    def start(self) -> None:
        """Begin once what is there to be done is done."""
        self._timer.start()

    def stop(self) -> None:
        """Leave the rest."""
        self._done = True
        self._timer.stop()

    @property
    def done(self) -> bool:
        """Whether nothing is left."""
        return self._done

    def _next(self) -> None:
        pause = self._timer.interval()
        apart = APART_S if pause > BREATH_MS else _CLOSE_S
        if pause and monotonic() - Pieces._ended < apart:
            self._timer.start()
            return
        piece = None if self._done else next(self._pieces, None)
        if piece is None:
            self.stop()
            return
        try:
            piece()
        finally:  # one that fails is told of, and keeps no other back
            Pieces._ended = monotonic()
            if not self._done:
                self._timer.start()


class Unhurried(Pieces):
    """Does a piece only where the person did nothing since the one before: nobody waits for them.

    Args:
        parent: whose work it is; without it the rest is not done.
        work: the pieces.
        pause: milliseconds between two pieces, for which the keys have to rest.
    """

    def __init__(self, parent: QObject, work: Iterable[Callable[[], object]], pause: int) -> None:
        super().__init__(parent, work, pause)
        self._hand: object = None

    def _next(self) -> None:
        before, self._hand = self._hand, _hand()
        if self._hand == before:
            super()._next()
        else:
            self._timer.start()


def pieces_of(parts: Iterator[None]) -> Iterator[Callable[[], object]]:
    """Yield the pieces of something that makes itself part by part."""
    ended: list[bool] = []

    def go_on() -> None:
        if next(parts, parts) is parts:
            ended.append(True)

    while not ended:
        yield go_on


def _hand() -> tuple[int, object]:
    """Return where the cursor is: whoever types or goes somewhere moves it."""
    here = QApplication.focusWidget()
    place = here.inputMethodQuery(Qt.InputMethodQuery.ImCursorPosition) if here else None
    return id(here), place


def dress(widget: QWidget) -> None:
    """Have the theme's rules found for a widget and all it holds, before it is shown.

    Args:
        widget: it stands in the window already: in another one it would be dressed anew.
    """
    widget.ensurePolished()
    for each in widget.findChildren(QWidget):
        each.ensurePolished()


def paint_later(widget: QWidget) -> None:
    """Let keys come in between the making of a widget and its painting: both take a while."""
    widget.setUpdatesEnabled(False)
    QTimer.singleShot(BREATH_MS, widget, lambda: widget.setUpdatesEnabled(True))
