"""Between work and the training folder: one is closed, with its key, before the other is opened."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from coletor.errors import ColetorError
from coletor.messages import text
from coletor.workspace import practice_folder
from ui.shell import opening
from ui.tasks import Tasks

_LOOK_MS = 30


class PracticeError(ColetorError):
    """The training folder cannot be used from here; the message says why and what to do."""


def place_for(work: Path | None) -> Path:
    """Return the folder to practise in.

    Args:
        work: the folder of the real work, None where there is none yet.

    Raises:
        PracticeError: the place is that of the work, or what stands there is no training folder.
    """
    place = practice_folder()
    if work is not None and place.resolve() == work.resolve():
        raise PracticeError("help.practice.same_folder", folder=place)
    if opening.standing(place) is opening.Standing.PASSWORD:
        raise PracticeError("help.practice.not_training", folder=place)
    return place


class Leaving(QObject):
    """Waits until what is under way in a folder has ended, without holding the window up.

    Args:
        tasks: what is under way; long work is asked to stop.
        then: called once, when nothing is left.
        parent: the object that owns it.
    """

    def __init__(self, tasks: Tasks, then: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._then = then
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)
        tasks.stop_long()
        self._timer.start()

    def _look(self) -> None:
        if not self._tasks.idle:
            return
        self._timer.stop()
        self.deleteLater()
        self._then()


def way_out(work: Path | None) -> str:
    """Return what the button says that leaves the training."""
    known = work is not None and opening.standing(work) is not opening.Standing.NOTHING
    return text("help.practice.back" if known else "help.practice.out")
