"""Início on a real folder, without the shell around it."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

sys.path.insert(0, str(Path(__file__).parents[1] / "figures"))

from figures_world import make_month

from coletor.workspace import Workspace
from ui.home.screen import HomeScreen
from ui.screens.base import Context
from ui.sending import Dispatcher
from ui.style.theme import Scheme, Theme
from ui.tasks import Tasks
from ui.widgets.tone import Tone

_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Any Qt warning fails a test, save the one the offscreen platform gives of itself."""
    for item in items:
        if item.path.is_relative_to(_HERE):
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))


@pytest.fixture(scope="session")
def home_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inicio") / "pasta"
    make_month(folder)
    return folder


class Around:
    """What the screen says to the shell."""

    def __init__(self) -> None:
        self.went: list[tuple[str, str]] = []
        self.said: list[tuple[str, Tone]] = []


@pytest.fixture
def around() -> Around:
    return Around()


@pytest.fixture
def home(
    qtbot: QtBot, qapp: QApplication, home_folder: Path, around: Around
) -> Iterator[HomeScreen]:
    """Return the screen with the month of the folder in view."""
    theme, tasks = Theme(qapp, Scheme.LIGHT), Tasks()
    bugs: list[BaseException] = []
    tasks.crashed.connect(bugs.append)
    with Workspace.open(home_folder) as workspace:
        context = Context(
            workspace,
            tasks,
            theme,
            Dispatcher(workspace, tasks),
            lambda *place: around.went.append(place),
            lambda *words: around.said.append(words),
        )
        screen = HomeScreen(context)
        qtbot.addWidget(screen)
        screen.resize(1170, 690)
        with qtbot.waitExposed(screen):
            screen.show()
        screen.activate("202607")
        qtbot.waitUntil(lambda: tasks.idle)
        yield screen
        tasks.shutdown()
    assert not bugs, bugs
