"""``coletor modelo esquema``, ``conversao`` and ``converter``, as the shell runs them."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from command_line import Run
from jsonschema import Draft202012Validator
from test_model_conversion import CONTACT

from coletor.messages import text


def contact(**changes: str) -> dict[str, Any]:
    document = copy.deepcopy(CONTACT)
    document["contato"]["admissao"].update(changes)
    return document


def written(tmp_path: Path, *lines: object) -> Path:
    file = tmp_path / "antigos.ndjson"
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    file.write_text("\n".join(texts) + "\n", encoding="utf-8")
    return file


def other(document: dict[str, Any], digit: int) -> dict[str, Any]:
    """Give a contact an identifier of its own."""
    return {**document, "uuid": document["uuid"][:-1] + str(digit)}


def test_the_list_says_whose_text_is_incomplete(run: Run) -> None:
    lines = run("modelo", "listar").out.splitlines()
    assert lines[0].endswith(text("model.command.completeness"))
    found = {line.split()[0]: line for line in lines[2:]}
    assert found["atendimento-clinico-2017"].endswith("texto incompleto")
    assert found["sumario-alta-2017"].endswith("  completo")


def test_the_schema_is_printed_or_written(run: Run, tmp_path: Path) -> None:
    ran = run("modelo", "esquema", "cmd-2017")
    assert ran.code == 0
    Draft202012Validator.check_schema(json.loads(ran.out))
    file = tmp_path / "esquema.json"
    assert run("modelo", "esquema", "cmd-2017", "--arquivo", file).code == 0
    assert json.loads(file.read_text("utf-8")) == json.loads(ran.out)
    assert "Não existe o modelo “cmd-9999”" in run("modelo", "esquema", "cmd-9999").err


def test_the_decisions_are_printed(run: Run) -> None:
    ran = run("modelo", "conversao", "cmd-2016", "cmd-2017")
    assert ran.code == 0
    assert ran.out.startswith("# Conversão de contatos: CMD 2016 para CMD 2017")
    back = run("modelo", "conversao", "cmd-2017", "cmd-2016")
    assert back.code == 2
    assert "Não há conversão do modelo “cmd-2017”" in back.err


def test_contacts_go_out_and_the_report_to_the_side(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path, CONTACT, other(contact(procedencia="2016-08"), 1))
    ran = run("modelo", "converter", file, "--para", "cmd-2017")
    assert ran.code == 1
    assert [record["modelo"] for record in ran.records] == ["cmd-2017"] * 2
    assert ran.records[1]["contato"]["admissao"]["procedencia"] == "12"
    lines = ran.err.splitlines()
    assert lines[0] == f"Linha 1 ({CONTACT['uuid']}): nada a anotar."
    assert lines[1].endswith(": 1 anotação.")
    assert lines[2].startswith("  presumido: contato.admissao.procedencia: Procedência: “Atenção H")
    assert lines[3] == (
        "2 de 2 contatos convertidos para cmd-2017: 0 valores perdidos, 1 presumidos, 0 em falta."
    )


def test_a_file_without_notes_is_all_right(run: Run, tmp_path: Path) -> None:
    output = tmp_path / "novos.ndjson"
    ran = run(
        "modelo", "converter", written(tmp_path, CONTACT), "--para", "cmd-2017", "--saida", output
    )
    assert ran.code == 0
    assert "nada a anotar" in ran.out
    assert json.loads(output.read_text("utf-8"))["uuid"] == CONTACT["uuid"]


def test_the_report_as_json(run: Run, tmp_path: Path) -> None:
    first = contact()
    del first["individuo"]["nome"], first["individuo"]["raca_cor"]
    file = written(tmp_path, first, "{", {**other(CONTACT, 2), "modelo": "cmd-9999"})
    output = tmp_path / "novos.ndjson"
    ran = run("modelo", "converter", file, "--para", "cmd-2017", "--saida", output, "--json")
    assert ran.code == 1
    assert [record.get("convertido") for record in ran.records] == [True, False, False, None]
    assert [note["tipo"] for note in ran.records[0]["notas"]] == ["falta", "falta"]
    assert ran.records[0]["notas"][0]["caminho"] == "individuo.nome"
    assert "Não existe o modelo “cmd-9999”" in ran.records[2]["problema"]
    assert ran.records[3] == {
        "resumo": {"contatos": 3, "convertidos": 1, "perdido": 0, "presumido": 0, "falta": 2}
    }
    assert len(output.read_text("utf-8").splitlines()) == 1


def test_json_asks_for_an_output_file(run: Run, tmp_path: Path) -> None:
    ran = run("modelo", "converter", written(tmp_path, CONTACT), "--para", "cmd-2017", "--json")
    assert (ran.code, ran.out) == (2, "")
    assert text("model.conversion.report.json_needs_file") in ran.err


def test_lines_that_are_no_old_contact(run: Run, tmp_path: Path) -> None:
    nameless = other(CONTACT, 3)
    del nameless["modelo"]
    nobody = other(CONTACT, 5)
    del nobody["uuid"]
    new = {**other(CONTACT, 4), "modelo": "cmd-2017"}
    file = written(tmp_path, nobody, 7, nameless, new, CONTACT, CONTACT)
    ran = run("modelo", "converter", file, "--para", "cmd-2017")
    assert ran.code == 1
    lines = ran.err.splitlines()
    assert lines[0] == "Linha 1 (sem identificador): nada a anotar."
    assert lines[1] == f"Linha 2: {text('model.conversion.report.no_object')}"
    assert lines[2] == f"Linha 3: {text('model.conversion.report.no_model')}"
    assert lines[3].endswith("já é do modelo cmd-2017; passou como está.")
    assert lines[5].startswith("Linha 6: ")  # the identifier was used on line 5
    assert [record["modelo"] for record in ran.records] == ["cmd-2017"] * 4
    assert ran.records[1] == new


def test_three_notes_are_counted(run: Run, tmp_path: Path) -> None:
    document = contact()
    del document["individuo"]["nome"], document["individuo"]["nome_mae"]
    ran = run("modelo", "converter", written(tmp_path, document), "--para", "cmd-2017")
    assert ": 2 anotações." in ran.err


def test_what_cannot_be_read_or_written_is_said(run: Run, tmp_path: Path) -> None:
    absent = run("modelo", "converter", tmp_path / "nada.ndjson", "--para", "cmd-2017")
    assert (absent.code, absent.out) == (2, "")
    assert "nada.ndjson" in absent.err
    output = tmp_path / "sem" / "pasta.ndjson"
    ran = run(
        "modelo", "converter", written(tmp_path, CONTACT), "--para", "cmd-2017", "--saida", output
    )
    assert ran.code == 2
    assert "Não foi possível gravar pasta.ndjson" in ran.err
    unknown = run("modelo", "converter", written(tmp_path, CONTACT), "--para", "cmd-1999")
    assert "Não existe o modelo “cmd-1999”" in unknown.err


@pytest.mark.parametrize("command", ["schema", "convert", "conversion"])
def test_the_help_names_each_command(run: Run, command: str) -> None:
    words = text(f"model.command.{command}").split()[:3]
    assert " ".join(words) in run("modelo", "--ajuda").out
    for option in ("convert_to", "convert_output"):
        first = " ".join(text(f"model.command.{option}").split()[:3])
        assert first in run("modelo", "converter", "--ajuda").out
