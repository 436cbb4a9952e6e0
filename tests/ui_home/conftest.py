"""Início on a real folder, without the shell around it."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

sys.path.insert(0, str(Path(__file__).parents[1] / "figures"))

from figures_world import make_month
from stage import Stage

from coletor.workspace import Workspace
from ui.home.screen import HomeScreen
from ui.style.theme import Theme


@pytest.fixture(scope="session")
def home_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inicio") / "pasta"
    make_month(folder)
    return folder


@pytest.fixture
def around(theme: Theme, home_folder: Path) -> Iterator[Stage]:
    """Return what the screen works with, and what it says to the shell."""
    with Workspace.open(home_folder) as workspace:
        stage = Stage(workspace, theme)
        yield stage
        stage.end()


@pytest.fixture
def home(qtbot: QtBot, around: Stage) -> HomeScreen:
    """Return the screen with the month of the folder in view."""
    screen = HomeScreen(around.context)
    qtbot.addWidget(screen)
    screen.resize(1170, 690)
    with qtbot.waitExposed(screen):
        screen.show()
    screen.activate("202607")
    qtbot.waitUntil(lambda: around.tasks.idle)
    return screen
