"""What can be done with the contact in the form, and clinical documents up to their conclusion."""

from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coletor.contact.drafting import NewRow
from coletor.model import load_model
from ui import acting
from ui.screens.base import ANOTHER

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
CLINICAL = {
    "cns_individuo": "708401234567896",
    "local_atendimento": "estabelecimento",
    "procedencia": "12",
    "data_admissao": "14/07/2026 10:30",
    "modalidade": "01",
    "carater_atendimento": "03",
    "cns_profissional": "705123456789011",
    "cbo": "225125",
    "profissional_responsavel": "S",
}


def _offers(desk) -> list[str]:
    return [button.text() for button in desk.screen.situations.panel.offers()]


def _do(desk, name: str) -> None:
    """Choose a deed by keyboard and confirm it in its place."""
    desk.key(KEY.Key_F10)
    desk.until(lambda: _offers(desk) and desk.tasks.idle)
    for _ in range(_offers(desk).index(name)):
        desk.key(KEY.Key_Down)
    desk.key(KEY.Key_Return)
    assert desk.screen.situations.panel.asking
    desk.key(KEY.Key_Return)


def test_a_draft_is_set_aside_until_the_cns_comes(desk) -> None:
    desk.whole_contact()
    first = desk.session.uuid
    desk.go("cns_individuo")
    editor = desk.editor(desk.here)
    editor.selectAll()
    desk.key(KEY.Key_Delete)
    desk.settle()
    _do(desk, "Aguardar o CNS do paciente")
    desk.until(lambda: desk.screen.session is not None and desk.session.uuid != first)
    desk.settle()
    assert desk.workspace.listing.get(first).word == "aguardando_cns"
    assert desk.session.untouched
    assert desk.editor(desk.here).hasFocus()


def test_what_can_be_done_with_the_contact_before_is_not_offered_for_the_next(
    desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Confirmed there, it would be done with a contact that nobody meant."""
    free, deeds = Event(), acting.deeds

    def slow(*arguments: Any, **named: Any) -> tuple[acting.Deed, ...]:
        assert free.wait(8)
        return deeds(*arguments, **named)

    desk.enter("708401234567896")
    before = desk.session
    monkeypatch.setattr("ui.form.situations.acting.deeds", slow)
    desk.screen.situations.open()
    desk.screen.activate(ANOTHER)
    desk.until(lambda: desk.session is not before)
    free.set()
    desk.settle()
    assert _offers(desk) == []


def test_what_cannot_be_done_is_said_and_typing_goes_on(desk) -> None:
    desk.enter("708401234567896")
    first = desk.session.uuid
    _do(desk, "Aguardar o CNS do paciente")
    desk.until(lambda: desk.said)
    assert desk.session.uuid == first
    assert desk.editor(desk.here).hasFocus()


def test_the_draft_in_the_form_is_thrown_away(desk) -> None:
    desk.enter("70840")
    first = desk.session.uuid
    _do(desk, "Descartar o rascunho")
    desk.until(lambda: desk.screen.session is not None and desk.session.uuid != first)
    desk.settle()
    assert desk.workspace.drafts.open(first) is None


def test_esc_goes_back_to_the_field_and_an_empty_form_has_nothing_to_do(desk) -> None:
    desk.key(KEY.Key_F10)
    desk.until(lambda: desk.said)
    assert desk.said[-1][0].startswith("Agora não há")  # acts.nothing
    desk.enter("70840")
    here = desk.here
    desk.key(KEY.Key_F10)
    desk.until(lambda: _offers(desk) and desk.tasks.idle)
    panel = desk.screen.situations.panel
    for key, place in ((KEY.Key_Up, -1), (KEY.Key_Down, 0), (KEY.Key_Down, 1), (KEY.Key_Left, 0)):
        desk.key(key)  # the arrows go round the list and never out of it
        assert panel.offers()[place].hasFocus()
    desk.key(KEY.Key_Return)  # it is asked whether that is to be done: there, too
    for key, answer in ((KEY.Key_Up, panel.back_button), (KEY.Key_Right, panel.confirm_button)):
        desk.key(key)
        assert answer.hasFocus()
    desk.key(KEY.Key_Escape)
    desk.key(KEY.Key_Escape)
    assert desk.here == here
    assert desk.editor(here).hasFocus()
    assert not panel.isVisibleTo(desk.screen)


def test_an_old_contact_says_what_it_is_and_is_converted(desk) -> None:
    old = load_model("cmd-2016")
    cells = {old.by_role["nome_individuo"].path: "Maria"}
    draft = desk.workspace.drafts.create(
        old.id, desk.workspace.operator.id, cells=NewRow("", cells)
    )
    desk.screen.activate(draft.uuid)
    desk.until(lambda: desk.session.uuid == draft.uuid)
    desk.settle()
    assert "CMD 2016" in desk.screen.notice.words()  # form.screen.old_model
    _do(desk, "Converter para o modelo de hoje")
    desk.until(lambda: desk.session.uuid != draft.uuid)
    desk.settle()
    assert desk.session.model.id == "cmd-2017"
    assert desk.screen.notice.words().startswith("Convertido para CMD 2017")  # acts.converted_notes
    assert desk.cells()[desk.path("nome_individuo")] == "Maria"


def test_a_clinical_document_is_concluded_and_never_queued(desk) -> None:
    model = load_model("atendimento-clinico-2017")
    by_list: dict[str, dict[str, str]] = {}
    for role, text in CLINICAL.items():
        element = model.by_role[role]
        by_list.setdefault(element.group_path, {})[element.path] = text
    rows = [NewRow(path, cells) for path, cells in by_list.items() if path]
    draft = desk.workspace.drafts.create(
        model.id, desk.workspace.operator.id, cells=NewRow("", by_list[""], rows)
    )
    desk.screen.activate(draft.uuid)
    desk.until(lambda: desk.session.uuid == draft.uuid)
    desk.settle()
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_Return, CTRL)
    desk.until(lambda: desk.said or desk.pending())
    desk.settle()
    errors = [item.message for item in desk.session.pending if item.error]
    assert desk.session.uuid != draft.uuid, errors
    assert desk.said[-1][0].endswith("fica no estabelecimento.")  # form.screen.kept
    assert desk.workspace.outbox.queue() == []
    assert desk.workspace.listing.get(draft.uuid).word == "concluido"
    assert desk.session.model.is_sent()
