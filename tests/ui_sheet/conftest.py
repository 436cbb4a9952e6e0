"""A real training folder with people in its registers, and the page of sheets over it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from made_folders import opened_copy, training_folder
from pytestqt.qtbot import QtBot
from sheet_hands import PATIENT, PROFESSIONAL, Hands
from stage import Stage

from coletor.workspace import Workspace
from ui.form import typed_on
from ui.sheet.page import SheetPage
from ui.style.theme import Theme


@pytest.fixture(scope="session")
def made_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the folder once; each test works on a copy."""
    folder = tmp_path_factory.mktemp("folhas") / "pasta"
    training_folder(folder, operator="Ana")
    with Workspace.open(folder) as opened:
        opened.patients.save(PATIENT, opened.operator.id)
        opened.professionals.save(PROFESSIONAL, opened.operator.id)
    return folder


@pytest.fixture
def workspace(made_folder: Path, tmp_path: Path) -> Iterator[Workspace]:
    yield from opened_copy(made_folder, tmp_path)


@pytest.fixture
def open_page(
    qtbot: QtBot, theme: Theme, seen: bool, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], Hands]]:
    """Return a function that opens the page in a window of its own, as a new start would."""
    monkeypatch.setattr(typed_on, "GLANCE_MS", 20)  # of what is asserted none is typed in it
    made: list[tuple[Hands, Stage]] = []

    def open_one() -> Hands:
        stage = Stage(workspace, theme, seen=seen)
        page = SheetPage(stage.context)
        window = stage.window(page)
        hands = Hands(qtbot, page, window, stage.tasks, workspace, stage.said, stage.went)
        page.activate()
        hands.settle()
        made.append((hands, stage))
        return hands

    yield open_one
    for hands, stage in made:
        hands.end()
        stage.end()


@pytest.fixture
def hands(open_page: Callable[[], Hands]) -> Hands:
    return open_page()
