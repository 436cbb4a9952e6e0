"""A sender that is killed at random moments under random faults: nothing lost, nothing doubled."""

import random
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from outbox_world import (
    KEY,
    OPERATOR,
    Desk,
    Training,
    client,
    contact,
    held,
    receipts_are_right,
)
from outbox_world import sender as make_sender

from coletor.store import Store
from coletor.training import TrainingServer

_CALLS = 8
"""Most calls that a program lives for: there is always more to send than all of them send."""
PROGRAM = Path(__file__).with_name("sending_program.py")
FAULTS = (
    "derruba-antes",
    "derruba-depois",
    "corta-resposta",
    "http-500",
    "http-429",
    "html",
    "xml-truncado",
    "uuid-errado",
)


def schedule(seed: int) -> list[dict[str, Any]]:
    """Return faults of every kind at random calls, and a small delay at most of the others."""
    faults = [
        {"operacao": "*", "probabilidade": 0.02, "semente": seed + n, "falha": name, "segundos": 0}
        for n, name in enumerate(FAULTS)
    ]
    delay = {"operacao": "*", "probabilidade": 0.7, "semente": seed, "falha": "atraso"}
    return [*faults, {**delay, "segundos": 0.02}]


def prepare(desk: Desk, store: Store, training: Training, amount: int) -> dict[str, str]:
    """Queue all kinds of operations, bad records too; return what each must come to."""
    server = training()
    before = desk.queue(*[contact(n) for n in range(amount // 2)])
    with client(server.address) as service:
        assert make_sender(store, service).run().accepted == len(before)
    server.stop()
    expected = dict.fromkeys(before, "aceito")
    for n, uuid in enumerate(before):
        if n % 3 == 0:
            desk.conclude(desk.change(uuid, "procedimentos[0].quantidade", str(n + 2)))
        elif n % 3 == 1:
            desk.outbox.cancel(uuid, "Digitado duas vezes", OPERATOR)
            expected[uuid] = "cancelado"
    for n in range(amount):
        bad = n % 10 == 9
        (uuid,) = desk.queue(contact(n, quantity=1000 if bad else 1))
        expected[uuid] = "nada" if bad else "aceito"
    return expected


class Heard:
    """What a server hears, call by call.

    Args:
        server: it runs already.
    """

    def __init__(self, server: TrainingServer) -> None:
        self._calls = threading.Semaphore(0)
        self._read = server.service.read
        server.service.read = self._listen  # type: ignore[method-assign]

    def _listen(self, content: bytes) -> Any:
        self._calls.release()
        return self._read(content)

    def forget(self) -> None:
        """Count from now on."""
        while self._calls.acquire(blocking=False):
            pass

    def wait(self, calls: int, program: "subprocess.Popen[str]") -> None:
        """Wait for so many calls of a program, or for its end."""
        while calls and program.poll() is None:
            calls -= self._calls.acquire(timeout=0.05)


def run_and_kill(
    database: Path, server: TrainingServer, heard: Heard, chance: random.Random
) -> None:
    """Start the sending program and kill it before it comes to its end.

    It is killed by how far it came, a moment after one of its first calls, or before: by the
    clock, a slow machine would never see it in the middle of something, and a quick one too late.
    """
    heard.forget()
    program = subprocess.Popen(
        [sys.executable, str(PROGRAM), str(database), KEY.hex(), server.address],
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    with program:
        assert program.stdout is not None
        assert program.stdout.readline() == "pronto\n"
        heard.wait(chance.randrange(_CALLS), program)
        with pytest.raises(subprocess.TimeoutExpired):
            program.wait(timeout=chance.uniform(0.0, 0.02))
        program.kill()


def compare(store: Store, server: TrainingServer, expected: dict[str, str]) -> None:
    """Assert that both sides hold the same: 0 lost, 0 doubled, 0 wrongly accepted."""
    desk = Desk(store)
    receipts_are_right(store)
    there = held(server)
    last = {proof.uuid: proof for proof in desk.outbox.receipts()}
    assert {uuid: desk.state(uuid)[0] for uuid in expected} == expected
    assert set(there) == set(last) == {uuid for uuid, end in expected.items() if end != "nada"}
    for uuid, proof in last.items():
        assert there[uuid]["versao"] == proof.version, uuid
        assert there[uuid]["situacao"] == (
            "cancelado" if expected[uuid] == "cancelado" else "ativo"
        )
        if expected[uuid] == "aceito":
            assert there[uuid]["sha256"] == proof.sha256
    refused = [item.uuid for item in desk.outbox.queue()]
    assert sorted(refused) == sorted(uuid for uuid, end in expected.items() if end == "nada")


def crash(tmp_path: Path, training: Training, *, kills: int, amount: int, seed: int) -> None:
    folder = tmp_path / "pasta-que-cai"
    folder.mkdir()
    database = folder / "coletor.db"
    with Store.create(database, KEY, "Operadora de Teste") as store:
        expected = prepare(Desk(store), store, training, amount)
    server = training(*schedule(seed))
    heard, chance = Heard(server), random.Random(seed)
    for _ in range(kills):
        run_and_kill(database, server, heard, chance)
    with Store.open(database, KEY) as store, client(server.address, read=5.0) as service:
        assert make_sender(store, service).run(until_empty=True).remaining == 0
        compare(store, server, expected)
        with store.query() as db:
            cut = db.execute("SELECT COUNT(*) FROM attempt WHERE code = 'interrompido'")
            assert cut.fetchone()[0] > 0


@pytest.mark.timeout(120)
def test_killed_senders_lose_and_double_nothing(tmp_path: Path, training: Training) -> None:
    crash(tmp_path, training, kills=3, amount=40, seed=random.randrange(10**6))


@pytest.mark.long
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("seed", range(10))
def test_three_hundred_kills(tmp_path: Path, training: Training, seed: int) -> None:
    crash(tmp_path, training, kills=30, amount=600, seed=seed)
