"""The help before a folder is open: in the place of the page that asked for it, and back."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from coletor.messages import text
from ui.help.door import HelpDoor, Reader
from ui.screens.base import Context
from ui.sending import Dispatcher
from ui.style.theme import Theme
from ui.tasks import Tasks
from ui.widgets.notice import Toast
from ui.widgets.scrolling import ScrollPage
from ui.widgets.tone import Tone

if TYPE_CHECKING:
    from ui.help.screen import HelpScreen

ENTRANCE = "entrada"
"""Where ``telas.toml`` has the page for whoever asked with the cursor nowhere."""


class Leaflet(QStackedWidget):
    """A page of the entrance, and the help once F1 asked for it.

    Args:
        page: the page; it scrolls where the window is too small for it.
        tasks: runs work off the GUI thread.
        theme: the theme in use.
    """

    def __init__(self, page: QWidget, tasks: Tasks, theme: Theme) -> None:
        super().__init__()
        self.addWidget(ScrollPage(page))
        self._tasks = tasks
        self._theme = theme
        self._made: HelpScreen | None = None
        self.door = HelpDoor(self, self._reader, lambda: ENTRANCE, lambda _screen: None)
        QShortcut(QKeySequence("F1"), self).activated.connect(self.door.here)

    def _reader(self) -> Reader:
        """Make the help when it is first asked for."""
        if self._made is None:
            from ui.help.screen import HelpScreen  # noqa: PLC0415 - most days nobody asks

            toast = Toast(self)
            context = Context(
                opened=None,
                tasks=self._tasks,
                theme=self._theme,
                dispatcher=Dispatcher(None, self._tasks, self),
                go=lambda _screen, _argument: toast.say(text("help.screen.closed"), Tone.NEUTRAL),
                toast=toast.say,
                place=self,
            )
            self._made = HelpScreen(context)
            self._made.left.connect(self.door.leave)
            self.addWidget(self._made)
        return self._made
