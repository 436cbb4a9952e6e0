"""What the command line says when the world does not help: full disks, a silent service."""

import json
from pathlib import Path
from typing import Any

import pytest

from coletor import clock
from coletor.contact import new_uuid
from coletor.demonstration.samples import load_samples
from coletor.messages import text
from coletor.messages.catalogue import templates
from coletor.model import load_model
from coletor.store import Store
from coletor.training import TrainingServer


def contacts(file: Path, count: int) -> Path:
    sample = load_samples(load_model("cmd-2017"), clock.today()).documents[0]
    body = {**sample, "contato": {"estabelecimento": "2077485", **sample["contato"]}}
    lines = (json.dumps({**body, "uuid": new_uuid()}) for _ in range(count))
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def opening(message: str) -> str:
    """Return the words of a message after its first place, up to the next."""
    return templates()[message].partition("}")[2].partition("{")[0]


def serve(folder: Path, *faults: dict[str, Any]) -> TrainingServer:
    return TrainingServer(folder, faults=list(faults))


def test_an_import_stops_at_the_first_line_that_a_full_disk_does_not_take(
    run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = Store.open

    def small(*arguments: Any, **more: Any) -> Store:
        store = plain(*arguments, **more)
        store._writer.execute("PRAGMA max_page_count = 1")  # as many as there are
        return store

    monkeypatch.setattr(Store, "open", small)
    file = contacts(tmp_path / "c.ndjson", 200)
    ran = run("--pasta", folder, "importar", file, "--concluir", "--json")
    assert ran.code == 2
    stored = ran.records[-1]["resumo"]["na_fila"]
    assert 0 <= stored < 200
    assert len(ran.records) == stored + 1
    full = text("store.full")
    assert ran.err.strip() == text("exchange.stopped", line=stored + 1, reason=full)
    assert len(run("--pasta", folder, "fila", "--json").records) == stored


def test_a_form_that_cannot_be_written_is_refused(run, folder: Path, tmp_path: Path) -> None:
    ran = run("--pasta", folder, "exportar", tmp_path / "x.xlsx")
    assert ran.code == 2
    assert ran.err.strip() == text("exchange.unknown_form", file="x.xlsx")
    assert not (tmp_path / "x.xlsx").exists()
    assert run("--pasta", folder, "exportar", tmp_path / "x.JSONL").code == 0


def test_nobody_else_enters_a_training_folder(run, folder: Path) -> None:
    ran = run("--pasta", folder, "--operador", "ninguem", "fila")
    assert ran.code == 2
    assert ran.err.strip() == text("establishment.unknown_operator", login="ninguem")
    assert run("--pasta", folder, "--operador", "treinamento", "fila").code == 0


def test_a_sending_in_doubt_is_said_and_asking_again_tries_at_once(
    run, folder: Path, tmp_path: Path
) -> None:
    run("--pasta", folder, "importar", contacts(tmp_path / "c.ndjson", 1), "--concluir")
    lost = {"operacao": "incluir", "vez": 1, "falha": "derruba-antes"}
    unanswered = {"operacao": "detalhar", "vez": 1, "falha": "derruba-antes"}
    with serve(tmp_path / "s", lost, unanswered) as server:
        run("--pasta", folder, "configurar", "webservice.endereco", server.address)
        first = run("--pasta", folder, "enviar")
        assert first.code == 2
        assert opening("cli.send.again.unknown") in first.err
        assert len(first.err.strip().splitlines()) == 1
        again = run("--pasta", folder, "enviar", "--json")
        assert len(again.records) == 2, "nothing was tried although a person asked"
        # "Absent" is believed only after a second look, which keeps its distance.
        third = run("--pasta", folder, "enviar", "--json")
        assert third.code == 2
        assert [list(row) for row in third.records] == [["resumo"]]
        assert opening("cli.send.again.waiting") in third.err


def test_a_sending_that_did_not_arrive_is_said_and_tried_when_asked(
    run, folder: Path, tmp_path: Path
) -> None:
    run("--pasta", folder, "importar", contacts(tmp_path / "c.ndjson", 1), "--concluir")
    with serve(tmp_path / "s") as server:
        run("--pasta", folder, "configurar", "webservice.endereco", server.address)
    for _ in range(2):
        ran = run("--pasta", folder, "enviar")
        assert ran.code == 2
        assert opening("cli.send.again.failed") in ran.err
        assert "não enviado" in ran.out


@pytest.mark.parametrize("status", ["http-429", "http-503"])
def test_a_service_that_asks_to_wait_is_spared(
    run, folder: Path, tmp_path: Path, status: str
) -> None:
    run("--pasta", folder, "importar", contacts(tmp_path / "c.ndjson", 2), "--concluir")
    with serve(tmp_path / "s", {"falha": status, "segundos": 60, "vez": 1}) as server:
        run("--pasta", folder, "configurar", "webservice.endereco", server.address)
        first = run("--pasta", folder, "enviar")
        again = run("--pasta", folder, "enviar", "--json")
    assert (first.code, again.code) == (2, 2)
    assert text("outbox.stopped.asked_to_wait") in first.err
    assert "não responde" not in first.err
    assert [list(row) for row in again.records] == [["resumo"]]
    assert text("outbox.stopped.asked_to_wait") in again.err
