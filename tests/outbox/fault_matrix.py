"""What each fault must come to: one table for the tests and for build_scripts/runs/matrix.py."""

from dataclasses import dataclass
from typing import Any

from outbox_world import OPERATOR, Desk, client, contact, held
from outbox_world import sender as make_sender

from coletor.outbox import Result
from coletor.store import Store
from coletor.training import TrainingServer


def fault(name: str, operation: str = "incluir", call: int = 1, **more: Any) -> dict[str, Any]:
    return {"operacao": operation, "vez": call, "falha": name, **more}


# fault at the first inclusion -> outcomes told, in order, until the queue is empty
LOST_BEFORE = ["sem_confirmacao", "sem_confirmacao", "falha", "aceito"]
LOST_AFTER = ["sem_confirmacao", "aceito"]
MATRIX = [
    (fault("derruba-antes"), "connection", LOST_BEFORE, False),
    (fault("derruba-depois"), "connection", LOST_AFTER, True),
    (fault("corta-resposta"), "connection", LOST_AFTER, True),
    (fault("http-500"), "service", LOST_BEFORE, False),
    (fault("http-500", depois=True), "service", LOST_AFTER, True),
    (fault("http-503"), "throttled", LOST_BEFORE, False),
    (fault("http-503", depois=True), "throttled", LOST_AFTER, True),
    (fault("http-429"), "throttled", ["falha", "aceito"], False),
    (fault("html"), "captive", LOST_BEFORE, False),
    (fault("html", depois=True), "captive", LOST_AFTER, True),
    (fault("xml-truncado"), "malformed", LOST_AFTER, True),
    (fault("xml-bomba"), "malformed", LOST_AFTER, True),
    (fault("namespace-errado"), "malformed", LOST_AFTER, True),
    (fault("uuid-errado"), "malformed", LOST_AFTER, True),
    (fault("msfalha", codigo="OSB_INDISPONIVEL"), "OSB_INDISPONIVEL", LOST_BEFORE, False),
    (fault("soap-1.1"), None, ["aceito"], False),
    (fault("gotejar", segundos=0.1), None, ["aceito"], False),
    (fault("atraso", segundos=0.05), None, ["aceito"], False),
]


@dataclass
class Played:
    """What came of one operation under one fault.

    Args:
        uuid: the contact.
        outcomes: of every call that was told, in order.
        code: of the first.
        message: of the first.
        state: what the server has and what is pending, at the end.
        right: whether both sides hold the same single version.
    """

    uuid: str
    outcomes: list[str]
    code: str | None
    message: str | None
    state: tuple[str, str]
    right: bool


def play(store: Store, server: TrainingServer, operation: str) -> Played:
    """Bring one contact to an operation, run it to its end under the server's faults."""
    desk = Desk(store)
    (uuid,) = desk.queue(contact())
    results: list[Result] = []
    with client(server.address, read=0.5) as service:
        sender = make_sender(store, service)
        if operation != "incluir":
            sender.run()
        if operation == "alterar":
            desk.conclude(desk.change(uuid, "procedimentos[0].quantidade", "5"))
        elif operation == "cancelar":
            desk.outbox.cancel(uuid, "Digitado duas vezes", OPERATOR)
        sender.run(until_empty=True, on_result=results.append)
    proof = desk.outbox.receipts(uuid)[-1]
    there = held(server)[uuid]
    same = operation == "cancelar" or there["sha256"] == proof.sha256
    return Played(
        uuid,
        [result.outcome for result in results],
        results[0].code,
        results[0].message,
        desk.state(uuid),
        same and there["versao"] == proof.version == (1 if operation == "incluir" else 2),
    )
