"""Has a form's changes stored soon after they are made, one write at a time."""

from PySide6.QtCore import QObject, QTimer, Signal

from coletor.errors import ColetorError
from coletor.messages import text
from ui.form.rows import Change
from ui.form.saving import Saver
from ui.tasks import Tasks

SAVE_MS = 200
"""How long a keystroke waits for company before it is stored; 300 ms is promised."""
RETRY_MS = 1500
"""How long after a write that failed it is tried again."""
_FINAL = "store.draft."
"""What a message begins with that says: this draft takes nothing any more."""


class Storing(QObject):
    """When the changes of one draft go to the disk.

    It outlives the draft's form until all of it is stored: a disk that was full for a moment, or
    a file that another program held, takes nothing of what was typed before the form went.

    Args:
        saver: what carries them.
        tasks: runs the writes; it owns this object.
        typing: the draft as it is typed.
    """

    saving = Signal()
    saved = Signal()
    failed = Signal(object)  # ColetorError: said once; what is typed is kept and tried again
    recovered = Signal()  # what failed before is stored

    def __init__(self, saver: Saver, tasks: Tasks, typing: QObject) -> None:
        super().__init__(tasks)
        self.saver = saver
        self.troubled = False
        """Whether the last write failed: it is tried again until it does not."""
        self._refused = False  # the draft takes nothing any more
        self._tasks = tasks
        self._writing = 0
        self._retired = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.flush)
        tasks.watch(self)
        # From slot to slot of Qt: a method of ours may be called when Python has taken the object
        # apart already, where both go together.
        self._gone = QTimer(self)
        self._gone.setSingleShot(True)
        self._gone.setInterval(0)
        self._gone.timeout.connect(self._retire)
        typing.destroyed.connect(self._gone.start)

    @property
    def stored(self) -> bool:
        """Whether everything typed is on the disk."""
        return not (self.saver.waiting or self._writing or self.troubled or self._refused)

    @property
    def why(self) -> str:
        """Why it may not be, and what becomes of it where the folder is closed."""
        return text("ui.window.unsaved")

    def note(self, changes: list[Change]) -> None:
        """Store changes soon."""
        self.saver.note(changes)
        if not self._timer.isActive():
            self._timer.start(SAVE_MS)
        if not self.troubled:
            self.saving.emit()

    def flush(self) -> None:
        """Store what waits, now; one write runs at a time and the next takes all the rest."""
        if not self._writing:
            self.finish()

    def finish(self) -> None:
        """Store everything that waits, even while another write is under way."""
        self._timer.stop()
        if not self.saver.waiting and not self.troubled:
            return
        batch, saver = self.saver.take(), self.saver
        self._writing += 1
        self._tasks.change(
            lambda: saver.store(batch), self._on_stored, self._on_not_stored, touches=("drafts",)
        )

    def drop(self) -> None:
        """Have a draft that holds nothing go, once all of it is stored."""
        self.finish()
        self._tasks.change(self.saver.drop, None, self._on_kept, touches=("drafts", "contacts"))

    def _on_kept(self, _error: ColetorError) -> None:
        """Leave it: what cannot be stored is said and tried again where it was stored."""

    def give_up(self) -> None:
        """Try no more: the folder is about to be closed."""
        self._timer.stop()
        self.saver.take()
        self.troubled = self._refused = False

    def _on_stored(self, _nothing: None) -> None:
        self._writing -= 1
        before = self.troubled or self._refused
        self.troubled = self._refused = False
        if before:
            self.recovered.emit()
        if self.saver.waiting:
            self.flush()
        elif not self._writing:
            self.saved.emit()
            self._end()

    def _on_not_stored(self, error: ColetorError) -> None:
        self._writing -= 1
        said = self.troubled or self._refused
        self._refused = error.message_id.startswith(_FINAL)
        self.troubled = not self._refused
        if self.troubled:
            self._timer.start(RETRY_MS)
        if not said:
            self.failed.emit(error)
        self._end()

    def _retire(self) -> None:
        """Go as soon as nothing is left that can be stored: the form is gone."""
        self._retired = True
        self.flush()
        self._end()

    def _end(self) -> None:
        if self._retired and self._refused and not self._writing:
            self.give_up()
        if self._retired and self.stored:
            self.deleteLater()
