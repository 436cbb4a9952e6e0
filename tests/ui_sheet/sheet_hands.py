"""Hands that type on the page of sheets, and count the keys."""

from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot
from sample_contacts import maria

from coletor.store import Draft
from coletor.workspace import Workspace
from ui.sheet.desk import Desk
from ui.sheet.lines import LineSession
from ui.sheet.page import SheetPage
from ui.sheet.view import SheetView
from ui.tasks import Tasks
from ui.widgets.tone import Tone

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
CNS = "708401234567896"
OTHER_CNS = "705123456789011"
PATIENT = {"cpf": "52998224725", **maria()}
PROFESSIONAL = {"cns": OTHER_CNS, "nome": "Paulo Reis", "cbo": "225125"}


HEADER = {
    "data_admissao": "14/07/2026",
    "modalidade": "07",
    "procedencia": "09",
    "motivo_desfecho": "08",
    "carater": "01",
    "codigo_procedimento": "0301010072",
    "cbo": "225125",
    "cns_profissional": OTHER_CNS,
    "presenca_admissao": "S",
}


@dataclass
class Hands:
    """The page in a window, and hands to type on it."""

    bot: QtBot
    page: SheetPage
    window: QMainWindow
    tasks: Tasks
    workspace: Workspace
    said: list[tuple[str, Tone]]
    went: list[tuple[str, str]]
    keys: int = field(default=0)

    @property
    def desk(self) -> Desk:
        assert self.page.desk is not None
        return self.page.desk

    @property
    def view(self) -> SheetView:
        assert self.page.view is not None
        return self.page.view

    @property
    def lines(self) -> list[LineSession]:
        return self.desk.filled

    def until(self, true) -> None:
        self.bot.waitUntil(lambda: bool(true()))

    def settle(self) -> None:
        """Wait until nothing is under way: read, saved, checked, searched.

        What is typed is stored now, not after its pause: the tests wait for it a thousand times.
        """
        self.until(self._settled)

    def _settled(self) -> bool:
        desk = self.page.desk
        if desk is None or self.page.starting or self.page.typed_on.listening:
            return False
        if not desk.troubled:
            desk.flush()
        saved = desk.complete and self.tasks.idle and desk.stored and desk.checked
        return saved and self.view.settled

    def key(self, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        self.keys += 1
        QTest.keyClick(QApplication.focusWidget(), key, modifier)
        self.settle()

    def type(self, text: str) -> None:
        self.keys += len(text)
        QTest.keyClicks(QApplication.focusWidget(), text)
        self.settle()

    def enter(self, *texts: str) -> None:
        for text in texts:
            self.type(text)
            self.key(KEY.Key_Return)

    def hurry(self, *texts: str) -> None:
        """Type each text and press Enter without a look at what is found for it."""
        for text in texts:
            self.keys += len(text)
            QTest.keyClicks(QApplication.focusWidget(), text)
            self.key(KEY.Key_Return)

    def head(self, **changes: str) -> None:
        """Have the whole header of an ordinary day, the cursor in the first line."""
        texts = {self.path(role): said for role, said in (HEADER | changes).items()}
        self.desk.header.write_all(texts, typing=False)
        self.settle()
        self.view.open_line(self.desk.blank_line())
        self.settle()

    def type_head(self) -> None:
        """Type it."""
        self.enter("14072026", "07", "09", "08", "01", "", "0301010072")
        self.pick("paulo")
        self.enter("", "s")

    def pick(self, typed: str) -> None:
        """Find a person by name, which marks nobody: the arrow does."""
        self.type(typed)
        self.key(KEY.Key_Down)
        self.key(KEY.Key_Return)

    def line(self, patient: str = CNS, diagnosis: str = "J459") -> None:
        if patient.isdigit():
            self.hurry(patient, diagnosis)
        else:
            self.pick(patient)
            self.enter(diagnosis)

    def path(self, role: str) -> str:
        return self.desk.model.by_role[role].path

    def cell(self, line: LineSession, role: str) -> str:
        """Return what the store has of a line."""
        self.settle()
        draft = self.workspace.drafts.open(line.uuid)
        return text_in(draft, self.path(role)) if draft else ""

    def words(self) -> list[str]:
        self.settle()
        return [row.word for row in self.view.table.rows()]

    def last_said(self) -> str:
        return self.said[-1][0] if self.said else ""

    def end(self) -> None:
        self.page.finish()
        self.settle()


def text_in(draft: Draft, path: str) -> str:
    return next((row.cells[path] for row in draft.rows if path in row.cells), "")
