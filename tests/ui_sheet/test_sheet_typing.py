"""A sheet typed by keyboard alone."""

import pytest
from sheet_hands import CNS, CTRL, KEY, OTHER_CNS, Hands

from coletor.messages import text
from coletor.sheets import HEADER, LINE, Sheets
from coletor.store import Filter
from ui.sheet.words import remark_of


@pytest.mark.seen
def test_an_ordinary_consultation_takes_at_most_thirty_keys(hands: Hands) -> None:
    hands.type_head()
    hands.keys = 0
    hands.line()
    by_number = hands.keys
    assert by_number <= 30
    (line,) = hands.lines
    assert hands.words() == [text("sheet.word.ready"), ""]
    assert hands.cell(line, "nome_individuo") == "Maria Aparecida dos Santos"
    assert hands.cell(line, "data_procedimento") == "14/07/2026"
    assert hands.cell(line, "cbo") == "225125"
    hands.keys = 0
    hands.line("maria apa", "asma")
    assert hands.keys < by_number
    assert hands.cell(hands.lines[1], "cns_individuo").replace(" ", "") == CNS
    assert hands.page.head.words().startswith("Folha de 14/07/2026 · 2 contatos")
    assert hands.page.head.saved().startswith("salvo ")


def test_nothing_is_counted_before_there_is_any_of_it() -> None:
    said = [remark_of(count, minutes) for count, minutes in ((0, 0), (1, 0), (3, 4))]
    assert said == ["", text("sheet.one_line"), "3 contatos · 4 min"]


def test_half_a_patient_is_on_the_disk_as_a_draft(hands: Hands) -> None:
    hands.head()
    hands.type("rit")
    (line,) = hands.lines
    assert hands.cell(line, "nome_individuo") == "rit"
    assert hands.cell(line, "modalidade") == "07"
    listed = hands.workspace.listing.page(Filter(), limit=5)
    assert [(row.uuid, row.word) for row in listed] == [(line.uuid, "rascunho")]


def test_a_value_of_the_header_for_all_needs_no_stop_in_the_line(hands: Hands) -> None:
    hands.head(codigo_diagnostico="J459")
    hands.keys = 0
    hands.enter(CNS)
    assert len(hands.lines) == 1
    assert hands.view.editor is not None
    assert hands.view.editor.session.blank  # the next line already
    assert hands.cell(hands.lines[0], "codigo_diagnostico") == "J459"


def test_a_header_changed_later_reaches_the_lines_and_is_taken_back(hands: Hands) -> None:
    hands.head()
    hands.line()
    hands.line("maria", "I10")
    hands.view.header.host.focus_slot(hands.path("carater"))
    hands.enter("02")
    assert hands.last_said() == text("sheet.carried", label="Caráter", count=2)
    assert [hands.cell(line, "carater") for line in hands.lines] == ["02", "02"]
    hands.view.header.host.focus_slot(hands.path("carater"))
    hands.key(KEY.Key_Z, CTRL)
    hands.settle()
    assert [hands.cell(line, "carater") for line in hands.lines] == ["01", "01"]
    assert hands.last_said() == text("sheet.header_back", label="Caráter")


def test_a_line_is_opened_in_the_whole_form_removed_and_comes_back(hands: Hands) -> None:
    hands.head()
    hands.line()
    hands.key(KEY.Key_Up)
    hands.key(KEY.Key_F11)
    assert hands.went == [("digitar", hands.lines[0].uuid)]
    hands.key(KEY.Key_Delete)
    assert hands.lines == []
    assert hands.last_said() == text("sheet.removed", name="Maria Aparecida dos Santos")
    hands.key(KEY.Key_Z, CTRL)
    assert hands.last_said() == text("sheet.came_back")
    assert len(hands.lines) == 1
    assert hands.cell(hands.lines[0], "nome_individuo")


def test_a_line_of_nobody_is_removed_in_plain_words(hands: Hands) -> None:
    hands.head()
    hands.enter(OTHER_CNS)
    hands.key(KEY.Key_Delete, CTRL)
    assert hands.last_said() == text("sheet.removed_one")


def test_ctrl_d_copies_the_clinical_part_for_the_next_patient(hands: Hands) -> None:
    hands.head()
    hands.line()
    hands.key(KEY.Key_Up)
    hands.key(KEY.Key_D, CTRL)
    hands.enter(OTHER_CNS)
    first, second = hands.lines
    assert hands.cell(second, "codigo_diagnostico") == "J459"
    assert hands.cell(second, "nome_individuo") == ""
    assert first.uuid != second.uuid


def test_what_the_line_above_had_is_repeated(hands: Hands) -> None:
    hands.head()
    hands.line()
    hands.enter(OTHER_CNS)
    hands.key(KEY.Key_F2)
    assert hands.cell(hands.lines[1], "codigo_diagnostico") == "J459"


@pytest.mark.seen
def test_a_field_moved_to_the_lines_is_asked_there_and_in_the_next_sheet(hands: Hands) -> None:
    hands.head()
    hands.view.header.host.focus_slot(hands.path("carater"))
    hands.key(KEY.Key_F10)
    hands.key(KEY.Key_Return)
    hands.key(KEY.Key_Escape)
    assert hands.path("carater") not in hands.view.header.order
    hands.enter(CNS, "02", "J459")
    (line,) = hands.lines
    assert hands.cell(line, "carater") == "02"
    last = Sheets(hands.workspace.store).last_of("cmd-2017", hands.workspace.operator.id)
    assert last is not None
    assert last.arrangement[hands.path("carater")] == LINE


def test_f8_goes_to_the_line_and_the_field_to_be_settled(hands: Hands) -> None:
    hands.head()
    hands.line(diagnosis="")
    hands.line("maria")
    assert hands.words()[0] == text("sheet.word.missing", label="Problema / diagnóstico")
    hands.key(KEY.Key_F8)
    assert hands.view.editor is not None
    assert hands.view.editor.session is hands.lines[0]
    assert hands.view.editor.host.current == hands.path("codigo_diagnostico")
    assert hands.view.findings.words()


def test_of_a_line_that_was_come_back_to_everything_is_said(hands: Hands) -> None:
    hands.workspace.patients.save({"cns": "705123456789011", "nome": "Rui Sem Mais"}, 1)
    hands.head()
    hands.line("rui")
    assert hands.words()[0].startswith("falta")
    hands.key(KEY.Key_F8)
    assert hands.view.editor is not None and hands.view.editor.session is hands.lines[0]
    assert any("Falta" in words for words in hands.view.findings.words())


def test_enter_on_an_empty_line_concludes_nothing_and_says_how(hands: Hands) -> None:
    hands.head()
    hands.key(KEY.Key_Return)
    assert hands.last_said() == text("sheet.end")
    hands.key(KEY.Key_Return, CTRL)
    assert hands.last_said() == text("sheet.empty")
    assert hands.view.editor is not None and hands.view.editor.patient.editor.hasFocus()


def test_what_there_is_nothing_of_is_said(hands: Hands) -> None:
    hands.key(KEY.Key_F3)
    assert hands.last_said() == text("sheet.nothing_before")
    hands.key(KEY.Key_F8)
    assert hands.last_said() == text("sheet.none_wrong")
    hands.key(KEY.Key_F7)
    assert hands.last_said() == text("sheet.unidentified")
    hands.head()
    hands.key(KEY.Key_D, CTRL)
    assert hands.last_said() == text("sheet.nothing_to_copy")
    hands.key(KEY.Key_Delete, CTRL)
    assert hands.last_said() == text("sheet.nothing_to_remove")
    hands.key(KEY.Key_F9)
    assert hands.last_said() == text("sheet.findings.no_warning")


def test_a_line_emptied_again_is_no_line(hands: Hands) -> None:
    hands.head()
    hands.type("7")
    hands.key(KEY.Key_Backspace)
    hands.key(KEY.Key_Escape)
    hands.settle()
    assert hands.lines == []
    assert hands.workspace.drafts.summaries() == []


def test_what_the_model_proposes_goes_with_a_field_into_the_header(hands: Hands) -> None:
    hands.head()
    hands.line()
    quantity = hands.path("quantidade")
    hands.view.arrange(dict(hands.desk.handle.arrangement) | {quantity: HEADER})
    hands.settle()
    assert hands.view.header.fields[quantity].editor.raw() == "1"
    hands.view.open_line(hands.desk.blank_line())
    hands.line("maria", "I10")
    assert hands.cell(hands.lines[1], "quantidade") == "1"
    hands.view.header.host.focus_slot(quantity)
    hands.enter("2")
    assert [hands.cell(line, "quantidade") for line in hands.lines] == ["2", "2"]


def test_every_field_says_its_name_to_a_screen_reader(hands: Hands) -> None:
    hands.head()
    editor = hands.view.editor
    assert editor is not None
    assert editor.accessibleName() == text("sheet.line_name", number=1)
    bindings = [*hands.view.header.host.bindings.values(), *editor.host.bindings.values()]
    assert all(binding.editor.accessibleName() for binding in bindings)
    assert editor.patient is not None
    assert editor.patient.editor.accessibleName().startswith("Paciente")


@pytest.mark.seen
def test_at_twice_the_size_the_sheet_is_no_wider_than_its_window(hands: Hands) -> None:
    table = hands.page.view.table
    assert not table.isColumnHidden(3)
    hands.window.resize(629, 384)
    hands.bot.waitUntil(lambda: table.isColumnHidden(3))
    assert hands.page.minimumSizeHint().width() <= 629
    seen = table.viewport()
    hands.bot.waitUntil(lambda: sum(one.width() for one in table.areas()) <= seen.width())
    hands.window.resize(1170, 692)
    hands.bot.waitUntil(lambda: not table.isColumnHidden(3))
