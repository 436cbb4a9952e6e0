"""The registers on the command line."""

import json
from pathlib import Path

import pytest
from made_folders import training_folder
from register_people import card

from coletor.cli.main import main
from coletor.messages import text
from coletor.registers.spreadsheet import PeopleStoppedError, Report, RowResult
from coletor.store import StoreError
from coletor.workspace import Workspace


def test_a_stopped_import_and_an_unknown_person_are_failures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    training_folder(tmp_path / "pasta")
    half = Report((RowResult(2, "novo"),), stopped=True)
    monkeypatch.setattr("coletor.cli.commands.people.import_people", lambda *_, **__: half)
    pasta = ["--pasta", str(tmp_path / "pasta"), "paciente"]
    assert main([*pasta, "importar", "x.csv"]) == 2
    assert capsys.readouterr().err.strip() == text("registers.cli.stopped")
    assert main([*pasta, "mostrar", "7"]) == 2
    assert capsys.readouterr().err.strip() == text("registers.cli.nobody", who="7")

    def full(*_: object, **__: object) -> Report:
        raise PeopleStoppedError(3, StoreError("store.full", file="x", folder="y"), half)

    monkeypatch.setattr("coletor.cli.commands.people.import_people", full)
    assert main([*pasta, "importar", "x.csv", "--json"]) == 2
    captured = capsys.readouterr()
    assert '"novo": 1' in captured.out and "linha 3" in captured.err


def test_people_come_in_are_found_and_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, file = tmp_path / "pasta", tmp_path / "p.csv"
    training_folder(folder)
    file.write_text(f"CNS;Nome;Apelido\n{card(1)};Ana Lima;azul\n123;Rui;\n", encoding="utf-8")

    def run(*arguments: object) -> tuple[int, str]:
        code = main(["--pasta", str(folder), *map(str, arguments)])
        return code, capsys.readouterr().out

    code, out = run("paciente", "importar", file)
    assert code == 1
    assert out.splitlines()[0].startswith(
        text("registers.cli.row", line=3, outcome="recusado", message="")
    )
    assert text("registers.cli.ignored", names="Apelido") in out
    code, out = run("paciente", "importar", file, "--json")
    *rows, last = map(json.loads, out.splitlines())
    assert [row["resultado"] for row in rows] == ["igual", "recusado"]
    assert last["resumo"] == {
        "novo": 0,
        "atualizado": 0,
        "igual": 1,
        "recusado": 1,
        "colunas_ignoradas": ["Apelido"],
    }
    code, out = run("paciente", "buscar", "lima", "an", "--json")
    (found,) = map(json.loads, out.splitlines())
    assert (code, found["nome"], found["cns"], found["usos"]) == (0, "Ana Lima", card(1), 0)
    assert run("paciente", "listar")[1].count("Ana Lima") == 1
    code, out = run("paciente", "mostrar", card(1), "--json")
    shown = json.loads(out)
    assert (shown["diferencas"], shown["historico"][0]["origem"]) == ([], "planilha")
    assert shown["removido_em"] is None
    assert "Ana Lima" in run("paciente", "mostrar", found["id"])[1]
    assert run("profissional", "listar") == (0, text("registers.cli.none") + "\n")
    assert run("profissional", "mostrar", card(1))[0] == 2
    assert run("profissional", "modelo", tmp_path / "m.xlsx")[0] == 0
    assert (tmp_path / "m.xlsx").exists()


def test_the_people_of_contacts_from_before_come_in_first_and_how_far_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "pasta"
    training_folder(folder)
    with Workspace.open(folder) as workspace, workspace.store.change() as db:
        db.execute("INSERT INTO register_todo (uuid, at) VALUES ('u', '2026-07-01')")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert main(["--pasta", str(folder), "paciente", "listar"]) == 0
    captured = capsys.readouterr()
    assert text("workspace.maintain_people") in captured.err
    assert text("registers.cli.filling", percent=100) in captured.err
    assert captured.out == text("registers.cli.none") + "\n"
    assert main(["--pasta", str(folder), "profissional", "listar"]) == 0
    assert not capsys.readouterr().err
