"""The list of contacts in a window, over a training folder of invented contacts."""

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from contacts_keys import CONTACTS
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from stage import Stage

from coletor.workspace import Workspace
from ui.contacts.screen import ContactsScreen
from ui.style.theme import Theme
from ui.tasks import Tasks
from ui.widgets.tone import Tone

_HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def made_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the folder once; each test works on a copy."""
    sys.path.insert(0, str(_HERE.parent / "bench"))
    try:
        from big_folder import big_folder
    finally:
        sys.path.pop(0)
    return big_folder(tmp_path_factory.mktemp("contatos"), CONTACTS)


@dataclass
class Desk:
    """Somebody at the keyboard of the list."""

    bot: QtBot
    workspace: Workspace
    screen: ContactsScreen
    tasks: Tasks
    went: list[tuple[str, str]]
    said: list[tuple[str, Tone]]

    def until(self, so: Callable[[], bool]) -> None:
        self.bot.waitUntil(so)

    def settle(self) -> None:
        """Wait until everything asked for has come."""
        self.until(lambda: self.tasks.idle and self.screen._opening is None)

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the cursor is."""
        QTest.keyClick(self.screen.focusWidget() or self.screen, key, held)

    def type(self, said: str) -> None:
        """Type letters where the cursor is, wherever they take it."""
        for letter in said:
            QTest.keyClicks(self.screen.focusWidget(), letter)

    def shown(self) -> list[str]:
        """Return the identifiers of the rows that are here."""
        return [row.uuid for row in self.screen.rows.rows()]

    def marked(self) -> str:
        """Return the identifier of the marked row."""
        return self.screen.table.current().uuid


@pytest.fixture
def desk(
    qtbot: QtBot, theme: Theme, seen: bool, made_folder: Path, tmp_path: Path
) -> Iterator[Desk]:
    folder = tmp_path / "pasta"
    shutil.copytree(made_folder, folder)
    with Workspace.open(folder) as workspace:
        stage = Stage(workspace, theme, seen=seen)
        screen = ContactsScreen(stage.context)
        stage.window(screen)
        made = Desk(qtbot, workspace, screen, stage.tasks, stage.went, stage.said)
        screen.activate()
        made.until(lambda: screen.rows.rowCount() == CONTACTS)
        made.settle()
        yield made
        qtbot.waitUntil(lambda: stage.tasks.idle)
        stage.end()
