"""Spreadsheets as they come: every format, mended cells, and a report for each row."""

import multiprocessing
from datetime import date
from pathlib import Path
from typing import Any, cast

import openpyxl
import pytest
from register_people import OPERATOR, card, person, taxpayer
from spreadsheets import bring, sheet

from coletor.errors import ColetorError
from coletor.identifiers import municipio
from coletor.messages import text
from coletor.registers import PATIENTS, PROFESSIONALS, Register, described
from coletor.registers.spreadsheet import (
    import_people,
    importing,
    read_people,
    write_template,
)
from coletor.registers.spreadsheet.cells import CellError, Cells
from coletor.registers.spreadsheet.child import RowsAside
from coletor.registers.spreadsheet.reading import sheets_of
from coletor.terminology.library import Library
from coletor.terminology.types import Cover, Coverage, Hit
from coletor.workspace import Workspace

HEAD = ("Nome do paciente", "Cartão SUS", "Dt. nasc.", "CPF", "SEXO", "Cor preferida")


@pytest.mark.parametrize("ending", [".xlsx", ".xls", ".csv"])
def test_every_format_brings_the_same_people(
    workspace: Workspace, tmp_path: Path, ending: str
) -> None:
    file = sheet(
        tmp_path / f"pessoas{ending}",
        ["Relatório de cadastro"],
        HEAD,
        ["JOSÉ LIMA", int(card(1)), date(1980, 7, 14), int(taxpayer(1)), "Fem", "azul"],
        ["", "", "", "", "", ""],
        ["ANA", card(2), "14/7/80", "", "Masculino", "verde"],
    )
    reading = read_people(file, PATIENTS)
    assert (reading.line, reading.headings, reading.ignored) == (2, HEAD, ("Cor preferida",))
    assert reading.mapping == {0: "nome", 1: "cns", 2: "data_nascimento", 3: "cpf", 4: "sexo"}
    assert reading.sample[0][0] == "JOSÉ LIMA"
    report = bring(workspace, file)
    assert [(row.line, row.outcome, row.message) for row in report.rows] == [
        (3, "novo", ""),
        (5, "novo", ""),
    ]
    assert report.ignored == ("Cor preferida",) and not report.stopped
    ana, jose = workspace.patients.page()
    assert jose.values == {
        "cns": card(1),
        "cpf": taxpayer(1),
        "nome": "JOSÉ LIMA",
        "data_nascimento": "1980-07-14",
        "sexo": "F",
    }
    assert (ana.values["data_nascimento"], ana.values["sexo"]) == ("1980-07-14", "M")
    again = bring(workspace, file)
    assert again.counts == {"novo": 0, "atualizado": 0, "igual": 2, "recusado": 0}
    assert len(workspace.patients.history(jose.id)) == 1


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8", ","), ("utf-8-sig", ";"), ("latin-1", ";"), ("utf-16", "\t")],
)
def test_text_in_every_encoding(
    workspace: Workspace, tmp_path: Path, encoding: str, delimiter: str
) -> None:
    file = tmp_path / "p.csv"
    lines = [["CNS", "Nome da mãe", "Nome"], [card(1), "Conceição", '"Sá; Íris"']]
    file.write_bytes("\r\n".join(map(delimiter.join, lines)).encode(encoding))
    assert bring(workspace, file).counts["novo"] == 1
    (entry,) = workspace.patients.page()
    assert (entry.values["nome_mae"], entry.values["nome"]) == ("Conceição", "Sá; Íris")


SP = municipio.build("355030")


@pytest.mark.parametrize(
    ("heading", "cell", "field", "kept"),
    [
        ("CPF", int(taxpayer(12)), "cpf", taxpayer(12)),
        (
            "CPF",
            f"{taxpayer(12)[:3]}.{taxpayer(12)[3:6]}.{taxpayer(12)[6:9]}-{taxpayer(12)[9:]}",
            "cpf",
            taxpayer(12),
        ),
        ("CPF", "-", "cpf", None),
        ("CEP", 1310100, "cep_residencia", "01310100"),
        ("Nascimento", 29416, "data_nascimento", "1980-07-14"),
        ("Nascimento", "1980-07-14 00:00:00", "data_nascimento", "1980-07-14"),
        ("Nascimento", 4071980, "data_nascimento", "1980-07-04"),
        ("Raça/Cor", "Negra", "raca_cor", "02"),
        ("Raça/Cor", 3, "raca_cor", "03"),
        ("Raça/Cor", "03 - Parda", "raca_cor", "03"),
        ("Sexo", "Mulher", "sexo", "F"),
        ("Cidade", "São Paulo - SP", "municipio_residencia", SP),
        ("Cidade", "SAO PAULO/SP", "municipio_residencia", SP),
        ("Cidade", "são paulo", "municipio_residencia", SP),
        ("IBGE", 355030, "municipio_residencia", SP),
        ("IBGE", f"{SP} - São Paulo", "municipio_residencia", SP),
        ("País", "brasil", "pais_residencia", "10"),
        ("Telefone", 81999990000, "telefone", "81999990000"),
    ],
)
def test_cells_are_mended(
    workspace: Workspace, tmp_path: Path, heading: str, cell: object, field: str, kept: str | None
) -> None:
    file = sheet(tmp_path / "p.xlsx", ["CNS", "Nome", heading], [card(1), "Ana", cell])
    report = bring(workspace, file)
    assert report.counts["novo"] == 1, report.rows
    (entry,) = workspace.patients.page()
    assert entry.values.get(field) == kept
    if field == "municipio_residencia":
        assert entry.values["pais_residencia"] == "10"


@pytest.mark.parametrize(
    ("row", "field", "said"),
    [
        ({"CNS": "7,00501E+14"}, "cns", "registers.cell.power"),
        ({"Nascimento": "30/02/1948"}, "data_nascimento", "registers.cell.no_day"),
        ({"CNS": "123"}, "cns", "15 algarismos"),
        ({"CNS": ""}, "cns", "registers.unnamed"),
        ({"Nome": ""}, "nome", "registers.missing"),
        ({"CPF": 12345}, "cpf", "registers.cpf"),
        ({"Nascimento": "31/02/1980"}, "data_nascimento", "calendário"),
        ({"Sexo": "X"}, "sexo", "Feminino"),
        ({"Município": "Lugar Nenhum"}, "municipio_residencia", "registers.cell.unknown"),
        ({"CPF": "1", "CNS": "2"}, "cns", "registers.cell.more"),
        ({"CPF": taxpayer(90)}, "cns", "registers.cell.other_code"),
        ({"CNS": card(80), "CPF": taxpayer(90)}, "cns", "registers.cell.two"),
    ],
)
def test_each_refusal_says_the_field_and_what_to_do(
    workspace: Workspace,
    patients: Register,
    tmp_path: Path,
    row: dict[str, object],
    field: str,
    said: str,
) -> None:
    patients.save(person(90, cpf=taxpayer(90)), OPERATOR)
    patients.save(person(80, "OUTRA"), OPERATOR)
    whole = {"CNS": card(3), "Nome": "Ana", **row}
    report = bring(workspace, sheet(tmp_path / "p.xlsx", list(whole), list(whole.values())))
    (refused,) = report.rows
    assert (refused.line, refused.outcome, refused.field) == (2, "recusado", field)
    assert refused.as_json()["campo"] == field
    beginning = text(said, **dict.fromkeys(PLACES, "§")).split("§") if "." in said else [said]
    assert all(part in refused.message for part in beginning), refused.message
    assert patients.count() == 2


PLACES = (
    *("label", "value", "first", "others", "one", "other", "name"),
    *("said", "kept", "codes", "same", "last", "count"),
)


class _Many:
    """Code tables in which a name is that of several codes."""

    def covers(self, table: str) -> Coverage:
        return Coverage(Cover.EXACT, table)

    def search(self, table: str, name: str, limit: int) -> list[Hit]:
        return [
            Hit(table, code, name.upper(), "", "ok", "") for code in ("2201919", "4101", "2201919")
        ]


def test_a_name_is_taken_only_where_it_is_one_code(tmp_path: Path) -> None:
    field = described(PATIENTS).by_role["municipio_residencia"]
    with pytest.raises(CellError) as caught:
        Cells(cast(Any, _Many())).value(field, "Bom Jesus")
    said = {"label": field.label, "value": "Bom Jesus"}
    assert str(caught.value) == text("registers.cell.several", count=2, **said)
    assert Cells(cast(Any, _Many())).value(field, "Bom Jesus - PI") == "2201919"
    with pytest.raises(CellError) as caught:
        Cells(Library(tmp_path)).value(field, "Bom Jesus")
    assert str(caught.value) == text("registers.cell.no_table", **said)


@pytest.mark.parametrize("said", ["não", "N", "-", ""])
def test_no_third_establishment_is_no_code(tmp_path: Path, said: str) -> None:
    field = described(PROFESSIONALS).by_role["estabelecimento_terceiro"]
    assert Cells(Library(tmp_path)).value(field, said) == ""


def test_a_helper_that_dies_is_said(tmp_path: Path) -> None:
    source = importing.Source(tmp_path, PATIENTS, None, tmp_path, demonstration=True)
    here, there = multiprocessing.Pipe(duplex=False)
    there.close()
    with pytest.raises(ColetorError) as caught:
        list(RowsAside(source, None)._follow(here))
    assert caught.value.message_id == "registers.file.helper_ended"
    here.close()


def test_reading_aside_gives_the_same(workspace: Workspace, tmp_path: Path) -> None:
    """A child process reads and checks; what it refuses arrives as it is."""
    rows = [[card(number), f"Ana {number}", "azul"] for number in range(120)]
    file = sheet(tmp_path / "p.csv", ["CNS", "Nome", "Cor predileta"], *rows, ["123", "Rui", ""])
    report = import_people(workspace, PATIENTS, file, aside=True)
    assert (report.counts["novo"], report.counts["recusado"]) == (120, 1)
    assert report.ignored == ("Cor predileta",)
    empty = sheet(tmp_path / "q.csv", ["Outra coisa"], ["x"])
    with pytest.raises(ColetorError) as caught:
        import_people(workspace, PATIENTS, empty, aside=True)
    assert caught.value.message_id == "registers.file.no_headings"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "registers.file.unreadable"),
        (b"  \n", "registers.file.empty"),
        (b"<html><table>", "registers.file.page"),
        (b"PK\x03\x04 nada", "registers.file.damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "registers.file.damaged"),
        (b"\x89PNG\x00\x00", "registers.file.other"),
        (b"a;b\n1;2\n", "registers.file.no_headings"),
        (b'CNS;Nome\n1;"' + b"x" * 140_000, "registers.file.line"),
    ],
)
def test_a_file_that_is_no_list_of_people_is_refused(
    workspace: Workspace, tmp_path: Path, content: bytes | None, said: str
) -> None:
    file = tmp_path / "pessoas.xlsx"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ColetorError) as caught:
        bring(workspace, file)
    assert caught.value.message_id == said
    assert workspace.patients.count() == 0


def test_a_file_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coletor.registers.spreadsheet.reading.LARGEST", 3)
    with pytest.raises(ColetorError) as caught:
        sheets_of(sheet(tmp_path / "p.csv", ["CNS", "Nome"]))
    assert caught.value.message_id == "registers.file.large"


@pytest.mark.parametrize("register", [PATIENTS, PROFESSIONALS])
def test_the_empty_spreadsheet_is_recognised_whole(
    workspace: Workspace, tmp_path: Path, register: str
) -> None:
    file = tmp_path / "modelo.xlsx"
    write_template(file, register)
    own = (workspace.patients if register == PATIENTS else workspace.professionals).definition
    assert list(read_people(file, register).mapping.values()) == [one.id for one in own.fields]
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == [own.title, text("registers.template.title")]
    explained = [row[0] for row in book.worksheets[1].iter_rows(min_row=2, values_only=True)]
    assert explained == [one.label for one in own.fields]
    assert bring(workspace, file, register).rows == ()
    with pytest.raises(ColetorError, match=r"\.xlsx"):
        write_template(tmp_path / "modelo.csv", register)
    with pytest.raises(ColetorError, match="não pôde"):
        write_template(tmp_path / "nada" / "modelo.xlsx", register)
