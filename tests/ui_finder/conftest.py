"""The real window over a training folder with a few contacts."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from made_folders import training_folder
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot
from real_windows import Windows

from coletor import clock
from coletor.contact import Document
from coletor.demonstration import typing
from coletor.demonstration.samples import load_samples
from coletor.workspace import Workspace
from ui.style.theme import Theme


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
        self.qtbot.waitUntil(lambda: self.frame.context.tasks.idle)


@dataclass(frozen=True)
class Made:
    """A folder with one concluded contact."""

    folder: Path
    document: Document
    uuid: str


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("finder") / "treino"
    training_folder(folder, name="UBS Jardim")
    with Workspace.open(folder) as workspace:
        samples = load_samples(workspace.model_in_force(), clock.today()).documents
        draft, cells = typing.start(workspace, samples[0])
        typing.enter(workspace, draft, cells)
        return Made(folder, samples[0], workspace.conclude(draft).uuid)


@pytest.fixture
def world(qtbot: QtBot, theme: Theme, tmp_path: Path, made: Made) -> Iterator[World]:
    QSettings(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, "coletor-cmd", "coletor-cmd"
    ).setValue("envio/automatico", "nao")
    folder = tmp_path / "treino"
    shutil.copytree(made.folder, folder)
    windows = Windows(theme)
    desktop = windows.open(folder)
    qtbot.waitUntil(lambda: desktop.frame is not None)
    shown = World(qtbot, desktop, made.document, made.uuid)
    qtbot.waitUntil(shown.frame.isVisible)
    shown.rest()
    with qtbot.waitActive(windows.window):
        windows.window.activateWindow()
    yield shown
    windows.end()
