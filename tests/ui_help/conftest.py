"""Fixtures of the help's tests: a furnished window on a training folder, made once a process."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from help_hands import Hands
from made_folders import real_folder, training_folder
from pytestqt.qtbot import QtBot

from ui import application
from ui.crash import CrashReporter
from ui.shell.desktop import Desktop
from ui.style.theme import Theme


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a place with a training folder and a real one; tests take copies."""
    place = tmp_path_factory.mktemp("pastas")
    training_folder(place / "treino", name="UBS")
    real_folder(place / "real")
    return place


@pytest.fixture
def folders(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the folders, where the program also makes its own."""
    monkeypatch.delenv("COLETOR_PASTA", raising=False)
    monkeypatch.setattr("coletor.workspace.places._platform", lambda: tmp_path / "computador")
    return Path(shutil.copytree(made, tmp_path / "pastas"))


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
