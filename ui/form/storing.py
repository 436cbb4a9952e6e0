"""Has a form's changes stored soon after they are made, one write at a time."""

from PySide6.QtCore import QObject, QTimer, Signal

from coletor.errors import ColetorError
from ui.form.rows import Change
from ui.form.saving import Batch, Saver
from ui.tasks import Tasks

SAVE_MS = 200
"""How long a keystroke waits for company before it is stored; 300 ms is promised."""
RETRY_MS = 1500
"""How long after a write that failed it is tried again."""


class Storing(QObject):
    """When the changes of one draft go to the disk.

    Args:
        saver: what carries them.
        tasks: runs the writes.
        parent: the object that owns it.
    """

    saving = Signal()
    saved = Signal()
    failed = Signal(object)  # ColetorError: said once; what is typed is kept and tried again

    def __init__(self, saver: Saver, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.saver = saver
        self._tasks = tasks
        self._writing: Batch | None = None
        self._troubled = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_MS)
        self._timer.timeout.connect(self.flush)

    @property
    def stored(self) -> bool:
        """Whether everything typed is on the disk."""
        return not self.saver.waiting and self._writing is None

    def note(self, changes: list[Change]) -> None:
        """Store changes soon."""
        self.saver.note(changes)
        if not self._timer.isActive():
            self._timer.start()
        self.saving.emit()

    def flush(self) -> None:
        """Store what waits, now; one write runs at a time and the next takes all the rest."""
        self._timer.stop()
        if self._writing is not None or not self.saver.waiting:
            return
        batch = self.saver.take()
        self._writing = batch
        saver = self.saver
        self._tasks.change(
            lambda: saver.store(batch), self._on_stored, self._on_not_stored, touches=("drafts",)
        )

    def finish(self) -> None:
        """Store everything that waits, even while another write is under way."""
        self._timer.stop()
        if self.saver.waiting:
            batch, saver = self.saver.take(), self.saver
            self._tasks.change(lambda: saver.store(batch), touches=("drafts",))

    def _on_stored(self, _draft: int) -> None:
        self._writing = None
        self._troubled = False
        if self.saver.waiting:
            self.flush()
        else:
            self.saved.emit()

    def _on_not_stored(self, error: ColetorError) -> None:
        if self._writing is not None:
            self.saver.give_back(self._writing)
        self._writing = None
        QTimer.singleShot(RETRY_MS, self, self.flush)
        if not self._troubled:
            self._troubled = True
            self.failed.emit(error)
