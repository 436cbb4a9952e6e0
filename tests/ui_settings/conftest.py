"""The settings screen on its own, over real folders."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coletor.establishment import Cost, create_folder
from coletor.workspace import Workspace
from ui.screens.base import Context
from ui.sending import Dispatcher
from ui.settings.screen import SettingsScreen
from ui.style.theme import Scheme, Theme
from ui.tasks import Tasks
from ui.widgets.tone import Tone

PASSWORD = "uma senha boa"
CHEAP = Cost(passes=1, memory_kib=64, lanes=1)
_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Any Qt warning fails a test, save the one the offscreen platform gives of itself."""
    for item in items:
        if item.path.is_relative_to(_HERE):
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, Scheme.LIGHT)


@dataclass
class Bench:
    """The settings screen, and what it asked the window for."""

    qtbot: QtBot
    workspace: Workspace
    tasks: Tasks
    theme: Theme
    dispatcher: Dispatcher
    went: list[tuple[str, str]] = field(default_factory=list)
    said: list[tuple[str, Tone]] = field(default_factory=list)

    def __post_init__(self) -> None:
        context = Context(
            self.workspace,
            self.tasks,
            self.theme,
            self.dispatcher,
            lambda screen, argument="": self.went.append((screen, argument)),
            lambda words, tone: self.said.append((words, tone)),
        )
        self.screen = SettingsScreen(context)
        self.qtbot.addWidget(self.screen)
        self.screen.resize(1000, 640)
        self.screen.show()

    def open(self, argument: str) -> Any:
        self.screen.activate(argument)
        self.rest()
        return self.screen.section()

    def rest(self) -> None:
        self.qtbot.waitUntil(lambda: self.tasks.idle, timeout=20_000)


@pytest.fixture
def bench(
    qtbot: QtBot, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Bench]]:
    """Return a function that opens the screen on a new folder, real or for training."""
    monkeypatch.delenv("COLETOR_PASTA", raising=False)
    where = str(tmp_path / "config")
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, where)
    made: list[Bench] = []
    bugs: list[BaseException] = []

    def begin(*, training: bool = True) -> Bench:
        folder = tmp_path / "posto"
        secret = {} if training else {"password": PASSWORD, "cost": CHEAP}
        create_folder(
            folder, "2077485", "UBS Jardim", training=training, operator_name="Ana", **secret
        )
        workspace = Workspace.open(folder, password=None if training else PASSWORD)
        tasks = Tasks()
        tasks.crashed.connect(bugs.append)
        made.append(Bench(qtbot, workspace, tasks, theme, Dispatcher(workspace, tasks, tasks)))
        return made[-1]

    yield begin
    for one in made:
        one.dispatcher.stop()
        one.tasks.shutdown()
        one.workspace.close()
        one.tasks.deleteLater()
    theme.choose(Scheme.LIGHT)
    assert not bugs, bugs
