"""The desktop program's entry (entry point group ``coletor.desktop``)."""

import gc
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import shiboken6
from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

import coletor
from coletor import resources
from coletor.errors import ColetorError
from coletor.messages import text
from ui import preferences
from ui.crash import CrashReporter
from ui.garbage import GarbageCollector
from ui.shell.desktop import Desktop, Kept
from ui.shell.window import MainWindow
from ui.style import fonts, icons, lettering
from ui.style.theme import Theme
from ui.tasks import Tasks

_SWITCH_S = 0.0001
_SCALE = "QT_SCALE_FACTOR"
_PLAIN = 100
_AGAIN = 64
"""Exit code of a window that is to come again in another size."""


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
    system = _system_scale()

    def begin(desktop: Desktop) -> None:
        desktop.start(folder, training=training, password=password)

    while True:
        _scale(system, preferences.zoom())
        ended = _session(begin)
        if isinstance(ended, int):
            return ended
        begin = partial(_resume, ended)


def _resume(kept: Kept, desktop: Desktop) -> None:
    desktop.resume(kept)


def _system_scale() -> float:
    """Return the factor that the person gave Qt outside the program, 1 without one."""
    try:
        return float(os.environ.get(_SCALE, "1"))
    except ValueError:
        return 1.0


def _scale(system: float, percent: int) -> None:
    """Have the next application draw everything so much larger, on top of the system's scaling."""
    if percent != _PLAIN or _SCALE in os.environ:
        os.environ[_SCALE] = f"{system * percent / _PLAIN:g}"


def _session(begin: Callable[[Desktop], None]) -> int | Kept:
    """Run one window; return the exit code, or the open folder that the next one shows.

    Qt reads the factor of its drawing once, when the application is made: another size of the
    text takes another application in the same process, and the folder stays open meanwhile.
    """
    application = make_application()
    theme = Theme(application, preferences.scheme())
    crashes = CrashReporter(application)
    crashes.install()
    garbage = GarbageCollector(application)
    desktop = begin_window(theme, crashes, begin)
    window = crashes.window
    assert isinstance(window, MainWindow)
    window.fit()
    window.show()
    theme.zoomed.connect(lambda _: desktop.rest(lambda: application.exit(_AGAIN)))
    garbage.start()
    code = application.exec()
    kept = desktop.hand_over() if code == _AGAIN else None
    desktop.close()
    garbage.stop()
    crashes.uninstall()
    if kept is None:
        return 0 if code == _AGAIN else code
    window.on_close = None
    _destroy(application, window)
    return kept


def _destroy(application: QApplication, window: MainWindow) -> None:
    """End an application so that another can be made."""
    window.close()
    shiboken6.delete(window)
    gc.collect()
    application.shutdown()
    lettering.forget()
    fonts.forget()
    icons.forget()


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
    # Senders and checks run beside the window: it must not wait long for each of them in turn.
    sys.setswitchinterval(_SWITCH_S)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("coletor-cmd")
    application.setApplicationDisplayName(text("ui.window.name"))
    application.setApplicationVersion(coletor.__version__)
    application.setDesktopFileName("coletor-cmd")
    speak_portuguese(application)
    return application


def speak_portuguese(application: QApplication) -> None:
    """Have Qt's own dialogs and menus speak as the program does, whatever the system speaks."""
    QLocale.setDefault(QLocale("pt_BR"))
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    ours = str(resources.path("locale"))  # what Qt's own leave in English
    for name, place in (("qtbase_pt_BR", folder), ("qt_pt_BR", ours)):
        words = QTranslator(application)
        if words.load(name, place):
            application.installTranslator(words)


def show(
    theme: Theme,
    crashes: CrashReporter,
    folder: Path | None,
    *,
    training: bool = False,
    password: str | None = None,
) -> Desktop:
    """Show the window and begin; arguments as in `run`."""
    desktop = begin_window(
        theme,
        crashes,
        lambda desktop: desktop.start(folder, training=training, password=password),
    )
    assert crashes.window is not None
    crashes.window.show()
    return desktop


def begin_window(theme: Theme, crashes: CrashReporter, begin: Callable[[Desktop], None]) -> Desktop:
    """Make the window, not shown yet, and begin.

    Args:
        theme: the theme in use.
        crashes: takes the errors nobody foresaw.
        begin: puts the first page into the window.
    """
    window = MainWindow()
    crashes.window = window
    tasks = Tasks(window)
    desktop = Desktop(window, tasks, theme, crashes)
    begin(desktop)
    window.may_close, window.on_close = desktop.may_end, desktop.close
    return desktop
