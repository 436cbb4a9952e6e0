"""Notices what another program (the command line) wrote into the folder that is open here."""

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from coletor.workspace import Workspace
from ui.sending import ELSEWHERE
from ui.tasks import Tasks

EVERY_MS = 3000
"""Between two looks; one costs some microseconds and reads nothing of what is stored."""
_TOUCHED = frozenset({"contacts", "drafts", "outbox", "people", ELSEWHERE})


class Elsewhere(QObject):
    """Has the window read anew what another program changed, within a few seconds.

    Args:
        workspace: the open folder.
        tasks: looks off the GUI thread, and tells the screens.
        window: where nobody can see it, nobody looks.
        parent: the object that owns it.
    """

    def __init__(
        self, workspace: Workspace, tasks: Tasks, window: QWidget, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._store = workspace.store
        self._tasks = tasks
        self._window = window
        self._looking = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._on_state)

    def end(self) -> None:
        """Look no more: the folder is about to be closed."""
        self._timer.stop()
        self.deleteLater()

    @Slot(Qt.ApplicationState)
    def _on_state(self, state: Qt.ApplicationState) -> None:
        """Look at once when the person comes back from another program, which may be that one."""
        if state is Qt.ApplicationState.ApplicationActive and self._timer.isActive():
            self._look()

    def _look(self) -> None:
        if self._looking or not self._window.isVisible() or self._window.isMinimized():
            return
        self._looking = True
        # What cannot be read is said by what reads it: here the next look does.
        self._tasks.query(
            self._store.written_elsewhere, self._on_look, lambda _: self._on_look(False), owner=self
        )

    def _on_look(self, written: bool) -> None:
        self._looking = False
        if written and self._timer.isActive():
            self._tasks.changed.emit(_TOUCHED)
