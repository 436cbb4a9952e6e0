"""One real window over a folder with people and contacts, for every test of the room."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

sys.path.insert(0, str(Path(__file__).parent))

from access_house import House
from made_folders import training_folder
from real_windows import Windows

from coletor import clock
from coletor.demonstration import typing
from coletor.demonstration.people import furnish
from coletor.demonstration.samples import load_samples
from coletor.workspace import Workspace
from ui.style.theme import Theme


@pytest.fixture(scope="module")
def house(theme: Theme, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    place = tmp_path_factory.mktemp("access")
    where = str(place / "config")
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, where)
    folder = place / "treino"
    training_folder(folder, name="UBS Jardim")
    with Workspace.open(folder) as workspace:
        furnish(workspace)
        samples = load_samples(workspace.model_in_force(), clock.today()).documents
        for document in samples[:2]:
            draft, cells = typing.start(workspace, document)
            typing.enter(workspace, draft, cells)
            workspace.conclude(draft)
    windows = Windows(theme)
    desktop = windows.open(folder)
    made = House(desktop)
    made.until(lambda: desktop.frame is not None and desktop.frame.isVisible())
    made.rest()
    window = windows.window
    window.resize(1366, 728)
    window.activateWindow()
    made.until(window.isActiveWindow)
    yield made
    windows.end()
