"""The window of an invented model: typed, checked, nested three lists deep, with no new Python."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow

from coletor.contact import new_uuid
from coletor.contact.drafting import Automatic, derive
from coletor.model import Model
from coletor.model.loader import read_model
from coletor.rules import Checker
from coletor.store import Drafts
from ui.form.acts import Actions
from ui.form.editors import LongTextEdit
from ui.form.layout import lay_out
from ui.form.memory import Memory
from ui.form.names import Names
from ui.form.navigation import Stop
from ui.form.opening import Opening
from ui.form.people import People
from ui.form.rows import Rows
from ui.form.services import FormServices
from ui.form.session import FormSession
from ui.form.view import FormView
from ui.tasks import Tasks

MODEL = read_model(Path(__file__).parent / "data" / "visita.toml")
KEY = Qt.Key


@dataclass
class Window:
    session: FormSession
    view: FormView
    actions: Actions
    tasks: Tasks
    drafts: Drafts
    bot: object

    def settle(self) -> None:
        self.bot.waitUntil(lambda: self.tasks.idle and self.session.stored)

    def type(self, text: str) -> None:
        assert QApplication.focusWidget() is not None, self.view.current
        QTest.keyClicks(QApplication.focusWidget(), text)

    def key(self, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget(), key, modifier)

    def enter(self, *texts: str) -> None:
        for text in texts:
            self.type(text)
            self.key(KEY.Key_Return)
            self.settle()

    def document(self) -> dict:
        rows = self.session.rows
        return derive(MODEL, self.session.uuid, rows.snapshot()).document

    def stop(self, path: str) -> Stop:
        return Stop(self.session.rows.root.id, path)


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> Model:
    """Let the store know the invented model as it knows the shipped ones."""
    for module in ("drafts", "draft_editing", "derivation"):
        monkeypatch.setattr(f"coletor.store.{module}.load_model", lambda _id: MODEL)
    return MODEL


@pytest.fixture
def window(qtbot, theme, workspace, known: Model) -> Iterator[Window]:
    tasks = Tasks()
    bugs: list[BaseException] = []
    tasks.crashed.connect(bugs.append)
    checker = Checker(known)
    services = FormServices(
        tasks=tasks,
        drafts=workspace.drafts,
        operator_id=workspace.operator.id,
        check=checker.check,
        automatic=Automatic(),
        search=lambda _table, _text, _day: [],
        find=lambda _table, _code: None,
        conclude=lambda _draft: "",
    )
    names = Names(services)
    opening = Opening(new_uuid(), Rows.fresh(known))
    session = FormSession(lay_out(known), services, opening, names.of)
    view = FormView(session, names)
    for piece in view.pieces():
        piece()
    holder = QMainWindow()
    holder.setCentralWidget(view)
    holder.resize(900, 650)
    holder.show()
    holder.activateWindow()
    view.focus_first()
    made = Window(
        session,
        view,
        Actions(session, view, Memory(), People(session, view)),
        tasks,
        workspace.drafts,
        qtbot,
    )
    made.settle()
    yield made
    made.settle()
    tasks.shutdown()
    holder.close()
    holder.deleteLater()
    assert not bugs, bugs


def test_its_sections_are_its_own(window: Window) -> None:
    titles = [card.title.text() for card in window.view.cards]
    assert titles == ["Lugar", "Cômodos vistos", ""]


def test_it_is_typed_three_lists_deep_by_keyboard_alone(window: Window) -> None:
    window.enter("Largo da Matriz", "01022026", "01001000")
    window.enter("Entulho no canto.")
    window.enter("Quintal", "", "Pneu", "2", "F")
    assert window.view.current is not None
    window.settle()
    document = window.document()
    assert document["lugar"] == {
        "nome": "Largo da Matriz",
        "data": "2026-02-01",
        "cep": "01001000",
        "relato": "Entulho no canto.",
    }
    assert document["comodos"] == [
        {
            "nome": "Quintal",
            "medido": "2026-02-01",
            "recipientes": [{"especie": "Pneu", "quantidade": 2, "larvas": [{"sexo": "F"}]}],
        }
    ]
    stored = window.drafts.open(window.session.uuid)
    assert [row.list for row in stored.rows] == [
        "",
        "comodos",
        "comodos[].recipientes",
        "comodos[].recipientes[].larvas",
    ]


def test_a_long_text_has_lines(window: Window) -> None:
    window.view.focus(window.stop("lugar.relato"))
    editor = QApplication.focusWidget()
    assert isinstance(editor, LongTextEdit)
    window.type("uma")
    window.key(KEY.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    window.enter("duas")
    assert window.session.rows.text(window.session.rows.root.id, "lugar.relato") == "uma\nduas"
    assert window.view.current != window.stop("lugar.relato")


def test_its_own_key_switches_its_own_elements(window: Window) -> None:
    window.key(KEY.Key_F7)
    assert window.view.current == window.stop("lugar.nome")  # F7 is another model's key
    window.key(KEY.Key_F6)
    assert window.view.current == window.stop("lugar.coordenada")
    window.enter("-23.5")
    assert "cep" not in window.document()["lugar"]


def test_its_findings_stand_at_its_fields(window: Window) -> None:
    window.enter("")
    field = window.view._fields[window.stop("lugar.nome")]
    assert field.finding()
    window.view.focus(Stop(window.session.rows.root.id, "comodos"))
    assert window.view.current.path == "comodos[].nome"
