"""People of a spreadsheet come into the registers, as far as they can."""

import threading
from datetime import date
from pathlib import Path

import pytest
from register_people import DOCTOR, NURSE, OPERATOR, card, person, taxpayer
from spreadsheets import bring, sheet

from coletor.messages import text
from coletor.registers import PATIENTS, PROFESSIONALS, Register, RegisterError, described
from coletor.registers.spreadsheet import (
    PeopleStoppedError,
    foresee,
    import_people,
    importing,
    read_people,
)
from coletor.store import StoreError
from coletor.workspace import Workspace


def test_known_people_are_updated_and_the_history_keeps_what_was(
    workspace: Workspace, patients: Register, tmp_path: Path
) -> None:
    known = patients.save(person(1, "José", sexo="F"), OPERATOR)
    by_name = {"nome": "Rita", "nome_mae": "Eva", "data_nascimento": "1/1/1950"}
    patients.save({**by_name, "cpf": taxpayer(2)}, OPERATOR)
    file = sheet(
        tmp_path / "p.csv",
        ["CNS", "Nome", "Mãe", "DN", "Sexo", "Celular"],
        [card(1), "JOSE", "", "", "M", "99"],
        [card(2), "RITA", "EVA", "01/01/1950", "", ""],
    )
    report = bring(workspace, file)
    first, second = report.rows
    assert first.message == text("registers.cell.updated", labels="Sexo, Telefone")
    assert second.message == text("registers.cell.updated", labels="CNS")
    entry = patients.get(known.id)
    assert entry is not None and entry.values["nome"] == "José" and entry.values["sexo"] == "M"
    assert patients.history(known.id)[-1].changes == {"sexo": ("F", "M"), "telefone": ("", "99")}
    assert patients.history(known.id)[-1].origin == "planilha"
    assert patients.count() == 2


def test_rows_that_clash_with_each_other_are_told_before_and_refused_alike(
    workspace: Workspace, patients: Register, tmp_path: Path
) -> None:
    file = sheet(
        tmp_path / "p.csv",
        ["CNS", "CPF", "Nome", "Mãe", "DN", "Celular"],
        [card(1), "", "CARLOS LIMA", "EVA", "01/02/1980", ""],
        [card(1), "", "CARLA LIMA", "EVA", "01/02/1981", ""],
        [card(1), "", "Carlos de Lima", "EVA", "01/02/1980", "99"],
        [card(2), taxpayer(2), "PAULA", "ANA", "05/05/1976", ""],
        [card(3), taxpayer(2), "PAULO", "ANA", "05/05/1977", ""],
    )
    other = text("registers.cell.row_other", label="CNS", line=2)
    code = text("registers.cell.row_code", label="CNS", line=5, shared="CPF")
    wanted = [None, other, None, None, code]
    foreseen = foresee(workspace, read_people(file, PATIENTS))
    assert [row.problem.message if row.problem else None for row in foreseen] == wanted
    assert patients.count() == 0
    report = import_people(workspace, PATIENTS, file)
    outcomes = ["novo", "recusado", "atualizado", "novo", "recusado"]
    assert [row.outcome for row in report.rows] == outcomes
    assert [row.message for row in report.rows if row.outcome == "recusado"] == [other, code]
    assert {entry.values["nome"] for entry in patients.page()} == {"Carlos de Lima", "PAULA"}


def test_professionals_are_vinculos(workspace: Workspace, tmp_path: Path) -> None:
    file = sheet(
        tmp_path / "p.xlsx",
        ["Profissional", "CNS", "Ocupação", "INE"],
        ["RUI", card(1), "Enfermeiro", 123456],
        ["", card(1), "2251-25", ""],
        ["RUI", card(1), DOCTOR, ""],
        ["RUI", "", DOCTOR, ""],
    )
    report = bring(workspace, file, PROFESSIONALS)
    assert [row.outcome for row in report.rows] == ["novo", "novo", "igual", "recusado"]
    found = workspace.professionals.page()
    assert {(one.values["nome"], one.values["cbo"], one.values.get("equipe")) for one in found} == {
        ("RUI", NURSE, "0000123456"),
        ("RUI", DOCTOR, None),
    }


def test_a_chosen_mapping_takes_the_place_of_the_recognised(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = sheet(tmp_path / "p.csv", ["CNS", "Coluna 2", "Sexo"], [card(1), "Ana", "F"])
    report = import_people(workspace, PATIENTS, file, {0: "cns", 1: "nome"})
    assert report.ignored == ("Sexo",)
    assert workspace.patients.page()[0].values == {"cns": card(1), "nome": "Ana"}


def test_a_stopped_import_says_so_and_goes_on(workspace: Workspace, tmp_path: Path) -> None:
    rows = [[card(number), "Ana"] for number in range(90)]
    file = sheet(tmp_path / "p.csv", ["CNS", "Nome"], *rows)
    stop = threading.Event()
    told: list[int] = []

    def stop_after_the_first(done: int) -> None:
        told.append(done)
        stop.set()

    report = import_people(
        workspace, PATIENTS, file, progress=stop_after_the_first, stop=stop, aside=False
    )
    assert report.stopped and len(report.rows) == told[0] == workspace.patients.count() < 90
    counts = bring(workspace, file).counts
    assert (counts["igual"], counts["novo"]) == (told[0], 90 - told[0])


def test_a_full_disk_says_what_is_stored(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """registers.file.stopped: the rows before are told."""
    file = sheet(tmp_path / "p.csv", ["CNS", "Nome"], *[[card(n), "Ana"] for n in range(40)])
    original = importing._Import._one

    def full(self: importing._Import, db: object, row: importing.Row) -> object:
        if row.line > 35:
            raise StoreError("store.full", file="coletor.db", folder="x")
        return original(self, db, row)  # type: ignore[arg-type]

    monkeypatch.setattr(importing._Import, "_one", full)
    with pytest.raises(PeopleStoppedError) as caught:
        bring(workspace, file)
    assert caught.value.message_id == "registers.file.stopped"
    assert len(caught.value.report.rows) == workspace.patients.count() == 30


def test_a_clash_that_came_up_meanwhile_is_a_refusal(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def clash(*_: object, **__: object) -> int:
        raise RegisterError("registers.taken", label="CNS", value="1", name="Eva")

    monkeypatch.setattr("coletor.registers.table.insert", clash)
    report = bring(workspace, sheet(tmp_path / "p.csv", ["CNS", "Nome"], [card(1), "Ana"]))
    assert "Eva" in report.rows[0].message


def test_the_first_rows_are_shown_as_they_will_be_and_what_is_refused_is_told(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = sheet(
        tmp_path / "pessoas.xlsx",
        ("Nome do paciente", "Cartão SUS", "Dt. nasc.", "CPF", "SEXO"),
        ["  JOSÉ   LIMA", int(card(1)), date(1980, 7, 14), int(taxpayer(1)), "Fem"],
        ["", "", "", "", ""],
        ["ANA", card(2), "31/02/1980", "", "M"],
        ["BIA", card(4), "1/2/80", taxpayer(2), "F"],
    )
    workspace.patients.save(person(3, cpf=taxpayer(2)), OPERATOR)
    jose, ana, bia = foresee(workspace, read_people(file, PATIENTS))
    number = card(1)
    masked = " ".join((number[:3], number[3:7], number[7:11], number[11:]))
    own = described(PATIENTS).by_id
    assert jose.texts == {
        "nome": "JOSÉ LIMA",
        "cns": masked,
        "data_nascimento": "14/07/1980",
        "cpf": own["cpf"].display(taxpayer(1)),
        "sexo": own["sexo"].display("F"),
    }
    assert jose.problem is None
    assert ana.line == 4 and ana.problem is not None
    assert ana.problem.field_id == "data_nascimento"
    assert ana.texts["data_nascimento"] == "31/02/1980"
    assert ana.texts["sexo"] == own["sexo"].display("M")
    assert bia.problem is not None  # the CPF is of somebody with another CNS
    assert bia.problem.field_id == "cns"
    assert workspace.patients.count() == 1
    report = import_people(workspace, PATIENTS, file)
    assert [row.outcome for row in report.rows] == ["novo", "recusado", "recusado"]
