"""The shell of a folder, made before the folder is open: while its password is typed."""

from collections.abc import Callable, Iterator

from coletor.establishment.profile import Profile
from coletor.workspace import Workspace
from ui.pieces import dress
from ui.sending import Dispatcher
from ui.shell.frame import Frame
from ui.shell.window import MainWindow
from ui.style.theme import Theme
from ui.tasks import Tasks

_FIRST = ("inicio", "digitar")
"""Screens that are made, and dressed, before the folder is open: most days begin with them."""


class Spare:
    """A shell with no folder in it yet; without it everything is made when the folder is open.

    Args:
        window: where it is going to stand; it is made there, hidden, since Qt dresses a widget,
            and all it holds, anew whenever it comes to another window.
        tasks: runs work off the GUI thread.
        theme: the theme in use.
        profile: whose folder it is.
    """

    def __init__(self, window: MainWindow, tasks: Tasks, theme: Theme, profile: Profile) -> None:
        self._window = window
        self._tasks = tasks
        self._theme = theme
        self._profile = profile
        self._frame: Frame | None = None

    def pieces(self) -> Iterator[Callable[[], object]]:
        """Yield the steps in which it is made, none of them long."""
        yield self._make
        for name in _FIRST:
            yield from self._frame_made().parts_of(name)
        yield lambda: dress(self._frame_made())

    def open(self, workspace: Workspace) -> Frame:
        """Return the shell with a folder in it.

        Args:
            workspace: the open folder.
        """
        if self._frame is None or self._profile != workspace.profile:
            self.drop()
            self._profile = workspace.profile
            self._make()
        frame, self._frame = self._frame_made(), None
        frame.context.dispatcher.begin(workspace)
        frame.begin(workspace)
        return frame

    def drop(self) -> None:
        """Take away what was made: another page is shown than the one that asked for it."""
        if self._frame is not None:
            self._frame.context.dispatcher.deleteLater()
            self._frame.deleteLater()
            self._frame = None

    def _make(self) -> None:
        dispatcher = Dispatcher(None, self._tasks, self._window)
        self._frame = Frame(
            self._profile, self._tasks, self._theme, dispatcher, parent=self._window
        )
        self._frame.resize(self._window.size())

    def _frame_made(self) -> Frame:
        assert self._frame is not None
        return self._frame
