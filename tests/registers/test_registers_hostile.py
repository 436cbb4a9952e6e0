"""Spreadsheets that lie, break half way or grow, and refusals that must leave nothing behind."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from register_people import OPERATOR, card, person, taxpayer

from coletor.errors import ColetorError
from coletor.registers import PATIENTS, Register, RegisterError, described, table
from coletor.registers.spreadsheet import PeopleStoppedError, import_people, read_people
from coletor.workspace import Workspace

_PART = "xl/worksheets/sheet1.xml"


def workbook(path: Path, people: int, change: Callable[[bytes], bytes]) -> Path:
    """Write a workbook and change the text of its sheet."""
    book = openpyxl.Workbook()
    book.worksheets[0].append(["CNS", "Nome"])
    for number in range(people):
        book.worksheets[0].append([card(number), f"Ana {number}"])
    aside = path.with_name("direita.xlsx")
    book.save(aside)
    with zipfile.ZipFile(aside) as right, zipfile.ZipFile(path, "w") as wrong:
        for name in right.namelist():
            content = right.read(name)
            wrong.writestr(name, change(content) if name == _PART else content)
    return path


def test_what_a_workbook_says_of_its_size_cuts_nobody_off(
    workspace: Workspace, tmp_path: Path
) -> None:
    """Programs that write ``A1`` as the dimension of every sheet are many."""

    def small(content: bytes) -> bytes:
        changed = content.replace(b'ref="A1:B4"', b'ref="A1"')
        assert changed != content
        return changed

    file = workbook(tmp_path / "p.xlsx", 3, small)
    report = import_people(workspace, PATIENTS, file, aside=False)
    assert report.counts["novo"] == workspace.patients.count() == 3


def test_a_file_damaged_further_down_says_what_is_stored(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = workbook(tmp_path / "p.xlsx", 90, lambda content: content[: len(content) * 4 // 5])
    with pytest.raises(PeopleStoppedError) as caught:
        import_people(workspace, PATIENTS, file, aside=False)
    assert caught.value.message_id == "registers.file.stopped"
    stored = caught.value.report.counts["novo"]
    assert stored == workspace.patients.count() == 60
    assert "62" in str(caught.value) and "incompleto" in str(caught.value)


def test_a_small_file_that_unpacks_to_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coletor.registers.spreadsheet.reading.LARGEST_INSIDE", 1000)
    file = workbook(tmp_path / "p.xlsx", 90, lambda content: content)
    with pytest.raises(ColetorError) as caught:
        read_people(file, PATIENTS)
    assert caught.value.message_id == "registers.file.unpacked"


def test_a_quote_left_open_takes_no_rows_behind_it(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "p.csv"
    lines = ["CNS;Nome", f'{card(1)};"Ana', f"{card(2)};Rui"]
    file.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(ColetorError) as caught:
        import_people(workspace, PATIENTS, file, aside=False)
    assert caught.value.message_id == "registers.file.line"
    assert caught.value.fields["line"] == 2
    file.write_text(f'CNS;Nome\n{card(1)};"Ana\nLima"\n{card(2)};\n', encoding="utf-8")
    report = import_people(workspace, PATIENTS, file, aside=False)
    assert [(row.line, row.outcome) for row in report.rows] == [(2, "novo"), (4, "recusado")]
    assert [entry.values["nome"] for entry in workspace.patients.page()] == ["Ana Lima"]


def test_a_refused_entry_leaves_nothing_in_the_transaction_it_shares(
    workspace: Workspace, patients: Register
) -> None:
    """A row of a spreadsheet that clashes is refused; the rows beside it are committed."""
    own = described(PATIENTS)
    first = patients.save({**person(1), "cpf": taxpayer(1)}, OPERATOR)
    second = patients.save({**person(2), "cpf": taxpayer(2)}, OPERATOR)
    with workspace.store.change() as db:
        with pytest.raises(RegisterError):
            table.insert(db, own, {**person(3), "cpf": taxpayer(1)}, OPERATOR, origin="planilha")
        clash = {**second.values, "cpf": first.values["cpf"]}
        with pytest.raises(RegisterError):
            table.update(db, own, second, clash, OPERATOR, origin="planilha")
    assert patients.count() == 2
    for entry in (first, second):
        assert patients.find("cns", entry.values["cns"]) == entry
        assert patients.find("cpf", entry.values["cpf"]) == entry
    assert patients.find("cns", card(3)) is None


def test_what_others_wrote_meanwhile_stays(patients: Register) -> None:
    """A clerk has the entry open while a spreadsheet or a contact completes it."""
    seen = patients.save(person(1), OPERATOR)
    patients.save({**seen.values, "telefone": "1234", "nome": "Outra"}, OPERATOR, entry_id=seen.id)
    typed = {**seen.values, "nome": "Ana Lima", "observacao": "Recado"}
    made = patients.save(typed, OPERATOR, entry_id=seen.id, seen=seen.values)
    assert made.values == {**typed, "telefone": "1234"}
    emptied = {name: value for name, value in made.values.items() if name != "telefone"}
    patients.save(emptied, OPERATOR, entry_id=seen.id, seen=made.values)
    assert "telefone" not in patients.page()[0].values
    assert len(patients.history(seen.id)) == 4


def test_what_two_people_wrote_is_checked_together(patients: Register) -> None:
    seen = patients.save({**person(1), "cpf": taxpayer(1)}, OPERATOR)
    without = {name: value for name, value in seen.values.items() if name != "cpf"}
    patients.save(without, OPERATOR, entry_id=seen.id)
    lonely = {"nome": "Ana", "cpf": seen.values["cpf"]}
    with pytest.raises(RegisterError) as caught:
        patients.save(lonely, OPERATOR, entry_id=seen.id, seen=seen.values)
    assert caught.value.message_id == "registers.problem"
    assert patients.page()[0].values == without
