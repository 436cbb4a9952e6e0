"""What comes after acceptance, as a person types it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from closing_world import MONTH, REFUSED, World

from coletor.cli.main import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(world: World, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command on the folder, with the training webservice as its address."""
    world.workspace.settings.set("webservice.endereco", world.server.address, 1)
    capsys.readouterr()

    def run(*arguments: object) -> tuple[int, str, str]:
        code = main(["--pasta", str(world.workspace.folder), *map(str, arguments)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def records(said: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in said.splitlines()]


def test_a_month_is_closed(world: World, run: Run) -> None:
    (uuid,) = world.accepted()
    foreign = world.document()
    world.elsewhere("incluir", foreign)
    code, out, _ = run("fechamento", MONTH, "--json")
    *lines, summary = records(out)
    assert code == 0
    assert {line["uuid"]: line["comparacao"] for line in lines} == {
        uuid: "igual",
        foreign["uuid"]: "outra_origem",
    }
    assert summary["resumo"]["confere"] is True
    assert "Tudo confere" in run("fechamento", MONTH, "--conteudo")[1]
    stored = run("fechamento", "--feitos")[1]
    assert "confere" in stored
    assert len(records(run("fechamento", MONTH, "--feitos", "--json")[1])) == 2


def test_a_difference_is_settled(world: World, run: Run) -> None:
    (uuid,) = world.accepted()
    world.forget_on_server(uuid)
    code, out, _ = run("fechamento", MONTH)
    assert code == 1
    assert "só aqui" in out
    assert "Ainda não confere" in out
    code, _, err = run("fechamento", "--acertar", uuid, "--como", "apagar")
    assert code == 2
    assert "enviar_de_novo" in err
    assert run("fechamento", "--acertar", uuid, "--como", "enviar_de_novo")[0] == 0
    assert run("enviar")[0] == 0
    assert run("fechamento", MONTH)[0] == 0


def test_no_month_and_no_closing(run: Run) -> None:
    assert "Nenhum fechamento" in run("fechamento")[1]
    code, _, err = run("fechamento", "julho")
    assert code == 2
    assert "competência" in err


def test_results_are_followed(world: World, run: Run) -> None:
    assert "Nenhum contato aceito" in run("acompanhar")[1]
    (uuid,) = world.accepted()
    world.manage({"uuid": uuid, "resultado": "rejeitado", "motivo": "Glosado"})
    code, out, _ = run("acompanhar")
    assert code == 0
    assert "Glosado" in out
    assert "novidade da gestão: 1." in out
    assert run("acompanhar", uuid, "--resultado", "aprovado")[0] == 0
    (row,) = records(run("acompanhar", uuid, "--local", "--json")[1])
    assert (row["gestao"], row["origem"], row["operador"]) == ("aprovado", "mao", "Operadora")
    (row,) = records(run("acompanhar", uuid, "--json")[1])
    assert (row["gestao"], row["origem"]) == ("rejeitado", "servico")
    code, _, err = run("acompanhar", "--resultado", "aprovado")
    assert code == 2
    assert "UUID" in err
    assert run("acompanhar", uuid, "--resultado", "esquecer")[0] == 0
    assert records(run("acompanhar", uuid, "--local", "--json")[1])[0]["gestao"] == "desconhecido"


def test_gaps_are_listed(world: World, run: Run) -> None:
    assert "Nenhuma rejeição" in run("acompanhar", "--lacunas")[1]
    world.queue(world.document(person=REFUSED))
    world.send()
    assert "CMD-0008" in run("acompanhar", "--lacunas")[1]
    assert records(run("acompanhar", "--lacunas", "--json")[1])[0]["vezes"] == 1


def test_refused_contacts_are_corrected_at_once(world: World, run: Run) -> None:
    assert "Nenhum contato rejeitado" in run("rejeitados", "listar")[1]
    world.queue(*[world.document(person=REFUSED) for _ in range(2)])
    world.send()
    assert "CMD-0008" in run("rejeitados", "listar")[1]
    assert len(records(run("rejeitados", "listar", "--json")[1])[0]["contatos"]) == 2
    good = ("--valor", "210145788990008")
    code, out, _ = run("rejeitados", "corrigir", "CMD-0008", *good)
    assert code == 0
    assert "Nada foi gravado" in out
    assert run("rejeitados", "corrigir", "CMD-0008", *good, "--papel", "x")[0] == 2
    code, out, _ = run("rejeitados", "corrigir", "CMD-0008", "--valor", "1", "--json")
    assert code == 1
    assert {row["resultado"] for row in records(out)} == {"intocado"}
    code, out, _ = run("rejeitados", "corrigir", "CMD-0008", *good, "--aplicar")
    assert code == 0
    assert "2 na fila" in out
    assert run("rejeitados", "corrigir", "CMD-0008", *good)[0] == 2


def test_a_receipt_is_written(world: World, run: Run, tmp_path: Path) -> None:
    (uuid,) = world.accepted()
    file = tmp_path / "c.html"
    assert run("comprovante", MONTH, "--arquivo", file)[0] == 0
    assert uuid in file.read_text(encoding="utf-8")
    assert uuid in run("comprovante", uuid)[1]
    (sheet,) = records(run("comprovante", uuid, "--json")[1])
    assert sheet["contatos"][0]["protocolo"]
    assert run("comprovante", "202001")[0] == 2


def test_the_doctor_speaks(world: World, run: Run) -> None:
    code, out, _ = run("diagnostico")
    assert code == 0
    assert out.rstrip().endswith("Tudo certo do computador até o webservice.")
    world.server.stop()
    code, out, _ = run("diagnostico", "--json")
    assert code == 1
    assert records(out)[-1]["resumo"]["falha"] == "conexao"


def test_a_training_folder_is_never_released(run: Run) -> None:
    code, _, err = run("webservice", "liberar", "--confirmo")
    assert code == 2
    assert "treinamento" in err


@pytest.mark.skipif(os.name == "nt", reason="Ctrl+C is another signal there")
@pytest.mark.timeout(120)
@pytest.mark.parametrize("times", [1, 2])
def test_ctrl_c_ends_the_sending_in_good_order(world: World, times: int, tmp_path: Path) -> None:
    from coletor.training import TrainingServer

    uuids = world.queue(*[world.document() for _ in range(6)])
    slow = [{"operacao": "incluir", "falha": "atraso", "segundos": 2 if times == 1 else 30}]
    with TrainingServer(tmp_path / "lento", 0, slow) as server:
        world.workspace.settings.set("webservice.endereco", server.address, 1)
        folder = str(world.workspace.folder)
        words = [sys.executable, "-m", "coletor", "--pasta", folder, "enviar", "--ate-esvaziar"]
        with subprocess.Popen(
            words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
        ) as program:
            while not server.connections:
                with pytest.raises(subprocess.TimeoutExpired):
                    program.wait(0.05)
            program.send_signal(signal.SIGINT)
            assert program.stderr is not None
            assert "Ctrl+C" in program.stderr.readline()
            if times == 2:
                program.send_signal(signal.SIGINT)
            out, _ = program.communicate()
    assert program.returncode == 2
    states = [world.workspace.outbox.axes(uuid) for uuid in uuids]
    if times == 1:
        assert "1 aceito" in out
        assert [one.server for one in states].count("aceito") == 1
        assert [one.pending for one in states].count("pronto") == 5
    else:
        assert [one.pending for one in states].count("enviando") == 1
