"""The whole job through the command line: make, import, check, queue, send, correct, cancel."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coletor import clock
from coletor.contact import new_uuid
from coletor.demonstration.samples import load_samples
from coletor.identifiers import cns
from coletor.model import load_model
from coletor.training import TrainingServer

MODEL = load_model("cmd-2017")


def contact(number: int = 0, **changes: Any) -> dict[str, Any]:
    samples = load_samples(MODEL, clock.today())
    document = {**samples.documents[number], "uuid": new_uuid()}
    document["contato"] = {"estabelecimento": "2077485", **document["contato"]}
    return {**document, **changes}


def write(file: Path, *documents: Any) -> Path:
    lines = [json.dumps(document, ensure_ascii=False) for document in documents]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


@pytest.fixture
def server(tmp_path: Path) -> Iterator[TrainingServer]:
    with TrainingServer(tmp_path / "servidor") as running:
        yield running


def test_import_queue_send_and_look_at_one(run, folder: Path, tmp_path: Path) -> None:
    good, other = contact(0), contact(1)
    file = write(tmp_path / "contatos.ndjson", good, other)
    imported = run("--pasta", folder, "importar", file, "--concluir", "--json")
    assert imported.code == 0
    assert [row["resultado"] for row in imported.records[:2]] == ["na_fila", "na_fila"]
    assert imported.records[2] == {"resumo": {"na_fila": 2, "rascunho": 0, "recusado": 0}}

    queue = run("--pasta", folder, "fila", "--json").records
    assert [(row["uuid"], row["operacao"], row["situacao"]) for row in queue] == [
        (good["uuid"], "incluir", "pronto"),
        (other["uuid"], "incluir", "pronto"),
    ]
    assert list(queue[0]) == [
        "uuid",
        "operacao",
        "situacao",
        "tentativas",
        "proxima",
        "codigo",
        "mensagem",
        "caminho",
    ]
    sent = run("--pasta", folder, "enviar", "--ate-esvaziar", "--json")
    assert sent.code == 0
    *results, summary = sent.records
    assert {row["resultado"] for row in results} == {"aceito"}
    assert all(row["protocolo"] for row in results)
    assert summary["resumo"]["aceitos"] == 2
    assert run("--pasta", folder, "fila", "--json").records == []

    shown = run("--pasta", folder, "contato", "mostrar", good["uuid"], "--json").records[0]
    assert shown["situacao"] == "aceito"
    assert shown["comprovantes"][0]["versao"] == 1
    assert shown["contato"]["individuo"] == good["individuo"]
    assert shown["contato"]["procedimentos"][0]["versao"]
    words = run("--pasta", folder, "contato", "mostrar", good["uuid"]).out
    assert "CNS" in words
    assert "Histórico" in words


def test_a_rejection_is_corrected_by_altering_and_accepted(
    run, folder: Path, tmp_path: Path
) -> None:
    refused = contact(4)
    run("--pasta", folder, "importar", write(tmp_path / "c.json", refused), "--concluir")
    sent = run("--pasta", folder, "enviar", "--json")
    assert sent.code == 1
    assert sent.records[0]["resultado"] == "rejeitado"
    waiting = run("--pasta", folder, "fila", "--json").records[0]
    assert waiting["situacao"] == "rejeitado"
    assert waiting["caminho"] == MODEL.by_role["cns_individuo"].path
    assert run("--pasta", folder, "enviar", "--json").records[0]["resumo"]["rejeitados"] == 0

    refused["individuo"]["cns"] = cns.build("13309876540")
    file = write(tmp_path / "novo.json", refused)
    altered = run("--pasta", folder, "contato", "alterar", refused["uuid"], "--arquivo", file)
    assert altered.code == 0
    again = run("--pasta", folder, "enviar", "--json")
    assert again.code == 0
    assert again.records[0]["resultado"] == "aceito"


def test_a_draft_is_listed_and_concluded_when_it_is_right(
    run, folder: Path, tmp_path: Path
) -> None:
    wrong = contact(0)
    del wrong["individuo"]["nome"]
    right = contact(1)
    imported = run(
        "--pasta", folder, "importar", write(tmp_path / "c.json", wrong, right), "--json"
    )
    assert imported.code == 1
    assert [row["resultado"] for row in imported.records[:2]] == ["rascunho", "rascunho"]
    assert "Nome completo" in imported.records[0]["mensagem"]
    refused = run("--pasta", folder, "contato", "concluir", wrong["uuid"])
    assert refused.code == 1
    assert "Nome completo" in refused.err
    assert run("--pasta", folder, "contato", "concluir", right["uuid"]).code == 0
    listed = run("--pasta", folder, "contato", "listar", "--json").records
    assert {row["uuid"]: row["situacao"] for row in listed} == {
        wrong["uuid"]: "rascunho",
        right["uuid"]: "pronto",
    }
    only = run("--pasta", folder, "contato", "listar", "--situacao", "rascunho", "--json")
    assert [row["uuid"] for row in only.records] == [wrong["uuid"]]
    assert "Antônio" in run("--pasta", folder, "contato", "listar").out


def test_an_accepted_contact_is_cancelled_with_a_reason(run, folder: Path, tmp_path: Path) -> None:
    document = contact(0)
    run("--pasta", folder, "importar", write(tmp_path / "c.json", document), "--concluir")
    run("--pasta", folder, "enviar")
    assert run("--pasta", folder, "contato", "cancelar", document["uuid"]).code == 2
    cancelled = run(
        "--pasta", folder, "contato", "cancelar", document["uuid"], "--motivo", "engano"
    )
    assert cancelled.code == 0
    assert run("--pasta", folder, "enviar", "--json").records[0]["operacao"] == "cancelar"
    shown = run("--pasta", folder, "contato", "mostrar", document["uuid"], "--json").records[0]
    assert shown["situacao"] == "cancelado"


def test_what_cannot_be_held_is_refused_row_by_row(run, folder: Path, tmp_path: Path) -> None:
    known = contact(0)
    file = write(
        tmp_path / "c.ndjson",
        known,
        {**contact(1), "extra": 1},
        {**contact(1), "modelo": "cmd-9999"},
        {**contact(1), "uuid": "123"},
        [1, 2],
    )
    with file.open("a", encoding="utf-8") as stream:
        stream.write('{"modelo": "cmd-2017", "uuid"\n')
    first = run("--pasta", folder, "importar", file, "--json")
    assert first.code == 1
    *rows, summary = first.records
    assert [row["resultado"] for row in rows] == ["rascunho"] + ["recusado"] * 5
    assert [row["linha"] for row in rows] == [1, 2, 3, 4, 5, 6]
    assert summary["resumo"] == {"na_fila": 0, "rascunho": 1, "recusado": 5}
    again = run("--pasta", folder, "importar", write(tmp_path / "d.json", known))
    assert again.code == 1
    assert "já tem um contato" in again.out


def test_a_contact_without_identifier_gets_one(run, folder: Path, tmp_path: Path) -> None:
    document = contact(0)
    del document["uuid"]
    ran = run("--pasta", folder, "importar", write(tmp_path / "c.json", document), "--json")
    assert ran.records[0]["resultado"] == "rascunho"
    assert len(ran.records[0]["uuid"]) == 36


def test_export_and_import_carry_everything(run, folder: Path, tmp_path: Path) -> None:
    documents = [contact(number) for number in range(4)]
    run("--pasta", folder, "importar", write(tmp_path / "c.ndjson", *documents), "--concluir")
    exported = run("--pasta", folder, "exportar", tmp_path / "saida.ndjson", "--json")
    assert exported.records == [{"resumo": {"contatos": 4}}]
    lines = (tmp_path / "saida.ndjson").read_text("utf-8").splitlines()
    assert {json.loads(line)["uuid"] for line in lines} == {one["uuid"] for one in documents}
    sheet = run("--pasta", folder, "exportar", tmp_path / "saida.csv")
    assert sheet.code == 0
    head = (tmp_path / "saida.csv").read_text("utf-8-sig").splitlines()[0]
    assert head.split(";")[2:] == [element.column for element in MODEL.leaves]
    missing = run("--pasta", folder, "exportar", tmp_path / "nada" / "saida.csv")
    assert missing.code == 2
    assert "saida.csv" in missing.err


def test_sending_to_a_named_training_webservice(
    run, folder: Path, tmp_path: Path, server: TrainingServer
) -> None:
    run("--pasta", folder, "configurar", "webservice.endereco", server.address)
    run("--pasta", folder, "importar", write(tmp_path / "c.json", contact(0)), "--concluir")
    assert run("--pasta", folder, "enviar").code == 0


def test_wrong_webservice_secrets_stop_the_queue(
    run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLETOR_WS_SENHA", "outra")
    run("--pasta", folder, "importar", write(tmp_path / "c.json", contact(0)), "--concluir")
    ran = run("--pasta", folder, "enviar", "--json")
    assert ran.code == 2
    assert ran.err
    assert run("--pasta", folder, "fila", "--json").records[0]["situacao"] == "pronto"
    monkeypatch.delenv("COLETOR_WS_SENHA")
    assert run("--pasta", folder, "enviar", "--ate-esvaziar").code == 0


def test_a_webservice_that_is_down_loses_nothing(
    run, folder: Path, tmp_path: Path, server: TrainingServer
) -> None:
    run("--pasta", folder, "configurar", "webservice.endereco", server.address)
    run("--pasta", folder, "importar", write(tmp_path / "c.json", contact(0)), "--concluir")
    server.stop()
    ran = run("--pasta", folder, "enviar", "--json")
    assert ran.code == 2
    assert ran.records[-1]["resumo"]["aceitos"] == 0
    assert len(run("--pasta", folder, "fila", "--json").records) == 1


@pytest.mark.parametrize("address", ["https://servico.example.org/cmd", "http://192.0.2.7/cmd"])
def test_a_training_folder_sends_to_nobody_else(run, folder: Path, address: str) -> None:
    run("--pasta", folder, "configurar", "webservice.endereco", address)
    ran = run("--pasta", folder, "enviar")
    assert ran.code == 2
    assert "treinamento" in ran.err


def test_the_demonstration_ends_with_every_contact_accepted(run, tmp_path: Path) -> None:
    ran = run("--pasta", tmp_path / "demo", "demonstracao")
    assert ran.code == 0
    assert ran.err == ""
    assert "rejeitado ·" in ran.out
    assert "rejeitado → corrigido → aceito" in ran.out
    assert "tudo confere" in ran.out.lower()
    assert re.search(r" \d{2}/\d{2}/\d{4} ", ran.out)
    assert not re.search(r"  \d{4}-\d{2}-\d{2}  ", ran.out)
    assert run("--pasta", tmp_path / "demo", "demonstracao").code == 2
    listed = run("--pasta", tmp_path / "demo", "contato", "listar", "--json").records
    assert {row["situacao"] for row in listed} == {"aceito"}
    assert len(listed) == 6
