"""A search for what is still being typed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from coletor.errors import ColetorError
from ui.tasks import Tasks
from ui.widgets.suggestions import Suggestion

Look = Callable[[str], Sequence[Suggestion]]


class Seeker(QObject):
    """Searches beside the typing: one search runs at a time, the newest text wins.

    What was typed meanwhile is searched when a search ends; the answer to an older text is dropped.

    Args:
        tasks: runs the searches.
        look: returns the lines for a text, best first; called off the GUI thread.
        parent: the object that owns it.
    """

    found = Signal(str, object)  # the text, Sequence[Suggestion]
    failed = Signal(object)  # ColetorError
    dropped = Signal()  # the answer that was wanted is waited for no more

    def __init__(self, tasks: Tasks, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self.look = look
        self.wanted: str | None = None
        """The text that waits for its answer."""
        self._tasks = tasks
        self._running = False

    @property
    def busy(self) -> bool:
        """Whether a search is under way, wanted still or not."""
        return self._running or self.wanted is not None

    def seek(self, typed: str) -> None:
        """Search for a text."""
        self.wanted = typed
        if not self._running:
            self._start(typed)

    def drop(self) -> None:
        """Wait for no answer."""
        wanted, self.wanted = self.wanted, None
        if wanted is not None:
            self.dropped.emit()

    def _start(self, typed: str) -> None:
        self._running = True
        look = self.look
        self._tasks.query(
            lambda: look(typed),
            lambda lines: self._on_found(look, typed, lines),
            lambda error: self._on_failed(look, typed, error),
            owner=self,
        )

    def _on_found(self, look: Look, typed: str, lines: Sequence[Suggestion]) -> None:
        if self._is_answer(look, typed):
            self.wanted = None
            self.found.emit(typed, lines)

    def _on_failed(self, look: Look, typed: str, error: ColetorError) -> None:
        if self._is_answer(look, typed):
            self.wanted = None
            self.failed.emit(error)

    def _is_answer(self, look: Look, typed: str) -> bool:
        """Tell whether what ended is what is wanted; otherwise search for that, if anything is."""
        self._running = False
        if self.wanted == typed and look is self.look:
            return True
        if self.wanted is not None:
            self._start(self.wanted)
        return False
