"""Fixtures of the window's tests: one dressed application, tasks that end with the test."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from lent_windows import Lender
from made_folders import training_folder
from pytestqt.qtbot import QtBot
from real_windows import Windows

sys.path.insert(0, str(Path(__file__).parent))

from hurried_clerk import Clerk
from opened_windows import Start
from sending_world import SendingWorld

from ui.style.theme import Theme
from ui.tasks import Tasks


@pytest.fixture
def tasks(theme: Theme) -> Iterator[Tasks]:
    """Return a task manager; a bug in a task fails the test."""
    manager = Tasks()
    bugs: list[BaseException] = []
    manager.crashed.connect(bugs.append)
    manager.bugs = bugs  # type: ignore[attr-defined]
    yield manager
    manager.shutdown()
    manager.deleteLater()
    assert not bugs, bugs


@pytest.fixture(scope="module")
def worlds() -> Iterator[Lender[SendingWorld]]:
    """Lend a window with its webservice to the tests of a module."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("COLETOR_PASTA", raising=False)
        lender: Lender[SendingWorld] = Lender()
        yield lender
        lender.end()


@pytest.fixture
def world(
    worlds: Lender[SendingWorld],
    qtbot: QtBot,
    theme: Theme,
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
) -> Iterator[SendingWorld]:
    """Return the real window on a training folder, both sides empty, that sends by itself."""
    yield from worlds.lend(
        request, qtbot, lambda: SendingWorld(qtbot, theme, tmp_path_factory.mktemp("mundo"))
    )


@pytest.fixture
def start(
    qtbot: QtBot, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Start]:
    """Return a function that opens the real window; what it opened is closed, no bug allowed."""
    monkeypatch.delenv("COLETOR_PASTA", raising=False)
    windows = Windows(theme)
    yield windows.open
    windows.end()


@pytest.fixture
def training(tmp_path: Path) -> Path:
    folder = tmp_path / "treino"
    training_folder(folder, name="UBS Jardim", operator="Ana Lima")
    return folder


@pytest.fixture(scope="module")
def clerks() -> Iterator[Lender[Clerk]]:
    """Lend a window to the hurried tests of a module."""
    lender: Lender[Clerk] = Lender()
    yield lender
    lender.end()


@pytest.fixture
def clerk(
    clerks: Lender[Clerk],
    qtbot: QtBot,
    theme: Theme,
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
) -> Iterator[Clerk]:
    """Return somebody in a hurry at the real window of a folder with a password."""

    def make() -> Clerk:
        return Clerk(qtbot, theme, tmp_path_factory.mktemp("apressada") / "real")

    yield from clerks.lend(request, qtbot, make)


@pytest.fixture
def leaver(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Clerk]:
    """Return somebody who closes the window, of their own."""
    made = Clerk(qtbot, theme, tmp_path / "real", ahead=True)
    yield made
    made.end()
