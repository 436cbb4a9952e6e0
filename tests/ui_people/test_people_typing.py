"""A patient typed by keyboard: put in, kept while it is typed, thrown away."""

from threading import Event
from typing import Any

import pytest
from people_keys import CTRL, KEY, here
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QStackedWidget

from coletor.contact import new_uuid
from coletor.messages import text
from coletor.registers import PATIENTS
from coletor.registers.unfinished import keep_unfinished, unfinished
from coletor.store import StoreError
from coletor.workspace import Workspace
from ui.people import reading
from ui.people.card import PersonCard
from ui.people.editor import PersonEditor
from ui.people.keeping import PAUSE_MS
from ui.people.screen import PatientsScreen
from ui.widgets.tone import Tone


@pytest.mark.seen
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
    desk.until(lambda: editor.fields is not None)
    assert editor.fields.texts() == {"nome": "Ana"}
    assert editor.dirty
    assert editor.notice.isHidden()


def test_a_list_read_anew_leaves_an_editor_that_is_on_its_way(
    desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    free, real = Event(), reading.local_tables

    def slow(workspace: Workspace) -> frozenset[str]:
        assert free.wait(30)
        return real(workspace)

    monkeypatch.setattr(reading, "local_tables", slow)
    desk.screen = PatientsScreen(desk.context)
    desk.window.setCentralWidget(desk.screen)
    desk.screen.activate()
    desk.until(desk.names)
    QTest.keyClick(here(), KEY.Key_Insert)
    with desk.bot.waitSignal(desk.screen.list.shown):
        desk.tasks.changed.emit(frozenset({"people"}))
    assert desk.screen.side.editing
    free.set()
    desk.settle()
    desk.type("7050")
    assert desk.screen.editor.fields.texts() == {"cns": "7050"}


def test_left_before_its_fields_were_made_it_takes_keys_the_next_time(desk) -> None:
    editor = PersonEditor(desk.context, PATIENTS)
    desk.window.setCentralWidget(editor)
    editor.edit(None)
    editor.back_button.click()
    desk.until(lambda: editor.fields is not None)
    editor.edit(None)
    QTest.keyClicks(here(), "7050")
    assert editor.fields.texts() == {"cns": "7050"}


def test_fields_that_could_not_be_made_are_made_when_asked_for_again(
    desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_workspace: object) -> None:
        raise StoreError("store.full", file="coletor.db")

    editor = PersonEditor(desk.context, PATIENTS)
    desk.window.setCentralWidget(editor)
    with monkeypatch.context() as patch:
        patch.setattr(reading, "local_tables", fail)
        editor.edit(None)
        desk.until(editor.notice.words)
    editor.edit(None)
    desk.until(lambda: editor.fields is not None)


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
    patients.type("3333-44")
    assert patients.screen.may_leave()
    patients.screen.activate()
    patients.settle()
    assert patients.screen.side.editing
    assert patients.screen.editor.dirty
    patients.type("44")  # it goes on, and replaces nothing
    assert patients.screen.editor.fields.by_id["telefone"].raw() == "3333-4444"
    patients.key(KEY.Key_Insert)  # another one is not begun over it
    assert patients.screen.editor.notice.words().startswith(
        "João Batista Ferreira: há o que salvar"
    )


def test_what_was_not_saved_stays_where_it_is_once_the_card_was_left(
    desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    free, real = Event(), unfinished

    def slow(*arguments: Any) -> Any:
        assert free.wait(30)
        return real(*arguments)

    who = desk.workspace.operator.id
    keep_unfinished(
        desk.workspace.store, PATIENTS, {"cns": "7050"}, who, entry_id=None, key=new_uuid()
    )
    monkeypatch.setattr("ui.people.keeping.unfinished", slow)
    left: list[bool] = []
    card = PersonCard(desk.context, PATIENTS, lambda _: None, lambda: left.append(True))
    stack = QStackedWidget()
    field = QLineEdit()
    stack.addWidget(card.widget)
    stack.addWidget(field)
    desk.window.setCentralWidget(stack)
    desk.until(lambda: card.widget.fields is not None)
    card.begin(None, {})
    QTest.keyClick(here(), KEY.Key_Escape)
    stack.setCurrentWidget(field)
    field.setFocus()
    free.set()
    desk.until(lambda: desk.tasks.idle)
    assert left and here() is field
    assert not card.widget.dirty


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


def test_what_was_not_saved_stays_in_view_when_the_list_comes_after_it(desk) -> None:
    side = PatientsScreen(desk.context).side
    side.editor.resume(None, {"cns": "7050"}, "Ana estava digitando")
    side.keeper.resumed.emit()
    assert side.editor.fields is None  # they are made later
    side.show_marked(desk.patient(desk.maria), at_hand=True)
    assert side.editing
    desk.until(lambda: side.editor.fields is not None)
    assert side.editor.fields.texts()["cns"] == "7050"


def test_what_is_typed_is_on_the_disk_within_300_ms(patients) -> None:
    assert PAUSE_MS <= 250
    patients.key(KEY.Key_Return)
    QTest.keyClicks(here(), "7")
    store, joao = patients.workspace.store, patients.patient(patients.joao)
    patients.until(lambda: unfinished(store, PATIENTS))
    assert unfinished(store, PATIENTS)[0].entry_id == joao.id
    patients.key(KEY.Key_Z, CTRL)  # undone in the field: nothing is left to keep
    patients.until(lambda: not unfinished(store, PATIENTS))


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
