"""A real training folder, a real store, and the Digitar screen over them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from coletor.establishment import create_folder
from coletor.workspace import Workspace
from ui.form.navigation import Stop
from ui.form.pending import Pending
from ui.form.screen import FormScreen
from ui.form.session import FormSession
from ui.form.view import FormView
from ui.screens.base import Context
from ui.sending import Dispatcher
from ui.style.theme import Scheme, Theme
from ui.tasks import Tasks
from ui.widgets.tone import Tone

_HERE = Path(__file__).parent
CNS = "708401234567896"
PROFESSIONAL = "705123456789011"


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
    create_folder(folder, "2077485", "UBS de teste", training=True, operator_name="Ana")
    with Workspace.open(folder) as opened:
        yield opened


@dataclass
class Desk:
    """The screen in a window, and hands to type on it."""

    bot: QtBot
    screen: FormScreen
    window: QMainWindow
    tasks: Tasks
    workspace: Workspace
    said: list[tuple[str, Tone]]
    dispatcher: Dispatcher

    @property
    def session(self) -> FormSession:
        assert self.screen.session is not None
        return self.screen.session

    @property
    def view(self) -> FormView:
        assert self.screen.view is not None
        return self.screen.view

    @property
    def here(self) -> Stop:
        assert self.view.current is not None
        return self.view.current

    def until(self, true: Callable[[], object]) -> None:
        self.bot.waitUntil(lambda: bool(true()), timeout=8000)

    def settle(self) -> None:
        """Wait until nothing is under way: saved, checked, searched."""
        self.until(lambda: self.tasks.idle and (not self.screen.session or self.session.stored))

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(QApplication.focusWidget(), key, modifier)

    def type(self, text: str) -> None:
        QTest.keyClicks(QApplication.focusWidget(), text)

    def enter(self, *texts: str) -> None:
        """Type each text and press Enter, as a clerk who looks at the lists does."""
        for text in texts:
            self.type(text)
            self.settle()
            self.key(Qt.Key.Key_Return)
        self.settle()

    def path(self, role: str) -> str:
        return self.session.rows.model.by_role[role].path

    def stop(self, role: str) -> Stop:
        return Stop(self.session.rows.root.id, self.path(role))

    def go(self, role: str) -> None:
        self.view.focus(self.stop(role))
        self.settle()

    def editor(self, stop: Stop):
        return self.view._bindings[stop].editor

    def field(self, role: str):
        return self.view._fields[self.stop(role)]

    def cells(self) -> dict[str, str]:
        """Return every text of the stored draft by element path; lists by their order."""
        self.settle()
        draft = self.workspace.drafts.open(self.session.uuid)
        if draft is None:
            return {}
        return {path: text for row in draft.rows for path, text in row.cells.items()}

    def pending(self, rule: str = "", role: str = "") -> list[Pending]:
        self.settle()
        return [
            item
            for item in self.session.pending
            if (not rule or item.rule == rule) and (not role or item.stop.path == self.path(role))
        ]

    def whole_contact(self) -> None:
        """Type a whole ordinary contact by keyboard alone."""
        self.enter(CNS, "Maria Aparecida dos Santos", "Josefa Maria dos Santos", "F", "Parda")
        self.enter("07031984", "", "salvador", "", "sao paulo", "01001000")
        self.enter("h", "12", "07", "eletivo", "retorno", "h")
        self.enter("asma", "s", "", "")
        self.enter("0301010072", "", "", "", "225125", PROFESSIONAL, "", "")


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme, workspace: Workspace) -> Iterator[Desk]:
    tasks = Tasks()
    bugs: list[BaseException] = []
    tasks.crashed.connect(bugs.append)
    dispatcher = Dispatcher(workspace, tasks)
    said: list[tuple[str, Tone]] = []
    context = Context(
        workspace,
        tasks,
        theme,
        dispatcher,
        lambda _where, _what: None,
        lambda words, tone: said.append((words, tone)),
    )
    window = QMainWindow()
    screen = FormScreen(context)
    window.setCentralWidget(screen)
    window.resize(1170, 692)
    window.show()
    window.activateWindow()
    desk = Desk(qtbot, screen, window, tasks, workspace, said, dispatcher)
    screen.activate()
    desk.until(lambda: screen.view is not None and screen.view.current is not None)
    desk.settle()
    yield desk
    screen.finish()
    desk.settle()
    tasks.shutdown()
    window.close()
    window.deleteLater()
    assert not bugs, bugs
