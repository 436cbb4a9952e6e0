"""A real training folder with people in its registers, and the page of sheets over it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from made_folders import training_folder
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot
from sheet_hands import PATIENT, PROFESSIONAL, Hands

from coletor.workspace import Workspace
from ui.screens.base import Context
from ui.sending import Dispatcher
from ui.sheet.page import SheetPage
from ui.style.theme import Scheme, Theme
from ui.tasks import Tasks
from ui.widgets.tone import Tone

_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Any Qt warning fails a test, save the one the offscreen platform gives of itself."""
    for item in items:
        if item.path.is_relative_to(_HERE):
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, Scheme.LIGHT)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    folder = tmp_path / "pasta"
    training_folder(folder, operator="Ana")
    with Workspace.open(folder) as opened:
        opened.patients.save(PATIENT, opened.operator.id)
        opened.professionals.save(PROFESSIONAL, opened.operator.id)
        yield opened


@pytest.fixture
def open_page(qtbot: QtBot, theme: Theme, workspace: Workspace) -> Iterator[Callable[[], Hands]]:
    """Return a function that opens the page in a window of its own, as a new start would."""
    made: list[Hands] = []
    bugs: list[BaseException] = []

    def open_one() -> Hands:
        tasks = Tasks()
        tasks.crashed.connect(bugs.append)
        said: list[tuple[str, Tone]] = []
        went: list[tuple[str, str]] = []
        context = Context(
            workspace,
            tasks,
            theme,
            Dispatcher(workspace, tasks),
            lambda where, what: went.append((where, what)),
            lambda words, tone: said.append((words, tone)),
        )
        window = QMainWindow()
        page = SheetPage(context)
        window.setCentralWidget(page)
        window.resize(1170, 692)
        window.show()
        window.activateWindow()
        hands = Hands(qtbot, page, window, tasks, workspace, said, went)
        page.activate()
        hands.settle()
        made.append(hands)
        return hands

    yield open_one
    for hands in made:
        hands.end()
    assert not bugs, bugs


@pytest.fixture
def hands(open_page: Callable[[], Hands]) -> Hands:
    return open_page()
