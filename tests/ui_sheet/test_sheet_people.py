"""People in a sheet: found, typed in place, corrected, and never taken by chance."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from sheet_hands import CNS, CTRL, KEY, OTHER_CNS, Hands

from coletor.messages import text
from ui.people.editor import PersonEditor
from ui.people.keeping import Keeper


def test_a_cpf_finds_the_patient_too(hands: Hands) -> None:
    hands.head()
    hands.line("52998224725")
    assert hands.cell(hands.lines[0], "nome_mae") == "Josefa Maria dos Santos"


def test_typing_over_a_patient_makes_it_another_person(hands: Hands) -> None:
    hands.head()
    hands.line()
    hands.key(KEY.Key_Up)
    hands.key(KEY.Key_Return)
    hands.type("7")
    line = hands.lines[0]
    assert hands.cell(line, "cns_individuo") == "7"
    assert hands.cell(line, "nome_individuo") == ""
    hands.key(KEY.Key_Z, CTRL)
    assert hands.cell(line, "nome_individuo") == "Maria Aparecida dos Santos"


def test_another_professional_of_the_header_is_taken_back_in_one_step(hands: Hands) -> None:
    rita = {"cns": CNS, "nome": "Rita Alves", "cbo": "225142"}
    hands.workspace.professionals.save(rita, hands.workspace.operator.id)
    hands.head()
    hands.line()
    who = "procedimentos[].profissionais"
    hands.view.header.host.focus_slot(who)
    field = hands.view.header.fields[who]
    hands.type("rita")
    popup = field.editor.popup
    hands.until(lambda: [line.name for line in popup.lines()] == ["Rita Alves"])
    assert popup.lines()[0].group not in ("", "225142")
    hands.pick("")
    assert [hands.cell(line, "cbo") for line in hands.lines] == ["225142"]
    hands.view.header.host.focus_slot(who)
    hands.key(KEY.Key_Z, CTRL)
    assert [hands.cell(line, "cbo") for line in hands.lines] == ["225125"]
    assert hands.cell(hands.lines[0], "cns_profissional").replace(" ", "") == OTHER_CNS
    hands.key(KEY.Key_A, CTRL)
    hands.type("ninguem")
    hands.key(KEY.Key_Tab)
    hands.until(lambda: field.finding() == text("sheet.nobody.profissionais"))
    assert hands.desk.handle.header[hands.path("cns_profissional")] == "ninguem"  # nothing is lost


def test_a_new_patient_is_typed_in_place_and_stands_in_the_line(hands: Hands) -> None:
    hands.head()
    hands.type("Rita")
    hands.key(KEY.Key_Insert)
    editor = hands.page.stack.currentWidget()
    assert isinstance(editor, PersonEditor)
    hands.until(lambda: editor.fields is not None)
    assert editor.fields.values()["nome"] == "Rita"
    hands.type(OTHER_CNS)
    hands.key(KEY.Key_Return, CTRL)
    hands.until(lambda: hands.page.stack.currentWidget() is not editor)
    (line,) = hands.lines
    assert hands.cell(line, "nome_individuo") == "Rita"
    assert hands.cell(line, "cns_individuo").replace(" ", "") == OTHER_CNS
    assert hands.view.editor is not None
    assert hands.view.editor.host.current == hands.path("codigo_diagnostico")


def test_a_person_half_typed_is_kept_and_comes_back_where_it_is_asked_for(
    hands: Hands, open_page: Callable[[], Hands]
) -> None:
    hands.head()
    hands.type("Rita")
    hands.key(KEY.Key_Insert)
    hands.until(lambda: hands.page.newcomers.in_view().fields is not None)
    hands.type("7050")
    hands.key(KEY.Key_O, CTRL)  # the editor stays, and says why
    editor = hands.page.newcomers.in_view()
    assert editor is not None and editor.notice.words()
    hands.page.finish()
    hands.settle()
    editor.findChild(Keeper).retire()
    again = open_page()
    again.key(KEY.Key_Down)
    again.key(KEY.Key_Return)
    again.view.open_line(again.lines[0])
    again.key(KEY.Key_Insert)
    editor = again.page.newcomers.in_view()
    assert editor is not None
    hands.until(lambda: editor.fields is not None)
    assert editor.fields is not None
    assert editor.fields.texts() == {"nome": "Rita", "cns": "7050"}
    assert editor.notice.words().startswith("Ana estava digitando")


def test_f7_says_in_the_line_why_there_is_no_number(hands: Hands) -> None:
    hands.head()
    hands.key(KEY.Key_F7)
    hands.type("01")
    hands.key(KEY.Key_Return)
    (line,) = hands.lines
    assert hands.cell(line, "justificativa") == "01"
    assert hands.view.editor.host.current == hands.path("codigo_diagnostico")
    hands.enter("J459")
    assert hands.view.table.rows()[0].code  # the reason stands in the place of the number
    hands.view.open_line(line)
    hands.key(KEY.Key_F7)
    hands.key(KEY.Key_Escape)  # once for the list, once to go back
    hands.key(KEY.Key_Escape)
    assert hands.view.editor.isAncestorOf(QApplication.focusWidget())
    hands.key(KEY.Key_A, CTRL)
    hands.type("Homem de azul")
    assert hands.cell(line, "nome_individuo") == "Homem de azul"
    assert hands.cell(line, "justificativa") == "01"


def test_ctrl_i_completes_the_entry_of_the_patient(hands: Hands) -> None:
    hands.head()
    hands.line()
    hands.view.open_line(hands.lines[0])
    hands.settle()
    hands.key(KEY.Key_I, CTRL)
    editor = hands.page.newcomers.in_view()
    assert editor is not None
    hands.until(lambda: editor.fields is not None)
    hands.settle()
    assert editor.fields.values()["nome"] == "Maria Aparecida dos Santos"
    hands.key(KEY.Key_Escape)
    assert hands.page.newcomers.in_view() is None


def test_enter_takes_nobody_by_a_name_however_whole(hands: Hands) -> None:
    hands.head()
    hands.type("maria aparecida dos santos")
    popup = hands.view.editor.patient.editor.popup
    assert text("ui.suggestions.keep") in [label.text() for label in popup.findChildren(QLabel)]
    hands.key(KEY.Key_Return)
    assert hands.cell(hands.lines[0], "cns_individuo") == ""
    assert hands.view.findings.words() == [text("sheet.findings.stranger")]
    hands.key(KEY.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    hands.key(KEY.Key_Down)  # the list again
    hands.key(KEY.Key_Down)
    hands.key(KEY.Key_Return)
    assert hands.cell(hands.lines[0], "cns_individuo").replace(" ", "") == CNS


def test_a_patient_who_is_not_registered_is_said_at_once(hands: Hands) -> None:
    hands.head()
    hands.enter("Rita")
    assert hands.view.findings.words() == [text("sheet.findings.stranger")]
    hands.key(KEY.Key_Insert)  # from any field of the line
    assert isinstance(hands.page.stack.currentWidget(), PersonEditor)
    hands.until(lambda: hands.page.stack.currentWidget().fields is not None)
    hands.key(KEY.Key_Escape)
    hands.key(KEY.Key_Escape)
    assert hands.page.stack.currentWidget() is not hands.page.shelf.chooser
