"""Fixtures of the help's tests: a furnished window on a training folder, made once a process."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coletor.establishment import create_folder
from coletor.establishment.wrapping import Cost
from ui import application
from ui.crash import CrashReporter
from ui.shell.desktop import Desktop
from ui.shell.frame import Frame
from ui.style.theme import Scheme, Theme

_HERE = Path(__file__).parent
PASSWORD = "uma senha boa"
PATIENCE = 20_000
KEY = Qt.Key
PLAIN = Qt.KeyboardModifier.NoModifier


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Any Qt warning fails a test, save the one the offscreen platform gives of itself."""
    for item in items:
        if item.path.is_relative_to(_HERE):
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, Scheme.LIGHT)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a place with a training folder and a real one; tests take copies."""
    place = tmp_path_factory.mktemp("pastas")
    create_folder(place / "treino", "2077485", "UBS", training=True, operator_name="Ana")
    cost = Cost(passes=1, memory_kib=1024, lanes=1)
    create_folder(
        place / "real", "2077485", "UBS", password=PASSWORD, operator_name="Ana", cost=cost
    )
    return place


@pytest.fixture
def folders(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the folders, where the program also makes its own."""
    monkeypatch.delenv("COLETOR_PASTA", raising=False)
    monkeypatch.setattr("coletor.workspace.places._platform", lambda: tmp_path / "computador")
    QSettings.setPath(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "config")
    )
    return Path(shutil.copytree(made, tmp_path / "pastas"))


class Hands:
    """A window with a folder open, and hands to type on it."""

    def __init__(self, bot: QtBot, desktop: Desktop) -> None:
        self.bot = bot
        self.desktop = desktop
        self.settle()
        window = self.frame.window()
        with bot.waitActive(window):
            window.activateWindow()

    @property
    def frame(self) -> Frame:
        assert self.desktop.frame is not None
        return self.desktop.frame

    @property
    def help(self):
        return self.frame.screen_of("ajuda")

    def until(self, true: Callable[[], object]) -> None:
        self.bot.waitUntil(lambda: bool(true()), timeout=PATIENCE)

    def settle(self) -> None:
        self.until(lambda: self.desktop.frame is not None)
        self.until(lambda: self.frame.context.tasks.idle)

    def go(self, screen: str, argument: str = ""):
        self.frame.go(screen, argument)
        self.settle()
        return self.frame.screen_of(screen)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.frame.window(), key, modifier)

    def type(self, words: str) -> None:
        QTest.keyClicks(QApplication.focusWidget(), words)


@pytest.fixture
def opened(qtbot: QtBot, theme: Theme, folders: Path) -> Iterator[Callable[..., Hands]]:
    """Return a function that opens one of the folders; no bug may come up."""
    begun: list[tuple[Desktop, CrashReporter]] = []

    def begin(name: str = "treino", password: str | None = None) -> Hands:
        crashes = CrashReporter()
        desktop = application.show(theme, crashes, folders / name, password=password)
        begun.append((desktop, crashes))
        return Hands(qtbot, desktop)

    yield begin
    for desktop, crashes in begun:
        assert crashes.dialog is None, crashes.dialog.report.toPlainText()
        desktop.close()
        if shiboken6.isValid(crashes.window):
            crashes.window.close()
            crashes.window.deleteLater()
