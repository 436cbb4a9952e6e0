"""The real window over a training folder with a few contacts."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coletor import clock
from coletor.contact import Document
from coletor.demonstration import typing
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


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, Scheme.LIGHT)


@dataclass
class World:
    """A window and the contact that was concluded before."""

    qtbot: QtBot
    desktop: Any
    document: Document
    uuid: str

    @property
    def frame(self) -> Any:
        return self.desktop.frame

    def rest(self) -> None:
        self.qtbot.waitUntil(lambda: self.frame.context.tasks.idle, timeout=20_000)


@dataclass(frozen=True)
class Made:
    """A folder with one concluded contact."""

    folder: Path
    document: Document
    uuid: str


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("finder") / "treino"
    create_folder(folder, "2077485", "UBS Jardim", training=True, operator_name="Ana")
    with Workspace.open(folder) as workspace:
        samples = load_samples(workspace.model_in_force(), clock.today()).documents
        draft, cells = typing.start(workspace, samples[0])
        typing.enter(workspace, draft, cells)
        return Made(folder, samples[0], workspace.conclude(draft).uuid)


@pytest.fixture
def world(qtbot: QtBot, theme: Theme, tmp_path: Path, made: Made) -> Iterator[World]:
    where = str(tmp_path / "config")
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, where)
    QSettings(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, "coletor-cmd", "coletor-cmd"
    ).setValue("envio/automatico", "nao")
    folder = tmp_path / "treino"
    shutil.copytree(made.folder, folder)
    crashes = CrashReporter()
    desktop = application.show(theme, crashes, folder)
    qtbot.waitUntil(lambda: desktop.frame is not None, timeout=20_000)
    shown = World(qtbot, desktop, made.document, made.uuid)
    qtbot.waitUntil(shown.frame.isVisible, timeout=20_000)
    shown.rest()
    with qtbot.waitActive(crashes.window):
        crashes.window.activateWindow()
    yield shown
    assert crashes.dialog is None, crashes.dialog.report.toPlainText()
    desktop.close()
    crashes.window.close()
    crashes.window.deleteLater()
