"""The settings screen on its own, over real folders."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from made_folders import PASSWORD, real_folder, training_folder
from pytestqt.qtbot import QtBot
from stage import Stage

from coletor.workspace import Workspace
from ui.settings.screen import SettingsScreen
from ui.style.theme import Scheme, Theme


@dataclass
class Bench:
    """The settings screen, and what it asked the window for."""

    qtbot: QtBot
    theme: Theme
    stage: Stage

    def __post_init__(self) -> None:
        self.workspace, self.tasks = self.stage.workspace, self.stage.tasks
        self.dispatcher = self.stage.dispatcher
        self.went, self.said = self.stage.went, self.stage.said
        self.screen = SettingsScreen(self.stage.context)
        self.qtbot.addWidget(self.screen)
        self.screen.resize(1000, 640)
        self.screen.show()

    def open(self, argument: str) -> Any:
        self.screen.activate(argument)
        self.rest()
        return self.screen.section()

    def rest(self) -> None:
        self.qtbot.waitUntil(lambda: self.tasks.idle)


@pytest.fixture
def bench(
    qtbot: QtBot, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Bench]]:
    """Return a function that opens the screen on a new folder, real or for training."""
    monkeypatch.delenv("COLETOR_PASTA", raising=False)
    made: list[Bench] = []

    def begin(*, training: bool = True) -> Bench:
        folder = tmp_path / "posto"
        (training_folder if training else real_folder)(folder)
        workspace = Workspace.open(folder, password=None if training else PASSWORD)
        made.append(Bench(qtbot, theme, Stage(workspace, theme)))
        return made[-1]

    yield begin
    for one in made:
        one.dispatcher.stop()
        one.stage.end()
        one.workspace.close()
    theme.choose(Scheme.LIGHT)
