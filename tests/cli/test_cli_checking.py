"""``coletor validar``: findings as lines, a summary, no password, nothing stored."""

import json
from pathlib import Path

import pytest
from official_tables import official_tables, take

from coletor import clock
from coletor.contact import new_uuid
from coletor.demonstration.samples import load_samples
from coletor.messages import text
from coletor.model import load_model

MODEL = load_model("cmd-2017")


def valid() -> dict[str, object]:
    document = {**load_samples(MODEL, clock.today()).documents[0], "uuid": new_uuid()}
    document["contato"] = {"estabelecimento": "2077485", **document["contato"]}
    document["diagnosticos"] = [{**row, "versao": "20080101"} for row in document["diagnosticos"]]
    document["procedimentos"] = [
        {**row, "versao": "20260710A"} for row in document["procedimentos"]
    ]
    return document


@pytest.mark.parametrize("form", ["object", "array", "lines"])
def test_one_object_an_array_and_lines_are_read(run, tmp_path: Path, form: str) -> None:
    file = tmp_path / "c.json"
    documents = [valid()] if form == "object" else [valid(), valid()]
    texts = {
        "object": json.dumps(documents[0], indent=2),
        "array": json.dumps(documents),
        "lines": "\n".join(json.dumps(one) for one in documents),
    }
    file.write_text(texts[form], encoding="utf-8")
    ran = run("--pasta", tmp_path, "validar", file, "--json")
    assert ran.code == 0, ran.out
    assert ran.records[-1]["resumo"]["contatos"] == len(documents)
    assert ran.records[-1]["resumo"]["validos"] == len(documents)
    assert "sigtap-cbo" in ran.records[-1]["resumo"]["nao_verificadas"]


def test_findings_have_line_rule_place_and_message(run, folder: Path, tmp_path: Path) -> None:
    wrong = valid()
    wrong["individuo"] = {**wrong["individuo"], "cns": "708401234567897"}
    file = tmp_path / "c.ndjson"
    file.write_text(json.dumps(valid()) + "\n" + json.dumps(wrong) + "\n", encoding="utf-8")
    ran = run("--pasta", folder, "validar", file, "--json")
    assert ran.code == 1
    finding, summary = ran.records[0], ran.records[-1]["resumo"]
    assert list(finding) == ["linha", "uuid", "regra", "gravidade", "caminho", "mensagem"]
    assert (finding["linha"], finding["uuid"]) == (2, wrong["uuid"])
    assert (finding["regra"], finding["gravidade"]) == ("cns-digito", "erro")
    assert finding["caminho"] == MODEL.by_role["cns_individuo"].path
    assert summary["com_erros"] == 1
    said = run("--pasta", folder, "validar", file)
    assert "Linha 2: erro" in said.out


def test_a_file_cut_in_half_is_a_finding_with_its_line(run, tmp_path: Path) -> None:
    file = tmp_path / "c.ndjson"
    whole = json.dumps(valid())
    file.write_text(whole + "\n" + json.dumps(valid())[:200], encoding="utf-8")
    ran = run("--pasta", tmp_path, "validar", file, "--json")
    assert ran.code == 1
    assert ran.records[0]["linha"] == 2
    assert ran.records[0]["regra"] == "arquivo-json"


def test_a_file_that_is_not_there_exits_with_2(run, tmp_path: Path) -> None:
    ran = run("--pasta", tmp_path, "validar", tmp_path / "nada.json", "--json")
    assert ran.code == 2
    assert "nada.json" in ran.err
    assert ran.out == ""


@pytest.mark.reference
def test_the_examples_have_no_error_with_the_real_tables(
    run, tmp_path: Path, shared: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path / "p"
    take(official_tables(shared, tmp_path_factory), place / "tabelas", "sigtap", "cid-10")
    for example in sorted((shared / "design" / "examples").glob("*.json")):
        ran = run("--pasta", place, "validar", example, "--json")
        assert ran.code == 0, ran.out
        assert len(ran.records) == 1


@pytest.mark.parametrize("form", ["null", "[null]"])
def test_null_is_no_contact(run, tmp_path: Path, form: str) -> None:
    file = tmp_path / "c.json"
    file.write_text(form + "\n", encoding="utf-8")
    ran = run("--pasta", tmp_path, "validar", file, "--json")
    assert ran.code == 1
    assert [row["regra"] for row in ran.records[:-1]] == ["modelo-tipo"]
    assert ran.records[-1]["resumo"]["com_erros"] == 1


@pytest.mark.parametrize("way", ["option", "environment"])
def test_a_folder_that_was_named_must_exist(run, tmp_path: Path, monkeypatch, way: str) -> None:
    file = tmp_path / "c.json"
    file.write_text(json.dumps(valid()), encoding="utf-8")
    absent = tmp_path / "ausente"
    if way == "environment":
        monkeypatch.setenv("COLETOR_PASTA", str(absent))
    ran = run(*(["--pasta", absent] if way == "option" else []), "validar", file)
    assert ran.code == 2
    assert ran.err.strip() == text("establishment.no_folder", folder=absent)
    assert ran.out == ""
