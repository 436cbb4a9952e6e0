"""Typing: every keystroke reaches the store, fields open and close, what is undone comes back."""

from threading import Event

import pytest
from PySide6.QtCore import Qt

from coletor.messages import text
from coletor.store import StoreError
from ui.form.navigation import Stop
from ui.form.storing import SAVE_MS
from ui.screens.base import ANOTHER
from ui.widgets.tone import Tone

CTRL = Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key


def test_half_a_value_is_stored_with_what_is_proposed_and_an_empty_form_is_not(desk) -> None:
    assert desk.workspace.drafts.summaries() == []
    assert desk.session.untouched
    desk.type("7084")
    assert SAVE_MS <= 250  # and 300 ms are promised
    desk.until(lambda: desk.workspace.drafts.open(desk.session.uuid))
    assert desk.cells()[desk.path("cns_individuo")] == "7084"
    assert desk.cells()[desk.path("pais_residencia")] == "10"


def test_a_date_is_stored_as_typed_and_tidied_when_left(desk) -> None:
    desk.go("data_admissao")
    desk.type("14/0")
    assert desk.cells()[desk.path("data_admissao")] == "14/0"
    desk.type("72026")
    desk.key(KEY.Key_Return)
    assert desk.here == desk.stop("procedencia")
    assert desk.cells()[desk.path("data_admissao")] == "14/0" + "72026"
    desk.go("data_admissao")
    desk.editor(desk.here).clear()
    desk.enter("14072026")
    assert desk.cells()[desk.path("data_admissao")] == "14/07/2026"


def test_a_coded_value_is_stored_as_its_code(desk) -> None:
    desk.go("sexo")
    desk.enter("fem")
    assert desk.cells()[desk.path("sexo")] == "F"
    assert desk.field("sexo").editor.text() == "Feminino"


def test_the_field_of_another_country_closes_says_why_is_skipped_and_opens_again(desk) -> None:
    desk.go("pais_residencia")
    desk.editor(desk.here).clear()
    desk.enter("argentina")
    editor = desk.field("municipio_residencia").editor
    assert desk.here == desk.stop("data_admissao")
    assert not editor.isEnabled()
    desk.until(lambda: editor.placeholderText() == text("form.only_for", value="BRASIL"))
    desk.go("pais_residencia")
    desk.editor(desk.here).clear()
    desk.enter("brasil")
    assert desk.here == desk.stop("municipio_residencia")


def test_only_a_whole_date_is_proposed_and_no_longer_than_it_stands(desk) -> None:
    row = next(r for r in desk.session.rows.live() if r.list == "procedimentos")
    element = desk.session.model.by_role["data_procedimento"]
    desk.go("data_admissao")
    desk.enter("brasil")
    assert desk.session.rows.proposal(row, element) == ""
    desk.go("data_admissao")
    desk.editor(desk.here).clear()
    desk.enter("14072026")
    assert desk.session.rows.proposal(row, element) == "14/07/2026"


def test_f7_switches_cns_and_justificativa_and_back(desk) -> None:
    desk.type("70840")
    desk.key(KEY.Key_F7)
    desk.settle()
    assert desk.here == desk.stop("justificativa")
    assert desk.path("cns_individuo") not in desk.cells()
    assert not desk.field("cns_individuo").isVisible()
    desk.enter("comatoso")
    assert desk.cells()[desk.path("justificativa")] == "03"
    desk.key(KEY.Key_F7)  # from any field
    desk.settle()
    assert desk.here == desk.stop("cns_individuo")
    assert desk.cells()[desk.path("cns_individuo")] == "70840"
    assert desk.path("justificativa") not in desk.cells()


def test_required_marks_follow_the_justificativa(desk) -> None:
    assert desk.field("nome_individuo").editor.accessibleName().endswith("obrigatório")
    desk.key(KEY.Key_F7)
    desk.enter("01")
    assert desk.field("nome_individuo").editor.accessibleName() == "Nome completo"
    assert desk.field("data_nascimento").editor.placeholderText() == text("form.year_enough")


def test_enter_tab_up_and_shift_tab_go_about(desk) -> None:
    desk.key(KEY.Key_Return)
    assert desk.here == desk.stop("nome_individuo")
    desk.key(KEY.Key_Tab)
    assert desk.here == desk.stop("nome_mae")
    desk.key(KEY.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert desk.here == desk.stop("nome_individuo")
    desk.key(KEY.Key_Up)
    assert desk.here == desk.stop("cns_individuo")


def test_enter_at_the_end_stays_and_never_concludes(desk) -> None:
    last = desk.view.session.navigator.stops()[-1]
    desk.view.focus(last)
    desk.key(KEY.Key_Return)
    desk.key(KEY.Key_Return)
    assert desk.here == last and desk.editor(last).hasFocus()
    assert text("form.screen.end") in [words for words, _ in desk.said]
    desk.view.focus(last)
    desk.key(KEY.Key_Tab)
    assert desk.screen.head.conclude.hasFocus()


def test_a_row_that_was_removed_comes_back_with_undo_and_a_blank_one_stays(desk) -> None:
    desk.go("data_desfecho")
    desk.key(KEY.Key_Return)
    desk.key(KEY.Key_Delete, CTRL)
    assert desk.said[-1][0] == text("form.screen.last_row")
    desk.enter("asma")
    before = desk.cells()
    assert before[desk.path("codigo_diagnostico")] == "J459"
    desk.key(KEY.Key_Delete, CTRL)
    assert desk.path("codigo_diagnostico") not in desk.cells()
    assert desk.said[-1][0] == text("form.screen.row_removed", row="Diagnóstico 1")
    desk.key(KEY.Key_Z, CTRL)
    assert desk.cells() == before
    desk.key(KEY.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert desk.path("codigo_diagnostico") not in desk.cells()


def test_undo_takes_the_text_of_a_field_back_and_of_a_new_form_nothing(desk) -> None:
    desk.key(KEY.Key_Z, CTRL)
    assert desk.said[-1][0] == text("form.screen.nothing_to_undo")
    desk.key(KEY.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert desk.said[-1][0] == text("form.screen.nothing_to_redo")
    desk.go("nome_individuo")
    desk.enter("Maria")
    desk.key(KEY.Key_Z, CTRL)
    assert desk.here == desk.stop("nome_individuo")
    assert desk.field("nome_individuo").editor.text() == ""
    assert desk.path("nome_individuo") not in desk.cells()
    desk.key(KEY.Key_Y, CTRL)  # the key of every system, whatever system this is
    assert desk.cells()[desk.path("nome_individuo")] == "Maria"
    desk.key(KEY.Key_Z, CTRL)
    desk.key(KEY.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert desk.cells()[desk.path("nome_individuo")] == "Maria"


def test_a_new_row_and_a_new_professional_by_key(desk) -> None:
    desk.go("data_desfecho")
    desk.key(KEY.Key_Return)
    desk.key(KEY.Key_Return)  # a blank row: Enter leaves the list
    desk.enter("0301010072", "", "", "")
    assert desk.here.path == desk.path("cbo")
    desk.enter("225125")
    desk.key(KEY.Key_Plus, CTRL)
    assert desk.here.path == desk.path("cbo")
    desk.enter("223505")
    procedure = desk.session.rows.by_id[desk.here.row].parent_id
    made = desk.session.rows.children(procedure, "procedimentos[].profissionais")
    assert [row.cells[desk.path("cbo")] for row in made] == ["225125", "223505"]
    draft = desk.workspace.drafts.open(desk.session.uuid)
    stored = [row for row in draft.rows if row.list == "procedimentos[].profissionais"]
    assert [row.cells[desk.path("cbo")] for row in stored] == ["225125", "223505"]


def test_what_is_typed_right_before_the_end_is_stored(desk) -> None:
    desk.go("nome_individuo")
    desk.type("Ma")
    desk.session.flush()
    desk.type("ria")
    desk.screen.finish()
    assert desk.cells()[desk.path("nome_individuo")] == "Maria"


def test_every_editor_has_a_name_that_says_its_row(desk) -> None:
    desk.go("data_desfecho")
    desk.enter("")
    desk.enter("asma")
    for binding in desk.view._bindings.values():
        assert binding.editor.accessibleName()
    name = desk.editor(desk.here).accessibleName()
    assert name.startswith("Diagnóstico 1 · ")


@pytest.mark.seen
def test_the_whole_contact_of_2017_fits_a_small_screen(desk) -> None:
    desk.whole_contact()
    desk.enter("0211080055")
    body = desk.view.widget()
    desk.until(lambda: body.height() <= desk.view.viewport().height() + 1)


def test_a_write_that_fails_between_two_keys_takes_nothing_of_what_is_typed(
    desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk: the message comes while a person types, and the next key replaces nothing."""
    real = desk.workspace.drafts.set_cells
    full = True

    def set_cells(*args: object) -> str:
        if full:
            raise StoreError("store.full", file="coletor.db")
        return real(*args)

    desk.enter("708401234567896")
    monkeypatch.setattr(desk.workspace.drafts, "set_cells", set_cells)
    desk.type("Maria")
    desk.until(lambda: any(tone is Tone.ERROR for _, tone in desk.said))
    desk.type(" Aparecida")
    full = False
    desk.settle()
    assert desk.cells()[desk.path("nome_individuo")] == "Maria Aparecida"


def test_what_could_not_be_written_is_written_after_its_form_is_gone(
    desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full for a moment, just as a person goes on to another contact."""
    real, refused, full = desk.workspace.drafts.set_cells, [], True

    def set_cells(*args: object) -> str:
        if full:
            refused.append(args)
            raise StoreError("store.full", file="coletor.db")
        return real(*args)

    desk.enter("708401234567896")
    desk.settle()
    first = desk.session.uuid
    monkeypatch.setattr(desk.workspace.drafts, "set_cells", set_cells)
    desk.type("Maria")
    desk.screen.activate(ANOTHER)  # while the write is still to come
    desk.until(lambda: refused and desk.session.uuid != first)
    full = False
    assert desk.tasks.settle() == []
    draft = desk.workspace.drafts.open(first)
    assert draft.rows[0].cells[desk.path("nome_individuo")] == "Maria"


def test_a_contact_that_cannot_be_written_stays_in_the_form_and_is_not_concluded(
    desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> str:
        raise StoreError("store.full", file="coletor.db")

    desk.whole_contact()
    here = desk.session
    desk.go("nome_individuo")
    with monkeypatch.context() as patch:
        patch.setattr(desk.workspace.drafts, "set_cells", full)
        desk.type("Rita")
        desk.until(lambda: here.troubled)
        desk.screen.activate(ANOTHER)
        assert desk.said[-1] == (text("form.screen.stays_here"), Tone.ERROR)
        desk.key(KEY.Key_Return, CTRL)
        desk.until(lambda: desk.tasks.idle and not here.concluding)
        assert desk.session is here
        assert desk.workspace.drafts.open(here.uuid) is not None  # never without what was typed
    assert desk.tasks.settle() == []


def test_what_is_typed_last_is_concluded_with_the_rest_however_slow_the_disk(
    desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was typed while a write was under way was left out of the contact."""
    free, write, change, asked = Event(), desk.workspace.drafts.set_cells, desk.tasks.change, []

    def slow(*args: object) -> object:
        assert free.wait(30)
        return write(*args)

    def note(*args: object, **named: object) -> object:
        asked.append(named.get("touches"))
        return change(*args, **named)

    desk.whole_contact()
    for item in desk.pending():
        desk.session.settling.confirm(item, "conferido")
    desk.settle()
    first = desk.session.uuid
    monkeypatch.setattr(desk.workspace.drafts, "set_cells", slow)
    desk.session.put(desk.stop("raca_cor"), "01")
    desk.session.flush()  # this one is being written
    desk.session.put(desk.stop("sexo"), "M")
    monkeypatch.setattr(desk.tasks, "change", note)
    desk.key(KEY.Key_Return, CTRL)
    desk.until(lambda: ("contacts", "drafts") in asked)  # checked, and on its way
    free.set()
    desk.until(lambda: desk.session.uuid != first)
    person = desk.workspace.contacts.get(first).document["individuo"]
    assert (person["raca_cor"], person["sexo"]) == ("01", "M")


def test_ctrl_and_the_arrows_go_from_part_to_part_of_the_contact(desk) -> None:
    desk.whole_contact()
    desk.go("nome_mae")
    rows = desk.session.rows
    lists = [
        desk.session.model.by_role[f"codigo_{name}"] for name in ("diagnostico", "procedimento")
    ]
    down = [desk.stop("data_admissao")]
    for code in lists:
        typed, blank = rows.children(rows.root.id, code.group_path)
        down += [desk.session.navigator.entry(typed.id), Stop(blank.id, code.path)]
    visited = []
    for _ in (*down, "there is nothing below the last"):
        desk.key(KEY.Key_Down, CTRL)
        visited.append(desk.here)
    assert visited == [*down, down[-1]]
    for place in (*down[-2::-1], desk.stop("cns_individuo")):
        desk.key(KEY.Key_Up, CTRL)
        assert desk.here == place
    desk.go("nome_mae")  # from the middle of a part, up goes to where it begins
    desk.key(KEY.Key_Up, CTRL)
    assert desk.here == desk.stop("cns_individuo")
