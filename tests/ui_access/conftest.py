"""One real window over a folder with people and contacts, for every test of the room."""

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from coletor import clock
from coletor.demonstration import typing
from coletor.demonstration.people import furnish
from coletor.demonstration.samples import load_samples
from coletor.establishment import create_folder
from coletor.workspace import Workspace
from ui import application
from ui.crash import CrashReporter
from ui.shell.desktop import Desktop
from ui.shell.frame import Frame
from ui.style.theme import Scheme, Theme

_HERE = Path(__file__).parent
sys.path.insert(0, str(_HERE))
_PATIENCE_S = 30.0
_POLL_MS = 10


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Any Qt warning fails a test, save the one the offscreen platform gives of itself."""
    for item in items:
        if item.path.is_relative_to(_HERE):
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))


class House:
    """The window, and waiting for it."""

    def __init__(self, desktop: Desktop) -> None:
        self.desktop = desktop

    @property
    def frame(self) -> Frame:
        frame = self.desktop.frame
        assert frame is not None
        return frame

    def until(self, done: Callable[[], bool]) -> None:
        end = time.monotonic() + _PATIENCE_S
        while not done():
            assert time.monotonic() < end, "it did not happen in time"
            self.turn(_POLL_MS)

    def turn(self, milliseconds: int = 0) -> None:
        """Let the event loop turn once."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def rest(self) -> None:
        self.until(lambda: self.frame.context.tasks.idle)

    def go(self, screen: str, argument: str = "") -> None:
        self.frame.go(screen, argument)
        self.rest()


@pytest.fixture(scope="module")
def house(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    place = tmp_path_factory.mktemp("access")
    where = str(place / "config")
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, where)
    folder = place / "treino"
    create_folder(folder, "2077485", "UBS Jardim", training=True, operator_name="Ana")
    with Workspace.open(folder) as workspace:
        furnish(workspace)
        samples = load_samples(workspace.model_in_force(), clock.today()).documents
        for document in samples[:2]:
            draft, cells = typing.start(workspace, document)
            typing.enter(workspace, draft, cells)
            workspace.conclude(draft)
    crashes = CrashReporter()
    desktop = application.show(Theme(qapp, Scheme.LIGHT), crashes, folder)
    made = House(desktop)
    made.until(lambda: desktop.frame is not None and desktop.frame.isVisible())
    made.rest()
    window = crashes.window
    assert window is not None
    window.resize(1366, 728)
    window.activateWindow()
    made.until(window.isActiveWindow)
    yield made
    assert crashes.dialog is None, crashes.dialog.report.toPlainText()
    desktop.close()
    window.close()
    window.deleteLater()
