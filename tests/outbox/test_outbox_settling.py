"""An outcome that is not known is settled by asking, never by guessing."""

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from fault_matrix import fault
from outbox_world import (
    OPERATOR,
    Desk,
    FakeClock,
    Training,
    client,
    contact,
    held,
    receipts_are_right,
)
from outbox_world import sender as make_sender

from coletor import clock as stamps
from coletor.messages import text
from coletor.outbox import OutboxError, Policy, Result
from coletor.outbox.leasing import recover, take
from coletor.store import Store
from coletor.webservice.answers import Accepted, Failure, FailureKind, Refused
from coletor.webservice.client import Webservice
from coletor.webservice.names import load_wire


def act_late(
    service: Webservice, monkeypatch: pytest.MonkeyPatch, call: str, *, before: bool
) -> list[Accepted | Refused]:
    """Have the first message given up before the server acts on it; return what the server says.

    Args:
        service: the client that is used.
        monkeypatch: changes it.
        call: name of a call; the server acts at the second of these.
        before: whether it acts before that call, or after it.
    """
    send, calls = service.incluir, {"incluir": 0, "detalhar": 0}
    late: list[bytes] = []
    said: list[Accepted | Refused] = []

    def hear(name: str, real: Callable[[Any], Any], asked: Any) -> Any:
        calls[name] += 1
        if name == "incluir" and calls[name] == 1:
            late.append(asked)
            raise Failure(FailureKind.TIMEOUT, reached=None)
        if name != call or calls[name] != 2:
            return real(asked)
        if before:
            said.append(send(late[0]))
        answer = real(asked)
        if not before:
            said.append(send(late[0]))
        return answer

    for name in calls:
        monkeypatch.setattr(service, name, partial(hear, name, getattr(service, name)))
    return said


@pytest.mark.parametrize(
    ("call", "before", "adopted"),
    [("detalhar", True, True), ("incluir", True, True), ("incluir", False, False)],
)
def test_a_message_that_lands_late_counts_once(
    store: Store,
    desk: Desk,
    training: Training,
    monkeypatch: pytest.MonkeyPatch,
    call: str,
    before: bool,
    adopted: bool,
) -> None:
    """The server acts after we gave up waiting: the second look finds it, or one is refused."""
    (uuid,) = desk.queue(contact())
    server = training()
    results: list[Result] = []
    with client(server.address) as service:
        said = act_late(service, monkeypatch, call, before=before)
        summary = make_sender(store, service).run(until_empty=True, on_result=results.append)
    assert [type(answer) for answer in said] == [Accepted if before else Refused]
    assert [results[0].code, results[1].code] == ["timeout", "ausente"]
    assert (summary.accepted, summary.remaining) == (1, 0)
    assert [(row["versao"], row["situacao"]) for row in held(server).values()] == [(1, "ativo")]
    assert desk.outbox.receipts(uuid)[0].adopted is adopted
    receipts_are_right(store)


ALTERATIONS = [
    (fault("derruba-antes", "alterar"), False),
    (fault("derruba-depois", "alterar"), True),
    (fault("xml-truncado", "alterar"), True),
]


@pytest.mark.parametrize(("entry", "adopted"), ALTERATIONS)
def test_an_unknown_alteration_is_settled_by_content(
    store: Store, desk: Desk, training: Training, entry: dict[str, Any], adopted: bool
) -> None:
    (uuid,) = desk.queue(contact())
    server = training(entry)
    with client(server.address) as service:
        sender = make_sender(store, service)
        sender.run()
        desk.conclude(desk.change(uuid, "procedimentos[0].quantidade", "5"))
        assert sender.run(until_empty=True).accepted == 1
    assert held(server)[uuid]["versao"] == 2
    assert [(r.version, r.adopted) for r in desk.outbox.receipts(uuid)] == [
        (1, False),
        (2, adopted),
    ]
    receipts_are_right(store)


@pytest.mark.parametrize(("name", "adopted"), [("derruba-antes", False), ("derruba-depois", True)])
def test_an_unknown_cancellation_is_settled_by_its_state(
    store: Store, desk: Desk, training: Training, name: str, adopted: bool
) -> None:
    (uuid,) = desk.queue(contact())
    server = training(fault(name, "cancelar"))
    with client(server.address) as service:
        sender = make_sender(store, service)
        sender.run()
        desk.outbox.cancel(uuid, "Digitado duas vezes", OPERATOR)
        assert sender.run(until_empty=True).accepted == 1
    assert held(server)[uuid]["situacao"] == "cancelado"
    assert desk.state(uuid) == ("cancelado", "nenhuma")
    assert desk.outbox.receipts(uuid)[-1].adopted is adopted
    receipts_are_right(store)


def test_faults_of_the_question_delay_and_decide_nothing(
    store: Store, desk: Desk, training: Training
) -> None:
    (uuid,) = desk.queue(contact())
    server = training(
        fault("derruba-depois"), fault("html", "detalhar", 1), fault("uuid-errado", "detalhar", 2)
    )
    results: list[Result] = []
    with client(server.address) as service:
        make_sender(store, service).run(until_empty=True, on_result=results.append)
    assert [result.outcome for result in results] == ["sem_confirmacao"] * 3 + ["aceito"]
    assert desk.outbox.receipts(uuid)[0].adopted
    assert desk.outbox.receipts(uuid)[0].protocol
    receipts_are_right(store)


def test_credentials_refused_while_asking_leave_the_doubt(
    store: Store, desk: Desk, training: Training
) -> None:
    (uuid,) = desk.queue(contact())
    server = training(
        fault("derruba-depois"), fault("msfalha", "detalhar", codigo="OSB_SEM_AUTENTICACAO")
    )
    with client(server.address) as service:
        sender = make_sender(store, service)
        assert sender.run(until_empty=True).stopped == "credenciais"
        assert desk.state(uuid) == ("nada", "sem_confirmacao")
        assert sender.run().accepted == 1
    receipts_are_right(store)


def test_absent_is_believed_only_after_a_second_look_and_its_time(
    store: Store, desk: Desk, training: Training
) -> None:
    """outbox.absent and outbox.absent_again."""
    (uuid,) = desk.queue(contact())
    server = training(fault("derruba-antes"))
    clock, results = FakeClock(), []
    policy = Policy(second_look=60, first_wait=5, jitter=0)
    with client(server.address) as service:
        sender = make_sender(store, service, clock=clock, policy=policy)
        sender.run(on_result=results.append)
        assert [result.message for result in results[1:]] == [text("outbox.absent")]
        assert results[1].next_at == stamps.stamp(clock.instant.replace(minute=1))
        with pytest.raises(OutboxError) as raised:
            desk.outbox.withdraw(uuid, OPERATOR)
        assert raised.value.message_id == "outbox.not_queued"
        with pytest.raises(OutboxError) as raised:
            desk.outbox.reopen(uuid, OPERATOR)
        assert raised.value.message_id == "outbox.in_doubt"
        assert sender.run(on_result=results.append).remaining == 1
        assert len(results) == 2
        clock.wait(60, threading.Event())
        sender.run(on_result=results.append)
        assert results[-1].message == text("outbox.absent_again")
        assert desk.state(uuid) == ("nada", "pronto")
        with pytest.raises(OutboxError) as raised:
            desk.outbox.withdraw(uuid, OPERATOR)
        assert raised.value.message_id == "outbox.maybe_sent"
        sender.run(until_empty=True, on_result=results.append)
    assert results[-1].outcome == "aceito"
    assert list(held(server)) == [uuid]


def test_asking_now_does_not_shorten_the_second_look(
    store: Store, desk: Desk, training: Training
) -> None:
    (uuid,) = desk.queue(contact())
    clock = FakeClock()
    desk.outbox._clock = clock
    policy = Policy(second_look=60)
    with client(training(fault("derruba-antes")).address) as service:
        sender = make_sender(store, service, clock=clock, policy=policy)
        sender.run()
        for _ in range(3):
            assert desk.outbox.send_now(uuid) == 1
            sender.run()
            assert desk.state(uuid) == ("nada", "sem_confirmacao")


def test_a_lease_without_an_answer_is_without_confirmation(
    store: Store, desk: Desk, training: Training
) -> None:
    """outbox.interrupted: a sender that died is found by the next one."""
    uuid, other = desk.queue(contact(1), contact(2))
    clock = FakeClock()
    with store.change() as db:
        take(db, 1, load_wire(), Policy(lease=30), clock.now(), retries_first=False)
    assert desk.state(uuid) == ("nada", "enviando")
    assert desk.outbox.actions(uuid) == ()
    with store.change() as db:
        assert recover(db, clock.now(), expired_only=True) == 0
    desk.outbox._clock = clock
    clock.wait(31, threading.Event())
    assert desk.outbox.recover() == 1
    assert desk.state(uuid) == ("nada", "sem_confirmacao")
    assert desk.outbox.actions(uuid) == ("perguntar_agora",)
    assert desk.outbox.queue()[0].message == text("outbox.interrupted")
    receipts_are_right(store)
    server = training()
    with client(server.address) as service:
        assert make_sender(store, service).run(until_empty=True).accepted == 2
    assert set(held(server)) == {uuid, other}
    receipts_are_right(store)
