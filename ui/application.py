"""The desktop program's entry (entry point group ``coletor.desktop``)."""

import os
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

import coletor
from coletor.errors import ColetorError
from coletor.messages import text
from ui import preferences
from ui.crash import CrashReporter
from ui.garbage import GarbageCollector
from ui.shell.desktop import Desktop
from ui.shell.window import MainWindow
from ui.style.theme import Theme
from ui.tasks import Tasks

_SWITCH_S = 0.001


def run(folder: Path | None, *, training: bool = False, password: str | None = None) -> int:
    """Open the window and stay until it is closed.

    Args:
        folder: the establishment's folder, None for the usual place.
        training: open the training folder, made when it is missing.
        password: the folder's password; asked for when absent.

    Returns:
        The program's exit code.

    Raises:
        ColetorError: there is no screen to show a window on.
    """
    require_display()
    application = make_application()
    theme = Theme(application, preferences.scheme())
    crashes = CrashReporter(application)
    crashes.install()
    garbage = GarbageCollector(application)
    desktop = show(theme, crashes, folder, training=training, password=password)
    garbage.start()
    code = application.exec()
    desktop.close()
    garbage.stop()
    crashes.uninstall()
    return code


def require_display() -> None:
    """Refuse to start without a screen, where Qt itself would abort.

    Raises:
        ColetorError: no X or Wayland screen is announced; the message says what to do.
    """
    announced = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in announced):
        raise ColetorError("ui.window.no_display")


def make_application() -> QApplication:
    """Return the application with its name and the screen's own scaling."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    # Senders and checks run beside the window: it must not wait for each of them in turn.
    sys.setswitchinterval(_SWITCH_S)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("coletor-cmd")
    application.setApplicationDisplayName(text("ui.window.name"))
    application.setApplicationVersion(coletor.__version__)
    application.setDesktopFileName("coletor-cmd")
    return application


def show(
    theme: Theme,
    crashes: CrashReporter,
    folder: Path | None,
    *,
    training: bool = False,
    password: str | None = None,
) -> Desktop:
    """Show the window and begin; arguments as in `run`."""
    window = MainWindow()
    crashes.window = window
    tasks = Tasks(window)
    desktop = Desktop(window, tasks, theme, crashes)
    desktop.start(folder, training=training, password=password)
    window.on_close = desktop.close
    window.show()
    return desktop
