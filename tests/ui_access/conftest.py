"""One real window over a folder with people and contacts, for every test of the room."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

sys.path.insert(0, str(Path(__file__).parent))

from access_house import House

from coletor import clock
from coletor.demonstration import typing
from coletor.demonstration.people import furnish
from coletor.demonstration.samples import load_samples
from coletor.establishment import create_folder
from coletor.workspace import Workspace
from ui import application
from ui.crash import CrashReporter
from ui.style.theme import Scheme, Theme

_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Any Qt warning fails a test, save the one the offscreen platform gives of itself."""
    for item in items:
        if item.path.is_relative_to(_HERE):
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))


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
