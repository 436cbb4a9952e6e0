"""People of the registers in the form: found, filled in as one act, compared, corrected."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from coletor.identifiers import cpf
from coletor.messages import text
from ui.form.navigation import Stop
from ui.form.person_picker import PersonPicker
from ui.screens.base import PATIENT

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key
CNS = "708401234567896"
DOCTOR = "705123456789011"
MARIA = {
    "cns": CNS,
    "nome": "Maria Aparecida dos Santos",
    "nome_mae": "Josefa Maria dos Santos",
    "data_nascimento": "07/03/1984",
    "sexo": "F",
    "raca_cor": "03",
}


@pytest.fixture
def maria(desk):
    return desk.workspace.patients.save(MARIA, desk.workspace.operator.id)


@pytest.fixture
def doctor(desk):
    values = {"nome": "Paulo Reis", "cns": DOCTOR, "cbo": "225125"}
    return desk.workspace.professionals.save(values, desk.workspace.operator.id)


def picker(desk):
    """Return the list of people under the field that has the cursor."""
    (found,) = QApplication.focusWidget().findChildren(PersonPicker)
    return found


def foot(popup: QWidget) -> list[str]:
    """Return what a list says of its keys."""
    return [label.text() for label in popup.findChildren(QLabel)]


def find(desk, typed: str) -> None:
    desk.type(typed)
    desk.until(lambda: picker(desk).open)
    desk.settle()


def test_the_cursor_goes_on_with_the_key_that_takes_a_person(desk, maria) -> None:
    """What is typed with it is handed over in the same turn, and is of the next field."""
    find(desk, "7084 0123")
    desk.key(KEY.Key_Down)
    desk.key(KEY.Key_Return)
    desk.type("Sa")
    assert desk.here == desk.stop("municipio_nascimento")
    assert (text_of(desk, "municipio_nascimento"), number_of(desk, "cns_individuo")) == ("Sa", CNS)


def take(desk) -> None:
    desk.key(KEY.Key_Down)
    desk.key(KEY.Key_Return)
    desk.settle()


def text_of(desk, role: str) -> str:
    stop = desk.stop(role)
    return desk.session.rows.text(stop.row, stop.path)


def number_of(desk, role: str, row: int | None = None) -> str:
    """Return a value without its mask."""
    return str(desk.session.rows.value(desk.session.rows.root.id if row is None else row, role))


def test_a_patient_is_found_and_filled_in_as_one_act(desk, maria) -> None:
    for typed in ("santos maria", "7084 0123", "07/03/1984"):
        desk.go("cns_individuo")
        desk.key(KEY.Key_A, CTRL)
        find(desk, typed)
        take(desk)
        assert number_of(desk, "cns_individuo") == CNS
        assert text_of(desk, "nome_mae") == MARIA["nome_mae"]
        assert text_of(desk, "data_nascimento") == "07/03/1984"
        assert desk.here == desk.stop("municipio_nascimento")  # the first that the register lacks
        desk.key(KEY.Key_Z, CTRL)
        assert text_of(desk, "nome_mae") == ""
        assert text_of(desk, "cns_individuo") == typed


def test_enter_on_a_whole_number_takes_the_person_however_fast_it_comes(desk, maria) -> None:
    find(desk, CNS)
    assert picker(desk).popup.current().entry.id == maria.id  # what Enter takes is marked
    desk.key(KEY.Key_Return)
    desk.settle()
    desk.until(lambda: desk.here == desk.stop("municipio_nascimento"))
    desk.key(KEY.Key_Z, CTRL)
    assert (text_of(desk, "nome_mae"), number_of(desk, "cns_individuo")) == ("", CNS)
    desk.go("cns_individuo")
    desk.type(f"{CNS}\r2927408\r")  # a scanner: everything before the answer is there
    desk.until(lambda: text_of(desk, "municipio_nascimento") == "2927408")
    desk.settle()
    assert text_of(desk, "nome_individuo") == MARIA["nome"]


def test_the_arrow_leads_into_the_list_however_fast_it_comes(desk, maria) -> None:
    desk.go("nome_individuo")
    desk.type("maria")
    take(desk)  # before the list is there
    assert text_of(desk, "nome_mae") == MARIA["nome_mae"]
    assert text_of(desk, "cns_individuo").replace(" ", "") == CNS


def test_nobody_is_taken_by_a_number_that_nobody_has(desk, maria) -> None:
    desk.type(f"{DOCTOR}\rRita")
    desk.until(lambda: text_of(desk, "nome_individuo") == "Rita")
    assert number_of(desk, "cns_individuo") == DOCTOR


def test_nobody_is_taken_who_was_not_marked(desk, maria) -> None:
    find(desk, CNS)
    desk.key(KEY.Key_Escape)
    desk.key(KEY.Key_Return)
    desk.settle()
    assert desk.here == desk.stop("nome_individuo")
    assert number_of(desk, "cns_individuo") == CNS
    assert text_of(desk, "nome_individuo") == ""
    remark = desk.screen.people.remark
    assert (remark.unlike, remark.name) == ((), MARIA["nome"])
    assert desk.screen.person_remark.isVisible()
    desk.key(KEY.Key_R, CTRL)
    desk.settle()
    assert text_of(desk, "nome_individuo") == MARIA["nome"]
    assert not desk.screen.person_remark.isVisible()


def test_esc_closes_the_list_and_what_nobody_knows_has_none(desk, maria) -> None:
    find(desk, "maria")
    desk.key(KEY.Key_Escape)
    assert not picker(desk).open
    desk.type(" xyz")
    desk.settle()
    assert not picker(desk).open


def test_what_was_typed_is_kept_and_the_difference_said(desk, maria) -> None:
    desk.go("nome_mae")
    desk.enter("Outra Mae")
    desk.go("nome_individuo")
    find(desk, "aparecida")
    take(desk)
    assert text_of(desk, "nome_mae") == "Outra Mae"
    assert number_of(desk, "cns_individuo") == CNS
    (unlike,) = desk.screen.people.remark.unlike
    assert (unlike.field_id, unlike.typed, unlike.kept) == (
        "nome_mae",
        "Outra Mae",
        MARIA["nome_mae"],
    )
    desk.key(KEY.Key_R, CTRL)
    desk.settle()
    assert text_of(desk, "nome_mae") == MARIA["nome_mae"]
    assert desk.said[-1][0] == text("form.screen.people_used", name=MARIA["nome"])
    assert desk.screen.people.remark is None
    desk.key(KEY.Key_R, CTRL)
    assert desk.said[-1][0] == text("form.screen.people_alike")


def test_a_contact_opened_again_says_at_once_what_the_register_says_otherwise(desk) -> None:
    desk.whole_contact()
    desk.write_anew("nome_individuo", "Maria Aparecida Souza")
    desk.open(desk.conclude())
    desk.until(lambda: desk.screen.people.remark is not None)
    (unlike,) = desk.screen.people.remark.unlike
    assert (unlike.field_id, unlike.typed) == ("nome", "Maria Aparecida Souza")


def test_the_register_is_corrected_with_what_is_typed(desk, maria) -> None:
    desk.go("nome_individuo")
    desk.enter("Maria Aparecida Souza")
    desk.go("cns_individuo")
    desk.enter(CNS)
    desk.go("nome_individuo")
    desk.until(lambda: desk.screen.people.remark and desk.screen.people.remark.unlike)
    desk.key(KEY.Key_R, CTRL | SHIFT)
    said = text("form.screen.people_corrected", name=MARIA["nome"])
    desk.until(lambda: desk.said and desk.said[-1][0] == said)
    assert desk.workspace.patients.get(maria.id).values["nome"] == "Maria Aparecida Souza"
    assert text_of(desk, "nome_individuo") == "Maria Aparecida Souza"
    desk.settle()
    assert not (desk.screen.people.remark and desk.screen.people.remark.unlike)


def test_a_professional_is_found_in_the_occupation_and_in_the_number(desk, doctor) -> None:
    desk.go("data_desfecho")
    desk.enter("", "")  # past the blank diagnosis
    desk.enter("0301010072", "", "", "")
    assert desk.here.path == desk.path("cbo")
    row = desk.here.row
    desk.type("paulo")
    desk.settle()
    editor = desk.editor(desk.here)
    (line,) = [each for each in editor.popup.lines() if getattr(each, "entry", None)]
    assert line.entry == doctor
    assert text("ui.suggestions.keep") in foot(editor.popup)
    desk.key(KEY.Key_Down)
    assert text("ui.suggestions.choose") in foot(editor.popup)
    desk.key(KEY.Key_Return)
    desk.settle()
    assert number_of(desk, "cbo", row) == "225125"
    assert number_of(desk, "cns_profissional", row) == DOCTOR
    desk.key(KEY.Key_Z, CTRL)
    assert desk.path("cns_profissional") not in desk.cells()
    desk.view.focus(Stop(row, desk.path("cns_profissional")))
    find(desk, "reis")
    take(desk)
    assert number_of(desk, "cns_profissional", row) == DOCTOR


def test_an_occupation_typed_whole_stays_an_occupation(desk, doctor) -> None:
    desk.go("data_desfecho")
    desk.enter("", "")
    desk.enter("0301010072", "", "", "")
    desk.enter("225125")
    assert desk.cells()[desk.path("cbo")] == "225125"
    assert desk.path("cns_profissional") not in desk.cells()


def test_a_new_contact_of_a_patient_begins_with_the_person(desk, maria) -> None:
    desk.screen.activate(f"{PATIENT}{maria.id}")
    desk.until(lambda: number_of(desk, "cns_individuo") == CNS)
    desk.settle()
    assert text_of(desk, "nome_individuo") == MARIA["nome"]
    assert desk.here == desk.stop("municipio_nascimento")


def test_the_card_is_opened_in_place_and_left_for_the_form(desk, maria) -> None:
    find(desk, "maria")
    take(desk)
    desk.key(KEY.Key_I, CTRL)
    card = desk.screen.cards.card_of("pacientes").widget
    desk.until(lambda: card.isVisible() and card.fields is not None)
    desk.settle()
    desk.until(card.fields.by_id["cpf"].editor.hasFocus)  # where the first thing is missing
    number = cpf.build("123456789")
    desk.type(number)
    desk.key(KEY.Key_Return, CTRL)
    desk.until(lambda: not card.isVisible())
    desk.settle()
    assert desk.workspace.patients.get(maria.id).values["cpf"] == number
    assert (desk.said[-1][0], desk.screen.form_in_view) == (text("form.person.patient_saved"), True)
    assert desk.here == desk.stop("municipio_nascimento")


def test_what_the_register_says_otherwise_by_now_is_said_in_the_open_form(desk, maria) -> None:
    """Somebody corrects the birth date in Pacientes while the contact waits in the form."""
    find(desk, "maria ap")
    take(desk)
    assert desk.screen.people.remark is None
    patients, operator = desk.workspace.patients, desk.workspace.operator.id
    values = {**maria.values, "data_nascimento": "1984-03-08"}
    desk.tasks.change(
        lambda: patients.save(values, operator, entry_id=maria.id), touches=("people",)
    )
    desk.until(lambda: desk.screen.people.remark is not None)
    (unlike,) = desk.screen.people.remark.unlike
    assert (unlike.shown_typed, unlike.shown_kept) == ("07/03/1984", "08/03/1984")
    desk.tasks.change(lambda: patients.remove(maria.id, operator), touches=("people",))
    desk.until(lambda: desk.screen.people.remark is None)
