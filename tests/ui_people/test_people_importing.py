"""The import of a spreadsheet through its page: columns, mapping, report, files out."""

import csv
from pathlib import Path
from threading import Event

import openpyxl
import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from coletor.messages import text
from coletor.registers.spreadsheet import Reading, Report, import_people, read_people
from coletor.store import StoreError
from ui.people import import_work
from ui.people.screen import PatientsScreen

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
HEADS = ["Prontuário", "Nome do paciente", "Mãe", "DN", "CPF", "Apelido"]
ROWS = [
    ["1", "Ana Beatriz Lima", "Elza Lima", "07/03/2015", "529.982.247-25", "Bia"],
    ["2", "Maria Aparecida dos Santos", "Josefa dos Santos", "07/03/1984", "", ""],
    ["3", "Zulmira Prado", "Luzia Prado", "30/02/1990", "", ""],
]


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    file = tmp_path / "ubs.csv"
    with file.open("w", encoding="latin-1", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows([HEADS, *ROWS])
    return file


@pytest.fixture
def page(desk, sheet: Path, monkeypatch: pytest.MonkeyPatch):
    """Return the page with the sheet looked at; the child process has its own tests."""

    def here(*args, aside: bool, **options):
        assert aside  # a window asks for a process of its own
        return import_people(*args, aside=False, **options)

    monkeypatch.setattr(import_work, "import_people", here)
    desk.open(PatientsScreen)
    desk.key(KEY.Key_I, CTRL)
    made = desk.screen.importing
    made.open_file(sheet)
    desk.settle()
    return made


def cells_of(rows) -> list[QModelIndex]:
    """Return the cells of the first row of a table."""
    return [rows.index(0, place) for place in range(rows.columnCount())]


def test_columns_are_recognised_and_shown_with_their_first_values(desk, page) -> None:
    chosen = [field.id for _, field in page.looking.grid.chosen()]
    assert chosen == ["cpf", "nome", "nome_mae", "data_nascimento"]
    rows = page.looking.preview.model()
    heads = [rows.headerData(place, Qt.Orientation.Horizontal) for place in range(3)]
    assert heads == [text("people.import.outcome"), "CPF", "Nome completo"]
    assert [rows.index(line, 0).data() for line in range(3)] == ["", "", "recusado"]
    assert rows.index(0, 2).data() == "Ana Beatriz Lima"
    assert rows.index(2, 4).data() == "30/02/1990"  # as it stands there: it is no day
    assert "30/02/1990" in page.looking.reason and page.looking.reason.startswith("Linha 4: ")
    assert page.begin_button.isEnabled()
    assert desk.workspace.patients.count() == 3  # nothing is written yet


def test_the_mapping_is_changed_by_keyboard(desk, page) -> None:
    choice = page.looking.grid.choice(HEADS.index("Apelido"))
    choice.setFocus()
    choice.selectAll()
    QTest.keyClicks(choice, "contato")
    desk.key(KEY.Key_Return)
    assert page.looking.grid.mapping()[HEADS.index("Apelido")] == "observacao"
    desk.settle()
    assert "Bia" in [cell.data() for cell in cells_of(page.looking.preview.model())]
    choice.set_raw("nome")
    choice.rawEdited.emit("nome")
    assert not page.begin_button.isEnabled()
    assert "Mais de uma coluna" in page.notice.words()


def test_the_keys_of_the_list_do_nothing_behind_the_import(desk, page) -> None:
    desk.key(KEY.Key_Insert)
    assert page.isVisible()
    assert not desk.screen.side.editing
    desk.key(KEY.Key_N, CTRL)
    assert desk.went == [("digitar", "")]


def test_a_required_field_without_a_column_is_said(page) -> None:
    choice = page.looking.grid.choice(HEADS.index("Nome do paciente"))
    choice.set_raw("-")
    choice.rawEdited.emit("-")
    assert "Nome completo" in page.notice.words()
    page.begin()
    assert not page.importing


@pytest.mark.seen
def test_every_row_is_told_and_the_refused_ones_first(desk, page) -> None:
    desk.key(KEY.Key_Return, CTRL)
    assert page.report.isVisible()
    assert page.notice.words() == text(
        "people.import.done", novo=1, atualizado=0, igual=1, recusado=1
    )
    (refused,) = page.report.rows.rows()
    assert (refused.line, refused.field) == (4, "data_nascimento")
    field, what = (page.report.rows.index(0, column).data() for column in (2, 3))
    assert refused.message.startswith(f"{field}: {what} ") and not what.startswith(field)
    assert text("people.import.what") == page.report.rows.columns[3].title
    assert QApplication.focusWidget() is page.report.table
    assert page.report.said == refused.message
    page.report.which.button("novo").click()
    assert [row.line for row in page.report.rows.rows()] == [2]
    assert page.report.said == ""  # the line marked now has nothing to say
    desk.key(KEY.Key_Escape)
    desk.settle()
    assert "Ana Beatriz Lima" in desk.names()


def test_the_saved_report_says_nobodys_data_unless_asked(desk, page, tmp_path: Path) -> None:
    desk.key(KEY.Key_Return, CTRL)
    file = tmp_path / "relatorio.csv"
    page.save_report(file)
    desk.settle()
    lines = list(csv.reader(file.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert lines[3][:3] == ["4", "recusado", "Nascimento"]
    assert lines[3][3] == text("people.import.look", line=4, field="Nascimento")
    assert "1990" not in file.read_text("utf-8-sig")
    page.report.reasons.button("com").click()
    page.save_report(file)
    desk.settle()
    assert "1990" in file.read_text("utf-8-sig")


def test_a_report_that_cannot_be_written_is_said(desk, page, tmp_path: Path) -> None:
    desk.key(KEY.Key_Return, CTRL)
    page.save_report(tmp_path / "falta" / "relatorio.csv")
    desk.settle()
    assert "relatorio.csv" in page.notice.words()


def test_a_file_that_is_no_list_of_people_is_refused_in_place(desk, page, tmp_path: Path) -> None:
    page.choose()
    other = tmp_path / "outra.csv"
    other.write_text("a;b\n1;2\n", encoding="utf-8")
    page.open_file(other)
    desk.settle()
    assert "outra.csv" in page.notice.words()
    assert QApplication.focusWidget() is page.choosing.choose_button


def test_stopping_keeps_what_came_in_and_says_so(desk, page, monkeypatch) -> None:
    def stopped(*args, progress, stop, **_options):
        progress(7)
        stop.wait(30)
        return Report((), stopped=True)

    monkeypatch.setattr(import_work, "import_people", stopped)
    page.begin()
    assert page.importing
    desk.until(lambda: "7 linhas" in page.progress._what.text())
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_Escape)
    desk.settle()
    assert page.notice.words() == text("people.import.stopped")


def test_a_file_that_takes_long_to_read_is_given_up_with_esc(
    desk, page, sheet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    free, asked = Event(), []

    def slow(path: Path, register_id: str) -> Reading:
        assert free.wait(30)
        return read_people(path, register_id)

    def ask(*_: object) -> tuple[str, str]:
        asked.append(True)
        return "", ""

    monkeypatch.setattr(import_work, "read_people", slow)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", ask)
    page.choose()
    page.open_file(sheet)
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_O, CTRL)
    assert page.importing and not asked  # one file at a time
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_Escape)
    assert not page.importing
    assert QApplication.focusWidget() is page.choosing.choose_button
    free.set()
    desk.settle()
    assert page.choosing.isVisible()  # what was read of it comes too late
    assert not page.progress.isVisible()


def test_an_import_under_way_hears_nothing_of_a_preview_that_fails(
    desk, page, monkeypatch: pytest.MonkeyPatch
) -> None:
    began, failed, told = Event(), Event(), []

    def fail(*_: object) -> None:
        assert began.wait(30)
        failed.set()
        raise StoreError("store.full", file="coletor.db")

    def bring(*_: object, stop: Event, **_options: object) -> Report:
        began.set()
        assert stop.wait(30)
        return Report((), stopped=True)

    monkeypatch.setattr(import_work, "foresee", fail)
    monkeypatch.setattr(import_work, "import_people", bring)
    page.looking.changed.emit()
    page.begin()
    assert failed.wait(30)
    desk.tasks.query(lambda: None, told.append)
    desk.until(lambda: told)
    assert page.importing
    page.leave()
    desk.settle()
    assert page.notice.words() == text("people.import.stopped")


def test_the_empty_spreadsheet_is_written_where_asked(desk, page, tmp_path, monkeypatch) -> None:
    page.choose()
    file = tmp_path / "modelo.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    desk.key(KEY.Key_M, CTRL)
    heads = [cell.value for cell in openpyxl.load_workbook(file).worksheets[0][1]]
    assert heads == [field.label for field in page.definition.fields]
    assert "modelo.xlsx" in desk.said[-1][0]
