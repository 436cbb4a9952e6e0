"""Runs the program: each time the window is there, asks for another size of the text, then ends."""

import sys
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from ui import application
from ui.shell.desktop import Desktop
from ui.shell.window import MainWindow

folder, config, *sizes = sys.argv[1:]
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
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(_POLL_MS)

    def _look(self) -> None:
        frame = self._desktop.frame
        if frame is None or not frame.isVisible() or not frame.context.tasks.idle:
            return
        self._timer.stop()
        say(f"{frame.current} {self._window.devicePixelRatio()}")
        if not sizes:
            QApplication.instance().exit(7)
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
code = application.run(Path(folder))
say(f"end {code}")
