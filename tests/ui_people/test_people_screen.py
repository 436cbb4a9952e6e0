"""Pacientes and Profissionais by keyboard alone: find, type, remove, settle differences."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from coletor.identifiers import cns
from coletor.messages import text
from coletor.registers import PATIENTS
from coletor.registers.unfinished import unfinished
from coletor.store import StoreError
from ui.people import reading
from ui.people.editor import PersonEditor
from ui.people.keeping import PAUSE_MS
from ui.people.screen import PatientsScreen, ProfessionalsScreen
from ui.screens.base import DIFFERENCES, ENTRY, PATIENT, SEARCH
from ui.widgets.tone import Tone

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def here() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_letters_typed_over_the_list_search_as_they_are_typed(patients) -> None:
    assert patients.names() == [
        "João Batista Ferreira",
        "Maria Aparecida dos Santos",
        "Rita de Cássia Alves",
    ]
    assert here() is patients.screen.list.table
    QTest.keyClicks(patients.screen.list.table, "l")
    QTest.keyClicks(here(), "uzia fer")
    patients.settle()
    assert patients.names() == ["João Batista Ferreira"]
    assert patients.screen.remark.text() == "1 paciente"
    patients.key(KEY.Key_Escape)
    assert len(patients.names()) == 3
    patients.key(KEY.Key_Down)
    assert here() is patients.screen.list.table


@pytest.mark.parametrize("typed", ["15/06/2001", "casSIA elza", "15062001"])
def test_the_last_words_win_however_fast_they_come(patients, typed: str) -> None:
    patients.key(KEY.Key_F, CTRL)
    QTest.keyClicks(here(), typed)
    patients.settle()
    assert patients.names() == ["Rita de Cássia Alves"]


def test_nobody_found_says_what_to_do(patients) -> None:
    patients.key(KEY.Key_F, CTRL)
    patients.type("zz")
    assert patients.screen.list.empty.isVisible()
    assert "zz" in patients.screen.list.empty.title.text()
    assert patients.screen.list.begin.isHidden()


def test_an_empty_register_offers_the_spreadsheet(desk) -> None:
    for entry in desk.workspace.patients.page():
        desk.workspace.patients.remove(entry.id, desk.workspace.operator.id)
    desk.open(PatientsScreen)
    assert desk.screen.list.empty.title.text() == text("people.pacientes.empty")
    assert here() is desk.screen.list.begin
    desk.key(KEY.Key_Return)
    assert desk.screen.importing.isVisible()
    assert here() is desk.screen.importing.choosing.choose_button


def test_a_new_patient_typed_by_keyboard_is_in_the_list(patients) -> None:
    patients.key(KEY.Key_Insert)
    assert patients.screen.side.editing
    patients.enter("", "", "Ana Beatriz Lima", "Elza Lima", "07032015", "f", "parda")
    patients.enter("", "", "", "", "", "81 99999-0000", "")
    patients.key(KEY.Key_Return, CTRL)
    assert patients.names()[0] == "Ana Beatriz Lima"
    made = patients.screen.current()
    assert made.values["data_nascimento"] == "2015-03-07"
    assert made.values["raca_cor"] == "03"
    assert patients.said[-1] == (text("people.saved", name="Ana Beatriz Lima"), Tone.OK)
    assert here() is patients.screen.list.table


def test_ins_pressed_before_the_fields_were_made_is_done_when_they_are(desk) -> None:
    editor = PersonEditor(desk.context, PATIENTS)
    desk.window.setCentralWidget(editor)
    editor.edit(None, {"nome": "Ana"})
    assert editor.fields is None
    desk.settle()
    assert editor.fields.texts() == {"nome": "Ana"}
    assert editor.dirty
    assert editor.notice.isHidden()


def test_a_name_typed_in_a_hurry_becomes_its_code(patients) -> None:
    patients.key(KEY.Key_Insert)
    fields = patients.screen.editor.fields.by_id
    for name, typed in (("nome", "Ana Lima"), ("cpf", "529.982.247-25")):
        fields[name].editor.setFocus()
        QTest.keyClicks(fields[name].editor, typed)
    fields["pais_residencia"].set_raw("10")
    fields["municipio_residencia"].editor.setText("são paulo")  # no time for the list
    patients.key(KEY.Key_Return, CTRL)
    kept = patients.workspace.patients.find("cpf", "52998224725")
    assert kept.values["municipio_residencia"] == "3550308"


def test_what_is_wrong_is_said_when_its_field_is_left(patients) -> None:
    patients.key(KEY.Key_Insert)
    patients.type("7050")
    assert patients.finding("cns") == ""
    patients.key(KEY.Key_Return)
    assert "15 algarismos" in patients.finding("cns")
    assert patients.finding("nome") == ""  # not there yet
    patients.key(KEY.Key_Return, CTRL)
    assert patients.screen.side.editing
    assert "Falta informar" in patients.finding("nome")
    assert here() is patients.screen.editor.fields.by_id["cns"].editor
    assert "15 algarismos" in patients.screen.editor.said.text()


def test_a_number_that_somebody_has_is_told_with_their_name(patients) -> None:
    patients.key(KEY.Key_Insert)
    patients.enter(patients.maria, "", "Outra Pessoa")
    patients.key(KEY.Key_Return, CTRL)
    words = patients.screen.editor.notice.words()
    assert "Maria Aparecida dos Santos" in words
    assert patients.workspace.patients.count() == 3
    patients.key(KEY.Key_F10)
    assert patients.screen.current().values["cns"] == patients.maria
    assert patients.screen.editor.dirty  # what was typed is still there


def test_esc_asks_once_before_it_throws_something_away(patients) -> None:
    patients.key(KEY.Key_Return)
    QTest.keyClicks(here(), "1")
    patients.key(KEY.Key_Escape)
    assert patients.screen.side.editing
    assert patients.screen.editor.notice.words() == text("people.editor.discard")
    patients.key(KEY.Key_Escape)
    assert not patients.screen.side.editing
    patients.key(KEY.Key_Return)
    assert not patients.screen.editor.dirty


def test_what_is_typed_waits_while_the_person_is_elsewhere(patients) -> None:
    patients.key(KEY.Key_Return)
    patients.screen.editor.fields.by_id["telefone"].editor.setFocus()
    patients.type("3333-4444")
    assert patients.screen.may_leave()
    patients.screen.activate()
    patients.settle()
    assert patients.screen.side.editing
    assert patients.screen.editor.dirty
    patients.key(KEY.Key_Insert)  # another one is not begun over it
    assert patients.screen.editor.notice.words().startswith(
        "João Batista Ferreira: há o que salvar"
    )


def test_what_was_not_saved_comes_back_after_the_program_ended(patients) -> None:
    patients.key(KEY.Key_Insert)
    patients.enter("7050")
    patients.type("522")
    patients.screen.finish()
    patients.settle()
    patients.open(PatientsScreen)
    editor = patients.screen.editor
    assert patients.screen.side.editing
    assert editor.notice.words().startswith("Ana estava digitando")
    assert editor.fields.texts() == {"cns": "7050", "cpf": "522"}
    assert patients.names() != []
    for _ in range(2):
        patients.key(KEY.Key_Escape)
    assert not patients.screen.side.editing
    patients.open(PatientsScreen)
    assert not patients.screen.side.editing


def test_what_is_typed_is_on_the_disk_within_300_ms(patients) -> None:
    assert PAUSE_MS <= 250
    patients.key(KEY.Key_Return)
    QTest.keyClicks(here(), "7")
    store, joao = patients.workspace.store, patients.patient(patients.joao)
    patients.until(lambda: unfinished(store, PATIENTS))
    assert unfinished(store, PATIENTS)[0].entry_id == joao.id
    patients.key(KEY.Key_Z, CTRL)  # undone in the field: nothing is left to keep
    patients.until(lambda: not unfinished(store, PATIENTS))


def test_removed_by_del_and_back_by_ctrl_z(patients) -> None:
    patients.key(KEY.Key_Delete)
    assert "João" not in patients.names()[0]
    assert "João" in patients.screen.removing.toast.words()
    assert patients.screen.which.button("bin").text() == "Lixeira 1"
    patients.key(KEY.Key_Z, CTRL)
    assert patients.names()[0] == "João Batista Ferreira"
    assert patients.said[-1][0] == text("people.restored", name="João Batista Ferreira")


def test_the_bin_gives_back_with_enter(patients) -> None:
    patients.key(KEY.Key_Delete)
    patients.screen.which.button("bin").click()
    patients.settle()
    assert patients.names() == ["João Batista Ferreira"]
    patients.screen.list.take_focus()
    patients.key(KEY.Key_Return)
    assert patients.names() == []
    assert patients.screen.list.empty.title.text() == text("people.none.bin")
    assert patients.workspace.patients.count() == 3


def test_differences_are_taken_or_refused_with_one_key(noted, patients) -> None:
    patients.screen.activate(f"{ENTRY}{noted.id}")
    patients.settle()
    assert patients.screen.detail.person.entry.differences == 2
    patients.key(KEY.Key_F10)
    QTest.keyClicks(here(), "d")
    patients.settle()
    assert patients.patient(patients.maria).values["data_nascimento"] == "1984-03-08"
    assert len(patients.screen.detail.differences.lines()) == 1
    QTest.keyClicks(here(), "g")
    patients.settle()
    assert patients.patient(patients.maria).values["nome_mae"] == "Josefa dos Santos"
    assert patients.screen.detail.differences.isHidden()
    assert here() is patients.screen.list.table
    history = patients.screen.detail.person.history
    assert [change.origin for change in history] == ["diferenca", "digitado"]


def test_only_those_with_differences(noted, patients) -> None:
    assert patients.screen.which.button("differing").text() == "Com diferenças 1"
    patients.screen.which.button("differing").click()
    patients.settle()
    assert patients.names() == ["Maria Aparecida dos Santos"]
    patients.screen.activate(f"{SEARCH}rita")
    patients.screen.activate(DIFFERENCES)  # as Início leads here
    patients.settle()
    assert patients.names() == ["Maria Aparecida dos Santos"]


def test_ctrl_n_types_a_contact_of_the_marked_patient(patients) -> None:
    patients.key(KEY.Key_N, CTRL)
    assert patients.went == [("digitar", f"{PATIENT}{patients.patient(patients.joao).id}")]


def test_ctrl_n_never_takes_the_marked_patient_for_the_one_being_typed(patients) -> None:
    patients.key(KEY.Key_Insert)
    patients.enter("", "", "Ana Beatriz Lima", "Elza", "07032015")
    patients.key(KEY.Key_N, CTRL)
    assert patients.went == []
    assert patients.screen.editor.notice.words().startswith("Novo paciente: há o que salvar")
    patients.key(KEY.Key_Return, CTRL)
    patients.key(KEY.Key_N, CTRL)
    made = patients.workspace.patients.search("ana beatriz")[0]
    assert patients.went == [("digitar", f"{PATIENT}{made.id}")]


def test_an_entry_further_down_than_what_is_read_comes_first(patients, monkeypatch) -> None:
    monkeypatch.setattr(reading, "PAGE", 2)
    rita = patients.patient(patients.rita)
    patients.screen.activate(f"{ENTRY}{rita.id}")
    patients.settle()
    assert patients.screen.current() == rita
    assert patients.names()[0] == "Rita de Cássia Alves"
    patients.tasks.changed.emit(frozenset({"contacts"}))  # as when one is accepted meanwhile
    patients.settle()
    assert patients.screen.current() == rita


def test_enter_goes_from_the_search_to_what_was_found_and_opens_it(patients) -> None:
    patients.key(KEY.Key_F, CTRL)
    patients.type("rita")
    patients.key(KEY.Key_Return)
    patients.key(KEY.Key_Return)
    assert patients.screen.editor.entry.values["nome"] == "Rita de Cássia Alves"


def test_who_was_marked_before_is_not_among_what_is_found(patients) -> None:
    patients.screen.search.setText("ninguem")
    patients.screen.search.textEdited.emit("ninguem")
    patients.screen.search.sought.emit("ninguem")  # the pause ends before the first answer
    patients.settle()
    assert patients.names() == []


def test_the_contacts_of_a_patient_are_searched_by_the_card(patients) -> None:
    patients.screen.detail.contacts_button.click()
    assert patients.went == [("contatos", f"{SEARCH}{patients.joao}")]


def test_an_argument_searches_or_marks(patients) -> None:
    patients.screen.activate(f"{SEARCH}rita")
    patients.settle()
    assert patients.names() == ["Rita de Cássia Alves"]
    maria = patients.patient(patients.maria)
    patients.screen.activate(f"{ENTRY}{maria.id}")
    patients.settle()
    assert patients.screen.current() == maria


def test_professionals_share_the_screen_and_show_the_occupation(professionals) -> None:
    row = professionals.screen.list.rows
    professionals.until(
        lambda: "225125  Médico" in "|".join(c.text(row.rows()[0]) for c in row.columns)
    )
    assert professionals.screen.detail.type_button.isHidden()
    professionals.key(KEY.Key_Return)
    editor = professionals.screen.editor.fields.by_id["cbo"].editor
    assert editor.raw() == "225125"
    assert not editor.text().isdigit()  # its name is shown


def test_a_professional_that_a_contact_brought_has_no_name_yet(desk) -> None:
    number = cns.build_78("70900000000009")
    who = desk.workspace.operator.id
    desk.workspace.professionals.save({"cns": number, "cbo": "223505"}, who)
    screen = desk.open(ProfessionalsScreen)
    first = screen.list.rows
    assert first.columns[0].text(first.rows()[0]) == text("people.unnamed")
    screen.list.table.selectRow(0)
    desk.settle()
    assert screen.detail.name.text().replace(" ", "") == number


def test_an_occupation_is_looked_up_in_its_table_and_not_among_the_people(professionals) -> None:
    professionals.key(KEY.Key_Insert)
    editor = professionals.screen.editor.fields.by_id["cbo"].editor
    editor.setFocus()
    professionals.type("medic")
    professionals.until(editor.popup.lines)
    assert all(len(line.code) == len("225125") for line in editor.popup.lines())


def unnamed(screen: QWidget) -> list[QWidget]:
    """Return the controls in view that a screen reader could not name."""
    return [
        widget
        for widget in screen.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]


@pytest.mark.parametrize("kind", [PatientsScreen, ProfessionalsScreen])
def test_every_control_has_a_name_for_screen_readers(desk, kind) -> None:
    screen = desk.open(kind)
    assert unnamed(screen) == []
    desk.key(KEY.Key_Return)
    assert screen.side.editing
    assert unnamed(screen) == []
    screen.open_import()
    assert unnamed(screen) == []


def test_enter_goes_through_every_field_to_the_button(patients) -> None:
    patients.key(KEY.Key_Insert)
    fields = patients.screen.editor.fields.by_id
    for field in fields.values():
        assert here() is field.editor
        patients.key(KEY.Key_Return)
    assert here() is patients.screen.editor.save_button


def test_what_cannot_be_kept_of_an_entry_is_said_and_tried_again(
    patients, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk is no bug: nothing typed is forgotten, and it is kept once there is room."""

    def full(*_args: object, **_named: object) -> None:
        raise StoreError("store.full", file="coletor.db")

    patients.key(KEY.Key_Insert)
    with monkeypatch.context() as patch:
        patch.setattr("ui.people.keeping.keep_unfinished", full)
        patients.screen.editor.fields.by_id["nome"].editor.setFocus()
        patients.type("Bened")
        patients.until(lambda: text("store.full") in patients.screen.editor.notice.words())
        assert patients.tasks.settle() != []
    patients.until(lambda: patients.tasks.settle() == [])
    assert unfinished(patients.workspace.store, PATIENTS)[0].texts["nome"] == "Bened"
