"""Runs the program: each time the window is there, asks for another size of the text; closes it.

    zoom_child.py FOLDER PASSWORD PREFERENCES SIZE...

When the first screen stands it says which heavy modules are loaded.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QTimer

from ui import application
from ui.shell import desktop as shell
from ui.shell.desktop import Desktop
from ui.shell.window import MainWindow

folder, password, config, *sizes = sys.argv[1:]
shell._SOON_MS = 24 * 60 * 60 * 1000  # no screens ahead: here nobody goes to them
HEAVY = {"lxml", "requests", "keyring", "zeep", "openpyxl"}
QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, config)
_POLL_MS = 20


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


class Person(QObject):
    """Waits for the open folder, says what is there, and chooses the next size."""

    def __init__(self, desktop: Desktop, window: MainWindow) -> None:
        super().__init__(window)
        self._desktop = desktop
        self._window = window
        self._told = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(_POLL_MS)

    def _look(self) -> None:
        frame = self._desktop.frame
        if frame is not None and frame.current == "inicio" and not self._told:
            self._told = True
            say(f"heavy {sorted(HEAVY & set(sys.modules))}")
        if frame is None or not frame.isVisible() or not frame.context.tasks.idle:
            return
        self._timer.stop()
        say(f"{frame.current} {self._window.devicePixelRatio()}")
        if not sizes:
            self._window.close()
            return
        frame.go("configuracoes", "aparencia")
        section = frame.screen_of("configuracoes").section()
        section.zoom.editor.button(sizes.pop(0)).click()


made = application.begin_window


def begin(theme, crashes, first):
    desktop = made(theme, crashes, first)
    Person(desktop, crashes.window)
    return desktop


application.begin_window = begin
code = application.run(Path(folder), password=password)
say(f"end {code}")
