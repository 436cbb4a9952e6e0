"""What comes back: warnings confirmed with a reason, receipts, refusals opened for correction."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from coletor.messages import text
from coletor.store import StoreError
from coletor.training import TrainingServer
from ui.form.visited import Visited
from ui.screens.base import ANOTHER
from ui.widgets.tone import Tone

CTRL = Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key
UNKNOWN_CNS = "700000000000005"
"""A valid number that the training webservice says it does not know."""


@pytest.fixture
def server(desk) -> Iterator[TrainingServer]:
    with TrainingServer(desk.workspace.layout.training) as running:
        desk.dispatcher.use_training(running.address)
        desk.settle()
        yield running
        desk.settle()


def without_professional(desk) -> None:
    desk.whole_contact()
    row = next(r for r in desk.session.rows.live() if desk.path("cns_profissional") in r.cells)
    desk.view.focus(type(desk.here)(row.id, desk.path("cns_profissional")))
    desk.editor(desk.here).clear()
    desk.session.type(desk.here, "")
    desk.enter("")


def refused(desk) -> str:
    """Have a contact refused, and return its UUID."""
    desk.whole_contact()
    desk.write_anew("cns_individuo", UNKNOWN_CNS)
    uuid = desk.conclude()
    desk.until(desk.screen.notice.words)
    return uuid


def test_a_warning_is_confirmed_with_a_reason_that_is_stored_or_left_with_esc(desk) -> None:
    without_professional(desk)
    (item,) = desk.pending(rule="sus-sem-cns-profissional")
    assert not item.error
    here = desk.here
    desk.key(KEY.Key_F9)
    desk.key(KEY.Key_Escape)
    assert desk.here == here
    assert desk.editor(here).hasFocus()
    assert desk.workspace.drafts.confirmations(desk.session.draft_id) == []
    desk.key(KEY.Key_F9)
    assert desk.screen.panel.reason.hasFocus()
    assert not any(each.isVisible() for each in desk.screen.panel._keys)  # room for the question
    desk.type("plantonista sem CNS")
    desk.key(KEY.Key_Return)
    desk.settle()
    (item,) = desk.pending(rule="sus-sem-cns-profissional")
    assert item.reason == "plantonista sem CNS"
    assert not desk.screen.panel.reason.isVisible()
    assert all(each.isVisible() for each in desk.screen.panel._keys)
    (line,) = desk.screen.panel.lines
    assert text("form.settled") in line.accessibleName()
    (stored,) = desk.workspace.drafts.confirmations(desk.session.draft_id)
    assert (stored.rule, stored.reason) == ("sus-sem-cns-profissional", "plantonista sem CNS")


def test_there_may_be_no_warning_to_confirm(desk) -> None:
    desk.key(KEY.Key_F9)
    assert desk.said[-1][0] == text("form.screen.no_warning")
    desk.whole_contact()
    desk.key(KEY.Key_F8)
    assert desk.said[-1][0] == text("form.screen.nothing_next")


def test_f8_leads_to_a_warning_that_was_not_said_yet(desk) -> None:
    desk.whole_contact()
    ended = desk.stop("data_desfecho")
    desk.session.type(ended, "")
    desk.session.visited = Visited(everywhere=False)  # as F3 leaves it: nobody came to the field
    desk.session.check()
    desk.settle()
    assert not desk.session.shown_pending()
    desk.key(KEY.Key_F8)
    assert desk.here == ended


def with_general_cep(desk) -> None:
    desk.whole_contact()
    desk.go("cep_residencia")
    desk.editor(desk.here).clear()
    desk.enter("06300000")
    desk.until(lambda: desk.pending(rule="cep-geral"))


def answered_and_left(desk) -> None:
    """Give a warning its reason, and begin another contact in the place of this one."""
    before, draft_id = desk.session.uuid, desk.session.draft_id
    desk.key(KEY.Key_F9)
    desk.type("conferido")
    desk.key(KEY.Key_Return)
    desk.settle()
    desk.screen.activate(ANOTHER)
    desk.until(lambda: desk.session.uuid != before)
    desk.settle()
    desk.workspace.drafts.discard(draft_id, 1)


def asked_before_concluding(desk) -> None:
    desk.key(KEY.Key_Return, CTRL)
    desk.until(desk.screen.panel.reason.hasFocus)
    desk.until(lambda: not desk.screen.typed_on.listening)


def test_a_warning_wants_its_reason_before_the_contact_goes(desk) -> None:
    without_professional(desk)
    uuid, here = desk.session.uuid, desk.here
    asked_before_concluding(desk)
    assert desk.screen.panel.reason.accessibleName().startswith(
        text("form.before", asked="").strip()
    )
    desk.key(KEY.Key_Escape)
    assert desk.here == here
    assert desk.workspace.outbox.queue() == []
    asked_before_concluding(desk)
    desk.type("700")  # the next contact's number, typed too soon, is no reason
    desk.key(KEY.Key_Return)
    assert desk.screen.panel.question.asking
    desk.screen.panel.reason.clear()
    desk.type("plantonista sem CNS")
    desk.key(KEY.Key_Return)
    desk.until(lambda: desk.session.uuid != uuid)
    desk.settle()
    assert [item.state for item in desk.workspace.outbox.queue()] == ["pronto"]
    (kept,) = desk.workspace.contacts.get(uuid).checked_against["avisos_confirmados"]
    assert kept["motivo"] == "plantonista sem CNS"


def test_nothing_is_said_to_be_pending_only_where_that_is_so(desk) -> None:
    panel = desk.screen.panel
    desk.whole_contact()
    assert panel.remark == text("form.nothing_pending")
    desk.fill_procedure("0301010064", {"cbo": "225125"})  # as F3 or a package does
    assert desk.pending(rule="sus-sem-cns-profissional")
    assert panel.remark == text("form.nothing_but_warnings")


def test_the_reason_given_last_is_proposed_and_the_key_again_gives_it(desk) -> None:
    without_professional(desk)
    answered_and_left(desk)
    without_professional(desk)
    uuid = desk.session.uuid
    asked_before_concluding(desk)
    assert desk.screen.panel.reason.text() == desk.screen.panel.reason.selectedText() == "conferido"
    desk.key(KEY.Key_Return, CTRL)
    desk.until(lambda: desk.session.uuid != uuid)
    desk.settle()
    assert [item.state for item in desk.workspace.outbox.queue()] == ["pronto"]


def test_a_value_that_was_settled_once_is_not_asked_about_again(desk) -> None:
    with_general_cep(desk)
    answered_and_left(desk)
    with_general_cep(desk)
    (item,) = desk.pending(rule="cep-geral")
    assert item.reason == "conferido"
    uuid = desk.session.uuid
    desk.key(KEY.Key_Return, CTRL)
    desk.until(lambda: desk.session.uuid != uuid)
    desk.settle()
    (kept,) = desk.workspace.contacts.get(uuid).checked_against["avisos_confirmados"]
    assert kept["regra"] == "cep-geral"


def test_the_receipt_is_said_when_it_comes(desk, server) -> None:
    desk.whole_contact()
    uuid = desk.conclude()
    desk.until(lambda: desk.workspace.outbox.receipts(uuid))
    desk.until(lambda: desk.screen.panel.recent.items()[0].tone is Tone.OK)
    (receipt,) = desk.workspace.outbox.receipts(uuid)
    assert (text("form.screen.accepted", protocol=receipt.protocol), Tone.OK) in desk.said
    assert receipt.protocol in desk.screen.panel.recent.items()[0].remark


@pytest.mark.seen
def test_a_refused_contact_opens_with_the_field_marked_until_it_changes(desk, server) -> None:
    uuid = refused(desk)
    assert "Maria Aparecida dos Santos" in desk.screen.notice.words()
    desk.screen.notice.acted.emit()
    desk.until(lambda: desk.screen.session is not None and desk.session.uuid == uuid)
    desk.settle()
    assert desk.here == desk.stop("cns_individuo")
    field = desk.field("cns_individuo")
    assert field.editor.property("state") == "rejected"
    (item,) = [item for item in desk.session.pending if item.refused]
    assert item.message
    desk.editor(desk.here).clear()
    desk.enter("708401234567896")
    assert [item for item in desk.session.pending if item.refused] == []
    desk.conclude()
    desk.until(lambda: desk.workspace.outbox.receipts(uuid))


def test_a_refusal_is_not_said_any_longer_than_it_is_true(desk, server) -> None:
    uuid = refused(desk)
    desk.open(uuid)  # from Envio, not by the button of the message
    assert not desk.screen.notice.words()
    desk.screen.telling.tell("recusado", tone=Tone.ERROR, about=uuid)
    desk.screen.telling.settle("outro")
    assert desk.screen.notice.words() == "recusado"
    desk.screen.telling.settle(uuid)
    assert not desk.screen.notice.words()


def test_a_write_that_fails_is_said_once_and_tried_again(desk, monkeypatch) -> None:
    desk.enter("708401234567896")
    real, refused = desk.workspace.drafts.set_cells, []

    def full(*_arguments):
        refused.append(1)
        raise StoreError("store.full")

    monkeypatch.setattr(desk.workspace.drafts, "set_cells", full)
    desk.type("Maria")
    desk.until(lambda: len(refused) >= 2)
    assert [tone for _, tone in desk.said] == [Tone.ERROR]
    monkeypatch.setattr(desk.workspace.drafts, "set_cells", real)
    desk.until(lambda: desk.session.stored)
    assert desk.said[-1] == (text("form.screen.recovered"), Tone.OK)
    assert desk.cells()[desk.path("nome_individuo")] == "Maria"
