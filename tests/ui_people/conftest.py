"""A real training folder with a few invented people, and the people screens over it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from made_folders import opened_copy, training_folder
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot
from stage import Stage

from coletor.identifiers import cns, cpf
from coletor.registers import Entry, differing
from coletor.workspace import Workspace
from ui.people.screen import PatientsScreen, PeopleScreen, ProfessionalsScreen
from ui.pieces import Pieces
from ui.screens.base import Context
from ui.style.theme import Theme
from ui.tasks import Tasks
from ui.widgets.tone import Tone

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
MARIA, JOAO, RITA = (cns.build_78(f"70500000000{last:03d}") for last in (1, 2, 3))
PAULO = cns.build_78("70800000000001")
MARIA_CPF = cpf.build("123456789")
PEOPLE: tuple[dict[str, str], ...] = (
    {"nome": "Maria Aparecida dos Santos", "nome_mae": "Josefa dos Santos", "cns": MARIA,
     "cpf": MARIA_CPF, "data_nascimento": "1984-03-07", "sexo": "F"},
    {"nome": "João Batista Ferreira", "nome_mae": "Luzia Ferreira", "cns": JOAO,
     "data_nascimento": "1957-11-22", "sexo": "M"},
    {"nome": "Rita de Cássia Alves", "nome_mae": "Elza Alves", "cns": RITA,
     "data_nascimento": "2001-06-15", "sexo": "F"},
)  # fmt: skip


@pytest.fixture(scope="session")
def made_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the folder once; each test works on a copy."""
    folder = tmp_path_factory.mktemp("people") / "pasta"
    training_folder(folder)
    with Workspace.open(folder) as workspace:
        who = workspace.operator.id
        for values in PEOPLE:
            workspace.patients.save(values, who)
        workspace.professionals.save(
            {"nome": "Paulo Reis", "cns": PAULO, "cbo": "225125", "equipe": "0000123456"}, who
        )
    return folder


@pytest.fixture
def workspace(made_folder: Path, tmp_path: Path) -> Iterator[Workspace]:
    yield from opened_copy(made_folder, tmp_path)


@dataclass
class Desk:
    """A people screen in a window, and hands to work on it."""

    bot: QtBot
    workspace: Workspace
    context: Context
    tasks: Tasks
    window: QMainWindow
    went: list[tuple[str, str]] = field(default_factory=list)
    said: list[tuple[str, Tone]] = field(default_factory=list)
    screen: PeopleScreen = None  # type: ignore[assignment] # opened by the test
    maria: str = MARIA
    joao: str = JOAO
    rita: str = RITA

    def open(self, kind: type[PeopleScreen], argument: str = "") -> PeopleScreen:
        self.screen = kind(self.context)
        self.window.setCentralWidget(self.screen)
        self.screen.activate(argument)
        self.settle()
        return self.screen

    def until(self, true: Callable[[], object]) -> None:
        self.bot.waitUntil(lambda: bool(true()))

    def settle(self) -> None:
        self.until(lambda: self.tasks.idle and not self._is_making())

    def _is_making(self) -> bool:
        editor = self.screen.editor if self.screen is not None else None
        return editor is not None and not all(work.done for work in editor.findChildren(Pieces))

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(QApplication.focusWidget(), key, modifier)
        self.settle()

    def type(self, text: str) -> None:
        QTest.keyClicks(QApplication.focusWidget(), text)
        self.settle()

    def enter(self, *texts: str) -> None:
        """Type each text and press Enter."""
        for text in texts:
            self.type(text)
            self.key(KEY.Key_Return)

    def names(self) -> list[str]:
        return [row.values["nome"] for row in self.screen.list.rows.rows()]

    def patient(self, number: str) -> Entry:
        found = self.workspace.patients.find("cns", number)
        assert found is not None
        return found

    def finding(self, field_id: str) -> str:
        assert self.screen.editor.fields is not None
        return self.screen.editor.fields.by_id[field_id].finding()


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme, seen: bool, workspace: Workspace) -> Iterator[Desk]:
    stage = Stage(workspace, theme, seen=seen)
    window = stage.window()
    yield Desk(qtbot, workspace, stage.context, stage.tasks, window, stage.went, stage.said)
    stage.end()


@pytest.fixture
def noted(workspace: Workspace) -> Entry:
    """Return Maria after contacts said another birth date and another mother."""
    who = workspace.operator.id
    maria = workspace.patients.find("cns", MARIA)
    assert maria is not None
    with workspace.store.change() as db:
        for name, said in (("data_nascimento", "1984-03-08"), ("nome_mae", "Josefa Lima")):
            differing.note(db, maria, name, said, operator_id=who, uuid="")
    return maria


@pytest.fixture
def patients(desk: Desk) -> Desk:
    desk.open(PatientsScreen)
    return desk


@pytest.fixture
def professionals(desk: Desk) -> Desk:
    desk.open(ProfessionalsScreen)
    return desk
