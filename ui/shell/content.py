"""What is in the window: a page of the entrance, or the shell of an open folder."""

from PySide6.QtWidgets import QWidget

from coletor.messages import text
from ui.shell.frame import Frame
from ui.shell.leaflet import Leaflet
from ui.shell.window import MainWindow
from ui.style.theme import Theme
from ui.tasks import Tasks


class Content:
    """One page at a time; before a folder is open each has the help behind it.

    Args:
        window: the main window.
        tasks: runs work off the GUI thread.
        theme: the theme in use.
    """

    def __init__(self, window: MainWindow, tasks: Tasks, theme: Theme) -> None:
        self.window = window
        self.tasks = tasks
        self.theme = theme
        self.page: QWidget | None = None

    @property
    def frame(self) -> Frame | None:
        """The shell of the open folder."""
        return self.page if isinstance(self.page, Frame) else None

    def show(self, page: QWidget) -> None:
        """Put a page in the window; the one before it is destroyed."""
        self.page = page
        if isinstance(page, Frame):
            self.window.show_page(page)
        else:
            self.window.setWindowTitle(text("ui.window.name"))
            self.window.show_page(Leaflet(page, self.tasks, self.theme))
