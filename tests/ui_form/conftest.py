"""A real training folder, a real store, and the Digitar screen over them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from made_folders import training_folder
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot
from sample_contacts import maria_typed
from stage import Stage

from coletor import clock
from coletor.contact.drafting import NewRow
from coletor.workspace import Workspace
from ui.form import typed_on
from ui.form.filling import fill_cells, put_rows
from ui.form.navigation import Stop
from ui.form.pending import Pending
from ui.form.screen import FormScreen
from ui.form.session import FormSession
from ui.form.view import FormView
from ui.people.card import PersonCard
from ui.screens.base import Screen
from ui.sending import Dispatcher
from ui.style.theme import Theme
from ui.tasks import Tasks
from ui.widgets.tone import Tone

CNS = "708401234567896"
PROFESSIONAL = "705123456789011"
CPF = "52998224725"
_CONTACT = {
    **maria_typed(),
    "cns_individuo": "708 4012 3456 7896",
    "cep_residencia": "01001-000",
    "procedencia": "12",
    "modalidade": "07",
    "carater": "01",
    "motivo_desfecho": "08",
}
_ROWS: tuple[tuple[dict[str, str], ...], ...] = (
    (
        {
            "codigo_diagnostico": "J459",
            "terminologia_diagnostico": "cid-10",
            "presenca_admissao": "S",
        },
    ),
    (
        {"codigo_procedimento": "0301010072", "terminologia_procedimento": "sigtap"},
        {"cbo": "225125", "cns_profissional": "705 1234 5678 9011"},
    ),
)


def _group(path: str) -> str:
    """Return the list that an element's path stands in."""
    return path.rpartition(".")[0].removesuffix("[]")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    folder = tmp_path / "pasta"
    training_folder(folder, name="UBS de teste", operator="Ana")
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
        self.bot.waitUntil(lambda: bool(true()))

    def until_begun(self) -> None:
        """Wait until the form is there and has the cursor."""
        self.until(lambda: self.screen.view is not None and self.screen.view.current is not None)
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is under way: saved, checked, searched, made.

        What is typed is stored now, not after its pause: the tests wait for it a thousand times.
        """
        self.until(self._settled)

    def _settled(self) -> bool:
        session = self.screen.session
        if session is not None and not session.troubled:
            session.flush()
        stored = session is None or session.stored
        seen = not self.screen.typed_on.listening  # as a clerk does, before an answer is typed
        return self.tasks.idle and not self.screen.starting and stored and seen

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

    def whole_contact(self, **otherwise: str) -> None:
        """Have a whole ordinary contact in the form, the cursor in the next procedure."""
        self.settle()
        self.know_the_patient()
        today = f"{clock.today():%d/%m/%Y}"
        days = {"data_admissao": today, "data_desfecho": today}
        texts = self._by_path(_CONTACT | days | otherwise)
        self.session.fill(
            lambda rows: (
                fill_cells(rows, rows.root.id, texts)
                + put_rows(rows, rows.root.id, [self._new_row(*row) for row in _ROWS])
            )
        )
        code = self.path("codigo_procedimento")
        blank = [r for r in self.session.rows.live() if r.list == _group(code)]
        self.view.focus(Stop(blank[-1].id, code))
        self.settle()

    def conclude(self) -> str:
        """Conclude the contact in the form and return its UUID; the next one is there."""
        before = self.session.uuid
        self.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.until(lambda: self.session.uuid != before or self.screen.panel.question.asking)
        if self.screen.panel.question.asking:
            self.until(lambda: not self.screen.typed_on.listening)
            self.type("conferido")
            self.key(Qt.Key.Key_Return)
            self.until(lambda: self.screen.session is not None and self.session.uuid != before)
        self.settle()
        return before

    def open(self, uuid: str) -> None:
        """Have a contact in the form, as from another screen."""
        self.screen.activate(uuid)
        self.until(lambda: self.screen.session is not None and self.session.uuid == uuid)
        self.settle()

    def write_anew(self, role: str, text: str) -> None:
        """Type another text over that of a field."""
        self.go(role)
        self.editor(self.here).clear()
        self.enter(text)

    def fill_procedure(self, code: str, who: dict[str, str]) -> None:
        """Have one more procedure written by the program; nobody came to its fields."""
        texts = {"codigo_procedimento": code, "terminologia_procedimento": "sigtap"}
        row = self._new_row(texts, who)
        self.session.fill(lambda rows: put_rows(rows, rows.root.id, [row]))
        self.settle()

    def know_the_patient(self) -> None:
        """Have the patient in the register, with the CPF that her consultation obliges to."""
        if self.workspace.patients.find("cpf", CPF):
            return
        fields = self.workspace.patients.definition.by_role
        known = {fields[role].id: words for role, words in _CONTACT.items() if role in fields}
        self.workspace.patients.save(known | {"cpf": CPF}, 1)

    def _by_path(self, texts: dict[str, str]) -> dict[str, str]:
        return {self.path(role): words for role, words in texts.items()}

    def _new_row(self, texts: dict[str, str], *held: dict[str, str]) -> NewRow:
        cells = self._by_path(texts)
        return NewRow(_group(next(iter(cells))), cells, [self._new_row(row) for row in held])

    def type_whole_contact(self) -> None:
        """Type a whole ordinary contact by keyboard alone."""
        self.enter(CNS)
        self.know_the_patient()
        self.enter("Maria Aparecida dos Santos", "Josefa Maria dos Santos", "F", "Parda")
        self.enter("07031984", "", "salvador", "", "sao paulo", "01001000")
        self.enter("h", "12", "07", "eletivo", "retorno", "h")
        self.enter("asma", "s", "", "")
        self.enter("0301010072", "", "", "", "225125", PROFESSIONAL, "", "")


@pytest.fixture
def stage(
    theme: Theme, seen: bool, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Stage]:
    monkeypatch.setattr(typed_on, "GLANCE_MS", 20)  # of what is asserted none is typed in it
    stage = Stage(workspace, theme, seen=seen)
    yield stage
    stage.end()


@pytest.fixture
def sit_at(qtbot: QtBot, stage: Stage) -> Iterator[Callable[..., Desk]]:
    """Return a function that opens a screen in a window, and gives hands to type on its form."""
    made: list[tuple[Screen, Desk]] = []

    def sit(screen: Screen, form: FormScreen) -> Desk:
        window, workspace = stage.window(screen), stage.workspace
        desk = Desk(qtbot, form, window, stage.tasks, workspace, stage.said, stage.dispatcher)
        made.append((screen, desk))
        return desk

    yield sit
    for screen, desk in made:
        screen.finish()
        desk.settle()


@pytest.fixture
def desk(stage: Stage, sit_at: Callable[..., Desk]) -> Desk:
    screen = FormScreen(stage.context, partial(PersonCard, stage.context))
    desk = sit_at(screen, screen)
    screen.activate()
    desk.until_begun()
    return desk
