"""Fixtures of the help's tests: a furnished window on a training folder, made once a process."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from help_hands import Hands, LentHands
from lent_windows import Lender
from made_folders import real_folder, training_folder
from pytestqt.qtbot import QtBot
from real_windows import Windows

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
def windows(theme: Theme) -> Iterator[Windows]:
    """Open windows of the program; no bug may come up in one."""
    opening = Windows(theme)
    yield opening
    opening.end()


@pytest.fixture
def opened(qtbot: QtBot, windows: Windows, folders: Path) -> Callable[..., Hands]:
    """Return a function that opens one of the folders."""
    return lambda name="treino", password=None: Hands(
        qtbot, windows.open(folders / name, password=password)
    )


@pytest.fixture(scope="module")
def lender(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lender[LentHands]]:
    """Lend a window on the training folder to the tests of a module."""
    computer = tmp_path_factory.mktemp("computador")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("COLETOR_PASTA", raising=False)
        patch.setattr("coletor.workspace.places._platform", lambda: computer)
        lending: Lender[LentHands] = Lender()
        yield lending
        lending.end()


@pytest.fixture
def hands(
    lender: Lender[LentHands],
    qtbot: QtBot,
    theme: Theme,
    made: Path,
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
) -> Iterator[LentHands]:
    """Return hands on a window with the training folder open, as new."""

    def make() -> LentHands:
        place = tmp_path_factory.mktemp("emprestada") / "treino"
        return LentHands(qtbot, Windows(theme), Path(shutil.copytree(made / "treino", place)))

    yield from lender.lend(request, qtbot, make)
