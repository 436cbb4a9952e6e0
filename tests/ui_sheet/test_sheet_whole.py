"""A sheet concluded, left, resumed, discarded; and killed while it is typed."""

from collections.abc import Callable
from threading import Event

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sheet_hands import CNS, CTRL, KEY, OTHER_CNS, Hands

from coletor.messages import text
from coletor.model import load_model
from coletor.outbox.types import Result
from coletor.sheets import SheetError, Sheets, plan, slots_of
from coletor.store import Drafts, StoreError
from ui.sheet.starting import SheetStart, new_sheet, resumed_sheet
from ui.sheet.table import LineTable


def test_a_sheet_is_concluded_in_one_go_and_the_next_begins(hands: Hands) -> None:
    hands.head()
    hands.line()
    hands.key(KEY.Key_Return, CTRL)
    hands.until(lambda: text("sheet.went_one") in hands.last_said())
    hands.until(lambda: hands.desk.handle.sheet_id is None)
    hands.settle()
    (row,) = hands.workspace.outbox.queue()
    assert row.state == "pronto"
    assert hands.lines == []
    hands.key(KEY.Key_F3)  # the header of the sheet before, its day left out
    assert hands.desk.handle.header[hands.path("modalidade")] == "07"
    assert not hands.desk.handle.header.get(hands.path("data_admissao"))


def test_f3_writes_over_nothing_and_what_is_typed_while_concluding_is_of_the_next(
    hands: Hands,
) -> None:
    hands.head()
    hands.line()
    before = hands.desk
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_Return, CTRL)
    for letter in "15072026":  # at once: the sheet is on its way
        QTest.keyClick(hands.window, letter)
    hands.until(lambda: hands.page.desk not in (None, before))
    hands.settle()
    day, way = hands.path("data_admissao"), hands.path("modalidade")
    assert hands.desk.handle.header[day] in ("15072026", "15/07/2026")
    hands.view.header.host.focus_slot(way)
    hands.type("02")
    hands.key(KEY.Key_F3)
    assert hands.desk.handle.header[way].startswith("02")
    assert hands.desk.handle.header[hands.path("carater")] == "01"
    assert hands.desk.handle.header[day] in ("15072026", "15/07/2026")


def test_a_line_removed_and_wanted_back_at_once_is_there(hands: Hands) -> None:
    hands.head()
    hands.line()
    hands.view.open_line(hands.lines[0])
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_Delete, CTRL)
    hands.view.acts.undo_sheet()  # before the writer is done
    hands.settle()
    assert [hands.cell(line, "cns_individuo") != "" for line in hands.lines] == [True]


def test_what_became_of_the_lines_is_said_beside_the_sheet(hands: Hands) -> None:
    hands.head()
    hands.line()
    (uuid,) = [line.uuid for line in hands.lines]
    hands.key(KEY.Key_Return, CTRL)
    hands.until(lambda: hands.page.answers.words() == "1 na fila")
    hands.page.answers.watch([("u2", "Ana")])  # of the sheet before
    told = hands.page.context.dispatcher.told
    told.emit(Result("u2", "incluir", "aceito", "P-1"))
    told.emit(Result(uuid, "incluir", "rejeitado", message="O CBO não pode."))
    said = hands.page.answers.words()
    assert said.startswith("1 aceito · 1 rejeitado") and "O CBO não pode." in said
    hands.settle()
    hands.key(KEY.Key_F8)  # no line is pending: what came back is next
    assert hands.went == [("digitar", uuid)]
    assert hands.page.answers.words() == "1 aceito"


def test_one_wrong_line_stays_and_has_the_cursor(hands: Hands) -> None:
    hands.head()
    hands.line()
    hands.line("Rita", "I10")
    hands.key(KEY.Key_Return, CTRL)
    hands.until(lambda: text("sheet.stays_one") in hands.last_said())
    hands.settle()
    (left,) = hands.lines
    assert hands.cell(left, "nome_individuo") == "Rita"
    assert hands.view.editor is not None
    assert hands.view.editor.session is left
    assert text("sheet.gone_count", count=1) in hands.page.head.words()


def test_nothing_goes_when_every_line_is_wrong(hands: Hands) -> None:
    hands.head()
    hands.line("Rita", "I10")
    hands.key(KEY.Key_Return, CTRL)
    hands.until(lambda: hands.last_said() == text("sheet.none_went", count=1))


def test_one_reason_settles_the_same_warning_of_many_lines(hands: Hands) -> None:
    hands.head(modalidade="06", codigo_diagnostico="J459")
    hands.enter(CNS)
    hands.pick("maria")
    hands.key(KEY.Key_Return, CTRL)
    hands.until(lambda: hands.page.stack.currentWidget() is hands.page.confirm)
    hands.until(lambda: not hands.page.keys.holding)  # what was typed meanwhile is of no reason
    confirm = hands.page.confirm
    assert not confirm.go.isEnabled()
    for edit in confirm.reasons.values():
        edit.setFocus()
        hands.type("conferido")
    assert confirm.preview.text().startswith(text("sheet.confirm.preview", going=2, total=2))
    hands.key(KEY.Key_Return, CTRL)
    hands.until(lambda: hands.said and "fila" in hands.last_said())


def test_typing_over_the_list_of_sheets_begins_one_with_that_key(
    hands: Hands, open_page: Callable[[], Hands]
) -> None:
    hands.type("maria")  # no day: the list does not call the sheet by it
    hands.page.finish()
    hands.settle()
    again = open_page()
    chooser = again.page.chooser
    assert again.page.stack.currentWidget() is chooser
    assert chooser.list.item(1).text().startswith(f"folha de {text('sheet.chooser.no_day')}")
    again.type("1")
    again.until(lambda: again.page.sheet_in_view)
    again.type("407")
    admission = again.view.header.fields[again.path("data_admissao")].editor
    assert admission.hasFocus() and admission.text() == "1407"


@pytest.mark.seen
def test_a_sheet_is_resumed_only_when_it_is_chosen(
    hands: Hands, open_page: Callable[[], Hands]
) -> None:
    hands.head()
    hands.line()
    hands.line("Rita", "I10")
    hands.page.finish()
    hands.settle()
    again = open_page()
    assert again.page.stack.currentWidget() is again.page.chooser
    assert again.lines == []
    again.key(KEY.Key_Down)
    again.key(KEY.Key_Return)
    assert [again.cell(line, "nome_individuo") for line in again.lines] == [
        "Maria Aparecida dos Santos",
        "Rita",
    ]
    assert again.view.header.fields[again.path("modalidade")].editor.text()
    again.line(OTHER_CNS, "I10")
    assert len(Sheets(again.workspace.store).lines(again.desk.handle.sheet_id)) == 3


def stored(hands: Hands) -> set[str]:
    """Return the texts of the lines that are on the disk."""
    sheet_id = hands.desk.handle.sheet_id
    lines = Sheets(hands.workspace.store).lines(sheet_id) if sheet_id is not None else []
    return {text_ for line in lines for row in line.draft.rows for text_ in row.cells.values()}


def test_killed_at_any_key_nothing_stored_is_half_a_line(
    hands: Hands, open_page: Callable[[], Hands]
) -> None:
    """The page is never told to finish: what a keystroke brought is on the disk by itself."""
    hands.head()
    hands.type("7084")
    hands.until(lambda: "7084" in stored(hands))
    again = open_page()
    again.key(KEY.Key_Down)
    again.key(KEY.Key_Return)
    (line,) = again.lines
    assert again.cell(line, "cns_individuo") == "7084"
    assert again.cell(line, "codigo_procedimento") == "0301010072"
    assert again.cell(line, "cbo") == "225125"


@pytest.mark.seen
def test_a_discarded_sheet_comes_back_with_its_lines(hands: Hands) -> None:
    hands.head()
    hands.line()
    hands.key(KEY.Key_O, CTRL)
    hands.key(KEY.Key_Return)  # a new sheet; the first stays open
    hands.until(lambda: hands.desk.handle.sheet_id is None)
    hands.settle()
    hands.key(KEY.Key_O, CTRL)
    hands.key(KEY.Key_Down)
    hands.key(KEY.Key_Delete)
    assert hands.page.notice.words() == text("sheet.discarded")
    sheets = Sheets(hands.workspace.store)
    assert sheets.open() == []
    hands.page.notice.acted.emit()
    hands.until(sheets.open)
    hands.settle()
    (found,) = sheets.open()
    assert found.open_lines == 1


def test_what_changed_elsewhere_is_read_again(hands: Hands) -> None:
    hands.head()
    hands.line()
    line = hands.lines[0]
    hands.page.hide()
    drafts, operator = hands.workspace.drafts, hands.workspace.operator.id
    draft = drafts.open(line.uuid)
    path = hands.path("carater")
    hands.tasks.change(
        lambda: drafts.set_cell(draft.id, draft.root.id, path, "02", operator),
        touches=("drafts",),
    )
    hands.settle()
    hands.page.show()
    hands.page.activate()
    hands.settle()
    assert hands.desk.filled[0].text_of(path) == "02"


def test_hundreds_of_lines_are_shown_and_one_has_editors(hands: Hands) -> None:
    hands.head()
    hands.line()
    sheets, operator = Sheets(hands.workspace.store), hands.workspace.operator.id
    sheet, line = hands.desk.handle.sheet_id, hands.lines[0]
    draft = hands.workspace.drafts.open(line.uuid)
    with hands.workspace.store.change() as db:
        for _ in range(30):
            made = hands.workspace.drafts.insert(db, "cmd-2017", operator)
            sheets.attach(db, sheet, made)
    assert draft is not None
    hands.key(KEY.Key_O, CTRL)
    hands.page.begin(lambda: _resumed(hands, sheet))
    hands.until(lambda: hands.desk.complete and len(hands.desk.lines) >= 32)
    hands.settle()
    assert len(hands.view.table.rows()) == 32
    editors = [each for each in hands.view.table.viewport().children() if each.isWidgetType()]
    assert sum(not each.isHidden() for each in editors) == 1


def _resumed(hands: Hands, sheet: int | None):
    assert sheet is not None
    return resumed_sheet(hands.workspace, sheet)


def test_a_sheet_that_does_not_open_takes_no_keys_of_the_one_asked_for_after_it(
    hands: Hands,
) -> None:
    def gone() -> SheetStart:
        raise SheetError("sheet.not_stored")

    hands.page.begin(gone)
    hands.page.begin(lambda: new_sheet(hands.workspace))
    QTest.keyClicks(QApplication.focusWidget(), "14072026")
    hands.settle()
    assert hands.last_said() == text("sheet.not_stored")
    assert hands.desk.header.text_of(hands.path("data_admissao")) == "14072026"


def test_concluding_is_stopped_by_the_key_that_began_it(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(workspace, sheet_id, progress, stop):
        assert stop.wait(30)
        return plan(workspace, sheet_id, progress, stop)

    monkeypatch.setattr("ui.sheet.concluding.plan", slow)
    hands.head()
    hands.line()
    hands.page.conclude()
    concluding = hands.page.departing.concluding
    assert concluding is not None
    assert concluding.busy
    hands.until(lambda: concluding._handle is not None)
    hands.page.conclude()
    hands.until(lambda: not concluding.busy)
    assert hands.last_said() == text("sheet.stopped")
    assert len(hands.lines) == 1
    assert hands.workspace.outbox.queue() == []


def test_a_conclusion_under_way_is_waited_for_wherever_the_person_goes(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = Event()

    def slow(workspace, sheet_id, progress, stop):
        assert free.wait(30)
        return plan(workspace, sheet_id, progress, stop)

    monkeypatch.setattr("ui.sheet.concluding.plan", slow)
    hands.head()
    hands.line()
    desk = hands.desk
    hands.page.conclude()
    hands.page.hide()
    hands.tasks.changed.emit(frozenset({"contacts"}))
    hands.page.show()
    hands.page.activate()
    QTest.keyClick(hands.page, KEY.Key_O, CTRL)
    assert hands.page.sheet_in_view and not hands.page.starting
    free.set()
    hands.until(hands.workspace.outbox.queue)
    hands.until(lambda: hands.page.desk is not desk)
    hands.settle()


def test_a_sheet_whose_last_words_cannot_be_written_is_not_concluded_and_says_so(
    hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Never without what was typed last; and the conclusion can be asked for again."""

    def full(*_args: object) -> str:
        raise StoreError("store.full", file="coletor.db")

    hands.head()
    hands.line()
    with monkeypatch.context() as patch:
        patch.setattr(Drafts, "set_cells", full)
        line = hands.lines[0]
        line.write_all({hands.path("codigo_diagnostico"): "I10"}, typing=False)
        hands.until(lambda: hands.desk.troubled)
        hands.page.conclude()
        hands.until(lambda: not hands.page.departing.concluding.busy)
        assert hands.last_said() == text("sheet.stays_here")
        hands.page.begin(lambda: pytest.fail("the sheet was left"))
    assert hands.tasks.settle() == []
    assert hands.cell(line, "codigo_diagnostico") == "I10"


def test_a_line_older_than_a_correction_of_the_register_says_so(hands: Hands) -> None:
    hands.head()
    hands.line()
    line = hands.lines[0]
    hands.view.open_line(line)
    hands.settle()
    patients, operator = hands.workspace.patients, hands.workspace.operator.id
    entry = patients.find("cns", CNS)
    values = {**entry.values, "data_nascimento": "1984-03-08"}
    hands.tasks.change(
        lambda: patients.save(values, operator, entry_id=entry.id), touches=("people",)
    )
    said = "Nascimento 08/03/1984 (aqui, 07/03/1984)"
    hands.until(lambda: said in " ".join(hands.view.findings.words()))
    hands.key(KEY.Key_R, CTRL)
    assert hands.cell(line, "data_nascimento") == "08/03/1984"
    assert said not in " ".join(hands.view.findings.words())


@pytest.mark.usefixtures("theme")
def test_no_column_of_the_lines_leaves_a_wide_screen(qtbot) -> None:
    table = LineTable()
    qtbot.addWidget(table)
    model = load_model("cmd-2017")
    code = model.by_role["codigo_diagnostico"].path
    table.lay_out([slot for slot in slots_of(model) if slot.id == code])
    table.show()
    for width in (1100, 1700):
        table.resize(width, 200)
        assert table.horizontalHeader().length() <= table.viewport().width()
