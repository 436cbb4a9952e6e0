"""Pacientes and Profissionais by keyboard alone: find, type, remove, settle differences."""

import pytest
from people_keys import CTRL, KEY, here
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from coletor.errors import ColetorError
from coletor.identifiers import cns
from coletor.messages import text
from ui.people import reading
from ui.people.screen import PatientsScreen, ProfessionalsScreen
from ui.screens.base import DIFFERENCES, ENTRY, PATIENT, SEARCH


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
    assert patients.screen.remark.text() == "1 de 3"
    patients.key(KEY.Key_Escape)
    assert len(patients.names()) == 3
    patients.key(KEY.Key_Down)
    assert here() is patients.screen.list.table


def test_the_last_words_win_however_fast_they_come(patients) -> None:
    for typed in ("15/06/2001", "casSIA elza", "15062001"):
        patients.key(KEY.Key_F, CTRL)
        QTest.keyClicks(here(), typed)
        patients.settle()
        assert patients.names() == ["Rita de Cássia Alves"]
        patients.key(KEY.Key_Escape)
        assert len(patients.names()) == 3


def test_nobody_found_says_what_to_do(patients) -> None:
    patients.key(KEY.Key_F, CTRL)
    patients.type("zz")
    assert patients.screen.list.empty.isVisible()
    assert "zz" in patients.screen.list.empty.title.text()
    assert patients.screen.list.begin.isHidden()
    assert patients.screen.remark.text() == "0 de 3"
    patients.key(KEY.Key_Down)  # from the search to what can be done
    assert here() is patients.screen.list.widen
    patients.key(KEY.Key_Return)
    assert (patients.screen.search.text(), len(patients.names())) == ("", 3)
    assert here() is patients.screen.list.table


def test_a_list_that_cannot_be_read_says_why_in_its_place(patients, monkeypatch) -> None:
    def busy(*_: object) -> None:
        raise ColetorError("store.locked")

    with monkeypatch.context() as while_busy:
        while_busy.setattr(reading, "page", busy)
        patients.screen.activate()
        patients.settle()
        assert patients.screen.list.wrong.remark.text() == text("store.locked")
        assert here() is patients.screen.list.again
    patients.key(KEY.Key_Return)
    assert len(patients.names()) == 3
    assert here() is patients.screen.list.table


def test_an_empty_register_offers_the_spreadsheet(desk) -> None:
    for entry in desk.workspace.patients.page():
        desk.workspace.patients.remove(entry.id, desk.workspace.operator.id)
    desk.open(PatientsScreen)
    assert desk.screen.list.empty.title.text() == text("people.pacientes.empty")
    assert desk.screen.remark.text() == ""
    assert here() is desk.screen.list.begin
    desk.key(KEY.Key_Return)
    assert desk.screen.importing.isVisible()
    assert here() is desk.screen.importing.choosing.choose_button


def test_removed_by_del_and_back_by_ctrl_z_or_from_the_bin_with_enter(patients) -> None:
    patients.key(KEY.Key_Delete)
    assert "João" not in patients.names()[0]
    toast, window = patients.screen.removing.toast, patients.screen.window()
    assert "João" in toast.words()
    assert toast.isVisible() and toast.geometry().bottom() >= window.height() - 2  # over no row
    assert patients.screen.which.button("bin").text() == "Lixeira 1"
    patients.key(KEY.Key_Z, CTRL)
    assert patients.names()[0] == "João Batista Ferreira"
    assert patients.said[-1][0] == text("people.restored", name="João Batista Ferreira")
    patients.key(KEY.Key_Delete)
    patients.screen.which.button("bin").click()
    patients.settle()
    assert patients.names() == ["João Batista Ferreira"]
    patients.screen.list.take_focus()
    patients.key(KEY.Key_Return)
    assert patients.names() == []
    assert patients.screen.list.empty.title.text() == text("people.none.bin")
    assert patients.workspace.patients.count() == 3


@pytest.mark.seen
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


@pytest.mark.seen
def test_a_narrow_list_keeps_names_whole_before_it_shows_the_mothers(patients) -> None:
    table = patients.screen.list.table
    titles = [column.title for column in patients.screen.list.rows.columns]
    mother = titles.index("Nome completo da mãe")
    for width, hidden in ((641, True), (766, False)):
        patients.screen.list.resize(width, 500)
        assert table.isColumnHidden(mother) is hidden
        assert table.columnWidth(0) >= 150
