"""What a screen is opened with in a test, and the window it stands in."""

from PySide6.QtWidgets import QMainWindow, QWidget

from coletor.workspace import Workspace
from ui.screens.base import Context
from ui.sending import Dispatcher
from ui.style.theme import Theme
from ui.tasks import Tasks
from ui.widgets.tone import Tone


class Stage:
    """A context whose bugs fail the test, and notes of where the screen went and what it said.

    Args:
        workspace: the open folder.
        theme: the theme in use.
        seen: whether its windows are painted; see the fixture of this name.
    """

    def __init__(self, workspace: Workspace, theme: Theme, *, seen: bool = True) -> None:
        self.workspace = workspace
        self._seen = seen
        self.went: list[tuple[str, str]] = []
        self.said: list[tuple[str, Tone]] = []
        self._bugs: list[BaseException] = []
        self._windows: list[QMainWindow] = []
        self.tasks = Tasks()
        self.tasks.crashed.connect(self._bugs.append)
        self.dispatcher = Dispatcher(workspace, self.tasks)
        self.context = Context(
            workspace,
            self.tasks,
            theme,
            self.dispatcher,
            lambda where, what="": self.went.append((where, what)),
            lambda words, tone: self.said.append((words, tone)),
        )

    def window(self, screen: QWidget | None = None) -> QMainWindow:
        """Open a window of the smallest screen's size, active."""
        window = QMainWindow()
        window.setUpdatesEnabled(self._seen)
        if screen is not None:
            window.setCentralWidget(screen)
        window.resize(1170, 692)
        window.show()
        window.activateWindow()
        self._windows.append(window)
        return window

    def end(self) -> None:
        """End the tasks and close the windows; no task may have met a bug."""
        self.tasks.shutdown()
        for window in self._windows:
            window.close()
            window.deleteLater()
        assert not self._bugs, self._bugs
