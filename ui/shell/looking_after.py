"""Looks after a folder in the background, once the person could begin."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from coletor.errors import ColetorError
from coletor.workspace import Workspace
from coletor.workspace.usage import favourites_of
from ui.shell.frame import Frame
from ui.tasks import Tasks

if TYPE_CHECKING:
    from coletor.workspace.upkeep import Upkeep

AGAIN_MS = 10_000
"""Before it is tried once more, where another program kept the folder busy."""


class LookingAfter(QObject):
    """The upkeep of the open folder; what keeps it from being done is said for as long as it does.

    Args:
        workspace: the open folder.
        tasks: runs it off the GUI thread.
        frame: the shell of the folder, which says what is wrong; it owns this object.
    """

    def __init__(self, workspace: Workspace, tasks: Tasks, frame: Frame) -> None:
        super().__init__(frame)
        self._workspace = workspace
        self._tasks = tasks
        self._frame = frame
        self._said = ""

    def start(self) -> None:
        """Begin; what is read here of the codes used often is read again when one is sought."""
        often = favourites_of(self._workspace.store).refresh
        self._tasks.query(often, on_error=lambda _: None, owner=self)
        self._keep_up()

    def _keep_up(self) -> None:
        if not self._frame.isEnabled():
            return  # the folder is being left
        workspace = self._workspace
        self._tasks.long(
            lambda progress: workspace.maintain(stop=progress.stopping),
            self._on_done,
            self._on_error,
            touches=("contacts", "outbox"),
            owner=self,
        )

    def _on_done(self, upkeep: "Upkeep") -> None:
        self._frame.notice.take_back(self._said)
        if upkeep.damage:
            self._frame.warn(upkeep.damage)

    def _on_error(self, error: ColetorError) -> None:
        """Say why it could not be done, once: the person may close the message; and try again."""
        before, self._said = self._said, str(error)
        if self._said != before:
            self._frame.warn(self._said)
        QTimer.singleShot(AGAIN_MS, self, self._keep_up)
