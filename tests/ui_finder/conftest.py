"""The real window over a training folder with a few contacts."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from lent_windows import AtFirst, Lender
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
    theme: Theme
    folder: Path
    document: Document
    uuid: str

    def __post_init__(self) -> None:
        self._windows = Windows(self.theme)
        self.desktop = self._windows.open(self.folder)
        self.qtbot.waitUntil(lambda: self.desktop.frame is not None)
        self.qtbot.waitUntil(self.frame.isVisible)
        self.rest()
        self._first = AtFirst(self.qtbot, self.desktop)

    @property
    def frame(self) -> Any:
        return self.desktop.frame

    def rest(self) -> None:
        self.qtbot.waitUntil(lambda: self.frame.context.tasks.idle)

    def begin(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        with qtbot.waitActive(self._windows.window):
            self._windows.window.activateWindow()

    def put_back(self) -> None:
        self._first.come_back(self.qtbot)
        self._windows.calm()

    def end(self) -> None:
        self._windows.end()
        self._first.end()


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


@pytest.fixture(scope="module")
def lender() -> Iterator[Lender[World]]:
    """Lend a window to the tests of a module."""
    lending: Lender[World] = Lender()
    yield lending
    lending.end()


@pytest.fixture
def world(
    lender: Lender[World],
    qtbot: QtBot,
    theme: Theme,
    tmp_path_factory: pytest.TempPathFactory,
    made: Made,
    request: pytest.FixtureRequest,
) -> Iterator[World]:
    def make() -> World:
        QSettings(
            QSettings.Format.IniFormat, QSettings.Scope.UserScope, "coletor-cmd", "coletor-cmd"
        ).setValue("envio/automatico", "nao")
        folder = tmp_path_factory.mktemp("emprestada") / "treino"
        shutil.copytree(made.folder, folder)
        return World(qtbot, theme, folder, made.document, made.uuid)

    yield from lender.lend(request, qtbot, make)
