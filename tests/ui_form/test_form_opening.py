"""Nothing typed is lost: not while a form opens, not after concluding, not over a list."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coletor.messages import text
from ui.form import starting
from ui.form.chooser import New
from ui.screens.base import ANOTHER

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


class Gate:
    """Holds back what is asked of a workspace until it is opened."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._open = threading.Event()
        real = starting.new_contact

        def slow(*arguments):
            assert self._open.wait(30)
            return real(*arguments)

        monkeypatch.setattr(starting, "new_contact", slow)

    def open(self) -> None:
        self._open.set()


def _type(desk, text: str) -> None:
    """Press keys as the window system does: they go to the window, whoever has the cursor."""
    QTest.keyClicks(QApplication.focusWidget() or desk.window, text)


def _key(desk, key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget() or desk.window, key)


def test_what_is_typed_while_the_form_opens_comes_into_its_first_fields(desk, monkeypatch) -> None:
    gate = Gate(monkeypatch)
    first = desk.session.uuid
    desk.enter("70840")  # the old form has a draft: another is asked for
    desk.screen.choosing.choose(New(desk.session.model.id))
    _type(desk, "708401234567896")
    _key(desk, KEY.Key_Return)
    _type(desk, "Maria")
    assert desk.session.uuid == first
    gate.open()
    desk.until(lambda: desk.screen.session is not None and desk.session.uuid != first)
    desk.settle()
    cells = desk.cells()
    assert cells[desk.path("cns_individuo")] == "708 4012 3456 7896"
    assert cells[desk.path("nome_individuo")] == "Maria"
    kept = desk.workspace.drafts.open(first)
    assert kept.root.cells == {**kept.root.cells, desk.path("cns_individuo"): "70840"}
    assert desk.path("nome_individuo") not in kept.root.cells


def test_a_key_with_control_is_of_the_form_on_its_way_and_not_of_the_one_that_goes(
    desk, monkeypatch
) -> None:
    gate = Gate(monkeypatch)
    desk.enter("70840")
    first, name = desk.session.uuid, desk.path("nome_individuo")
    desk.type("Maria")
    QApplication.clipboard().setText("123")
    desk.screen.choosing.choose(New(desk.session.model.id))
    QTest.keyClick(QApplication.focusWidget() or desk.window, KEY.Key_V, CTRL)
    gate.open()
    desk.until(lambda: desk.session.uuid != first)
    assert desk.cells()[desk.path("cns_individuo")] == "123"
    assert desk.workspace.drafts.open(first).root.cells[name] == "Maria"


def test_typing_on_after_concluding_goes_into_the_next_contact(desk, monkeypatch) -> None:
    gate = Gate(monkeypatch)
    desk.whole_contact()
    first = desk.session.uuid
    desk.key(KEY.Key_Return, CTRL)
    _type(desk, "70050")
    gate.open()
    desk.until(lambda: desk.screen.session is not None and desk.session.uuid != first)
    desk.settle()
    assert desk.cells()[desk.path("cns_individuo")] == "70050"


def test_what_was_typed_while_nothing_could_be_opened_is_said(desk) -> None:
    desk.screen.activate("00000000-0000-4000-8000-000000000000")
    _type(desk, "456")
    desk.until(lambda: desk.said)
    assert "456" in desk.screen.notice.words()  # form.screen.not_opened
    assert desk.session.untouched


def test_typing_over_the_list_begins_a_contact_with_that_key(desk) -> None:
    desk.key(KEY.Key_O, CTRL)
    desk.until(desk.screen.chooser.list.hasFocus)
    desk.type("7")
    desk.settle()
    assert desk.field("cns_individuo").editor.text() == "7"


def test_a_clinical_document_is_begun_by_keyboard_and_stays_here(desk) -> None:
    desk.key(KEY.Key_O, CTRL)
    desk.until(desk.screen.chooser.list.hasFocus)
    rows = [
        desk.screen.chooser.list.item(n).text() for n in range(desk.screen.chooser.list.count())
    ]
    assert not [row for row in rows if "2016" in row]  # never for new contacts
    assert any("texto incompleto" in row for row in rows)
    desk.key(KEY.Key_Down)
    desk.key(KEY.Key_Return)
    desk.until(lambda: not desk.session.model.is_sent())
    desk.settle()
    head = desk.screen.head
    assert head._stays.isVisibleTo(head)
    assert not head._incomplete.isVisibleTo(head)
    desk.enter("708401234567896")
    assert desk.workspace.drafts.open(desk.session.uuid).model_id == "sumario-alta-2017"


def test_the_incomplete_annex_is_always_marked(desk) -> None:
    desk.screen.choosing.choose(New("atendimento-clinico-2017"))
    desk.until(lambda: desk.session.model.id == "atendimento-clinico-2017")
    desk.settle()
    head = desk.screen.head
    assert head._incomplete.isVisibleTo(head)
    assert "Anexo X" in head._incomplete.toolTip()  # form.screen.incomplete_tip


def test_a_draft_is_discarded_with_del_and_comes_back(desk) -> None:
    desk.enter("70840")
    first = desk.session.uuid
    desk.screen.choosing.choose(New(desk.session.model.id))
    desk.until(lambda: desk.session.uuid != first)
    desk.settle()
    desk.key(KEY.Key_O, CTRL)
    desk.until(desk.screen.chooser.list.hasFocus)
    desk.screen.chooser.list.setCurrentRow(desk.screen.chooser.list.count() - 1)
    desk.key(KEY.Key_Delete)
    desk.until(lambda: desk.workspace.drafts.open(first) is None and desk.tasks.idle)
    assert desk.screen.choosing.drafts == ()
    assert desk.screen.notice.words()  # form.screen.discarded
    desk.key(KEY.Key_Z, CTRL)
    desk.until(lambda: desk.workspace.drafts.open(first) is not None and desk.tasks.idle)
    assert [item.uuid for item in desk.screen.choosing.drafts] == [first]
    assert desk.said[-1][0] == "O rascunho voltou."  # form.screen.restored


def test_ctrl_n_over_a_contact_half_typed_begins_another(desk) -> None:
    first = desk.session.uuid
    desk.screen.activate(ANOTHER)
    desk.settle()
    assert desk.session.uuid == first  # nothing typed: it is good enough
    desk.enter("70840")
    desk.screen.activate(ANOTHER)
    desk.until(lambda: desk.session.uuid != first)
    desk.settle()
    assert desk.session.untouched and desk.here == desk.stop("cns_individuo")
    assert [draft.uuid for draft in desk.workspace.drafts.summaries()] == [first]
    assert text("form.screen.set_aside") in [words for words, _ in desk.said]
