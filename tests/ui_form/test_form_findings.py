"""Findings: beside the field once it was left, in the panel, reachable by key; conclusion."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coletor.messages import text
from ui.form.navigation import Stop
from ui.form.row import RowView
from ui.form.row_words import FindingLine
from ui.widgets.tone import Tone

CTRL = Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key


def test_a_finding_comes_beside_the_field_when_it_is_left_and_leads_back_to_it(desk) -> None:
    assert desk.pending()
    assert desk.session.shown_pending() == []
    assert all(field.finding() == "" for field in desk.view._fields.values())
    desk.type("708401234567890")
    desk.settle()
    assert desk.field("cns_individuo").finding() == ""  # not while it is typed
    desk.key(KEY.Key_Return)
    desk.settle()
    field = desk.field("cns_individuo")
    assert field.tone is Tone.ERROR
    assert field.editor.accessibleDescription()
    (line,) = desk.screen.panel.lines
    assert line.item.stop == desk.stop("cns_individuo")
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    assert desk.here == desk.stop("cns_individuo")


def test_f8_goes_from_one_to_the_next_and_into_the_right_row(desk) -> None:
    desk.whole_contact()
    desk.go("nome_mae")
    desk.editor(desk.here).clear()
    desk.session.type(desk.here, "")
    cns = next(
        row for row in desk.session.rows.live() if desk.path("cns_profissional") in row.cells
    )
    desk.session.type(type(desk.here)(cns.id, desk.path("cns_profissional")), "123")
    desk.go("nome_individuo")
    desk.key(KEY.Key_F8)
    assert desk.here == desk.stop("nome_mae")
    desk.key(KEY.Key_F8)
    assert (desk.here.row, desk.here.path) == (cns.id, desk.path("cns_profissional"))
    desk.key(KEY.Key_F8)
    assert desk.here == desk.stop("nome_mae")


def test_ctrl_enter_in_an_empty_form_says_so_and_marks_nothing(desk) -> None:
    desk.key(KEY.Key_Return, CTRL)
    desk.settle()
    assert desk.here == desk.stop("cns_individuo") and not desk.session.concluding
    assert desk.session.shown_pending() == []
    assert text("form.screen.nothing_typed") in [words for words, _ in desk.said]


def test_a_list_that_is_missing_inside_a_row_is_named(desk) -> None:
    desk.go("data_admissao")
    desk.view.focus(desk.session.navigator.stops()[-1])
    row = desk.here.row
    desk.view.focus(Stop(row, desk.path("codigo_procedimento")))
    desk.type("0301010072")
    desk.key(KEY.Key_Return, CTRL)
    desk.settle()
    desk.go("cns_individuo")
    views = [view for view in desk.view.findChildren(RowView) if view.row == row]
    said = [line.accessibleName() for line in views[0].findChildren(FindingLine)]
    assert any(words.startswith("Profissional: falta") for words in said), said


def test_ctrl_enter_with_errors_goes_to_the_first_and_says_all_and_stores_no_contact(desk) -> None:
    desk.type("7")
    desk.key(KEY.Key_Return, CTRL)
    desk.settle()
    desk.until(lambda: not desk.session.concluding)
    assert desk.here == desk.stop("cns_individuo")
    assert desk.session.shown_pending() == desk.session.pending
    assert desk.field("nome_individuo").finding()
    assert desk.workspace.outbox.queue() == []
    assert desk.workspace.drafts.open(desk.session.uuid) is not None
    item = next(item for item in desk.session.pending if item.stop.path == "diagnosticos")
    desk.view.focus(item.stop)  # a list that is missing leads into it
    assert desk.here.path == desk.path("codigo_diagnostico")


@pytest.mark.seen
def test_a_whole_contact_is_queued_and_an_empty_form_comes(desk) -> None:
    desk.type_whole_contact()
    assert desk.pending() == []
    before = desk.session.uuid
    desk.key(KEY.Key_Return, CTRL)
    desk.until(lambda: desk.screen.session is not None and desk.session.uuid != before)
    desk.settle()
    (item,) = desk.workspace.outbox.queue()
    assert (item.uuid, item.operation, item.state) == (before, "incluir", "pronto")
    assert desk.said[-1] == (text("form.screen.queued"), Tone.OK)
    assert desk.session.untouched
    assert desk.here == desk.stop("cns_individuo")
    contact = desk.workspace.contacts.get(before)
    assert contact.document["individuo"]["municipio_residencia"] == "3550308"
    assert contact.document["procedimentos"][0]["profissionais"] == [
        {"cbo": "225125", "cns": "705123456789011"}
    ]


def test_f2_repeats_the_value_of_the_contact_before(desk) -> None:
    desk.whole_contact()
    before = desk.session.uuid
    desk.key(KEY.Key_Return, CTRL)
    desk.until(lambda: desk.session.uuid != before)
    desk.settle()
    desk.go("nome_mae")
    desk.key(KEY.Key_F2)
    assert desk.cells()[desk.path("nome_mae")] == "Josefa Maria dos Santos"
    desk.go("justificativa")
    desk.key(KEY.Key_F7)
    desk.key(KEY.Key_F2)
    assert desk.said[-1][0] == text("form.screen.nothing_to_repeat")


def test_no_field_counts_as_left_that_nobody_came_to(desk) -> None:
    """Switching and removing rows hide the field with the cursor; no other one is blamed for it."""
    desk.key(KEY.Key_F7)
    desk.settle()
    desk.key(KEY.Key_F7)
    desk.settle()
    desk.go("data_desfecho")
    desk.enter("")
    desk.enter("asma")
    desk.key(KEY.Key_Delete, CTRL)
    desk.settle()
    shown = {item.stop.path for item in desk.session.shown_pending()}
    assert shown <= {desk.path("cns_individuo"), desk.path("data_desfecho"), "diagnosticos"}


def test_a_missing_cns_is_said_at_the_justificativa_that_stands_in_its_place(desk) -> None:
    desk.enter("")
    assert desk.field("cns_individuo").finding()
    desk.key(KEY.Key_F7)
    desk.enter("")
    assert desk.field("justificativa").finding() == text("form.missing")
    desk.go("justificativa")
    assert desk.field("justificativa").editor.accessibleName()
    desk.enter("01")
    assert desk.field("justificativa").finding() == ""


def test_f8_reaches_the_findings_of_whole_lists_in_their_order(desk) -> None:
    desk.whole_contact()
    for role in ("codigo_diagnostico", "cbo"):
        row = next(row for row in desk.session.rows.live() if desk.path(role) in row.cells)
        desk.session.remove_row(row.id)
    desk.key(KEY.Key_Return, CTRL)
    desk.settle()
    desk.until(lambda: not desk.session.concluding)
    desk.go("modalidade")
    desk.key(KEY.Key_F8)
    assert desk.here.path == desk.path("codigo_diagnostico")
    desk.key(KEY.Key_F8)
    assert desk.here.path == desk.path("cbo")
    desk.key(KEY.Key_F8)
    assert desk.here.path == desk.path("codigo_diagnostico")
