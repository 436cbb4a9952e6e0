"""The sender against the real webservice and its faults: final state and words as declared."""

import dataclasses
import random
import socket
import threading
from typing import Any

import pytest
from fault_matrix import MATRIX, fault, play
from outbox_world import (
    OPERATOR,
    QUICK,
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
from coletor.errors import ColetorError
from coletor.messages import text
from coletor.outbox import TRAINING, OutboxError, Policy, Result, Sender
from coletor.outbox.leasing import recover, take
from coletor.store import Store
from coletor.webservice.answers import Failure, FailureKind
from coletor.webservice.names import load_wire


@pytest.mark.parametrize(
    ("entry", "code", "outcomes", "adopted"),
    MATRIX,
    ids=[
        f"{e['falha']}{'-depois' if e.get('depois') else ''}{i}" for i, (e, *_) in enumerate(MATRIX)
    ],
)
def test_every_fault_of_an_inclusion_ends_as_declared(
    store: Store,
    desk: Desk,
    training: Training,
    entry: dict[str, Any],
    code: str | None,
    outcomes: list[str],
    adopted: bool,
) -> None:
    (uuid,) = desk.queue(contact())
    server = training(entry)
    results: list[Result] = []
    with client(server.address, read=0.5) as service:
        summary = make_sender(store, service).run(until_empty=True, on_result=results.append)
    assert [result.outcome for result in results] == outcomes
    if code:
        assert results[0].code == code
        assert results[0].message
        assert results[0].next_at
    assert summary.as_json() == {
        "aceitos": 1,
        "rejeitados": 0,
        "sem_confirmacao": 0,
        "falhas": 0,
        "restantes": 0,
    }
    (proof,) = desk.outbox.receipts(uuid)
    assert proof.adopted is adopted
    server_side = held(server)
    assert list(server_side) == [uuid]
    assert (server_side[uuid]["versao"], server_side[uuid]["sha256"]) == (1, proof.sha256)
    receipts_are_right(store)


@pytest.mark.long
@pytest.mark.parametrize("operation", ["alterar", "cancelar"])
@pytest.mark.parametrize(("entry", "code", "outcomes", "adopted"), MATRIX)
def test_every_fault_of_a_change_ends_as_declared(
    store: Store,
    desk: Desk,
    training: Training,
    operation: str,
    entry: dict[str, Any],
    code: str | None,
    outcomes: list[str],
    adopted: bool,
) -> None:
    played = play(store, training({**entry, "operacao": operation}), operation)
    assert played.outcomes == outcomes
    assert played.code == code
    proof = desk.outbox.receipts(played.uuid)[-1]
    assert (proof.operation, proof.version, proof.adopted) == (operation, 2, adopted)
    assert played.right
    receipts_are_right(store)


def test_an_answer_that_is_another_contact_s_proves_nothing(
    store: Store, desk: Desk, training: Training
) -> None:
    uuids = desk.queue(contact(1), contact(2))
    server = training(fault("resposta-repetida", call=1))
    results: list[Result] = []
    with client(server.address) as service:
        sender = make_sender(store, service, parallel=1)
        sender.run(until_empty=True, on_result=results.append)
    # Whether the connection with the leftover answer was used again is a matter of moments.
    assert {r.uuid: r.outcome for r in results} == dict.fromkeys(uuids, "aceito")
    sent = {proof.uuid: proof.sha256 for proof in desk.outbox.receipts()}
    assert {uuid: row["sha256"] for uuid, row in held(server).items()} == sent
    assert len({proof.protocol for proof in desk.outbox.receipts()}) == 2
    receipts_are_right(store)


@pytest.mark.parametrize("reached", [False, None])
@pytest.mark.parametrize("kind", list(FailureKind))
def test_every_class_of_failure_has_its_state_and_its_words(
    store: Store, desk: Desk, training: Training, kind: FailureKind, reached: bool | None
) -> None:
    """outbox.unknown: whether the server may have acted decides, not the class."""
    (uuid,) = desk.queue(contact())

    def fail(_: Any) -> Any:
        raise Failure(kind, reached=reached)

    with client(training().address) as service:
        service.incluir = service.detalhar = fail  # type: ignore[method-assign]
        summary = make_sender(store, service, policy=Policy(first_wait=60)).run()
    (item,) = desk.outbox.queue()
    reason = text(f"webservice.failure.{kind}")
    if reached is False:
        assert (item.state, item.message) == ("pronto", reason)
    else:
        assert (item.state, item.message) == (
            "sem_confirmacao",
            text("outbox.unknown", reason=reason),
        )
    assert item.code == kind
    assert item.attempts == 1
    assert item.next_at is not None
    assert item.next_at == summary.next_at
    assert (summary.failed + summary.unknown, summary.remaining) == (1, 1)
    assert desk.state(uuid)[0] == "nada"
    receipts_are_right(store)


def test_an_error_that_is_no_failure_leaves_the_doubt(
    store: Store, desk: Desk, training: Training
) -> None:
    desk.queue(contact(1), contact(2))

    def fail(_: Any) -> Any:
        raise ColetorError("webservice.wire.no_uuid")

    with client(training().address) as service:
        service.detalhar = service.incluir = fail  # type: ignore[method-assign]
        make_sender(store, service, policy=Policy(first_wait=60)).run()
    assert {item.code for item in desk.outbox.queue()} == {"webservice.wire.no_uuid"}
    assert {item.state for item in desk.outbox.queue()} == {"sem_confirmacao"}


QUEUE_PLANS = [
    ("state = 'pronto' AND next_at IS NULL ORDER BY id", "operation_queue (state=? AND next_at=?)"),
    ("state = 'pronto' AND next_at <= '2' ORDER BY next_at, id", "operation_queue (state=?"),
    ("uuid = 'u' AND state NOT IN ('aceito', 'desistido')", "operation_pending (uuid=?)"),
]


@pytest.mark.parametrize(("where", "index"), QUEUE_PLANS)
def test_taking_from_the_queue_never_scans_or_sorts(store: Store, where: str, index: str) -> None:
    with store.query() as db:
        sql = f"EXPLAIN QUERY PLAN SELECT id FROM operation WHERE {where} LIMIT 4"
        plan = [row[3] for row in db.execute(sql).fetchall()]
    assert len(plan) == 1
    assert index in plan[0]


@pytest.mark.parametrize("second_look", [1.0, 0.02])
def test_a_message_that_lands_late_counts_once(
    store: Store, desk: Desk, training: Training, second_look: float
) -> None:
    """The server acts after we gave up waiting: found by the second look, or by its refusal."""
    (uuid,) = desk.queue(contact())
    server = training(fault("atraso", segundos=0.6))
    policy = dataclasses.replace(QUICK, second_look=second_look)
    results: list[Result] = []
    with client(server.address, read=0.3) as service:
        summary = make_sender(store, service, policy=policy).run(
            until_empty=True, on_result=results.append
        )
    assert [results[0].code, results[1].code] == ["timeout", "ausente"]
    assert (summary.accepted, summary.remaining) == (1, 0)
    assert [(row["versao"], row["situacao"]) for row in held(server).values()] == [(1, "ativo")]
    assert desk.outbox.receipts(uuid)[0].adopted is (second_look == 1.0)
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


def test_nothing_reached_waits_with_the_time_shown(store: Store, desk: Desk) -> None:
    """A port that nobody listens on: ready again, with code, message and next attempt."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/cmd"
        uuids = desk.queue(*[contact(number) for number in range(6)])
        policy = Policy(first_wait=60, failures_in_a_row=3)
        with client(address) as service:
            summary = make_sender(store, service, policy=policy).run()
    assert summary.stopped == "servico"
    assert summary.message == text(
        "outbox.stopped.service", reason=text("webservice.failure.connection")
    )
    assert (summary.failed, summary.remaining) == (3, 6)
    tried = [item for item in desk.outbox.queue() if item.attempts]
    assert len(tried) == 3
    assert {item.code for item in tried} == {"connection"}
    assert {item.state for item in desk.outbox.queue()} == {"pronto"}
    assert all(item.next_at and item.message for item in tried)
    assert summary.next_at == min(item.next_at for item in tried if item.next_at)
    assert desk.outbox.send_now(tried[0].uuid) == 1
    assert sum(item.next_at is None for item in desk.outbox.queue()) == 4
    assert desk.outbox.send_now() == 2
    desk.outbox.withdraw(uuids[0], OPERATOR)
    receipts_are_right(store)


def test_wrong_credentials_stop_the_queue_and_refuse_nothing(
    store: Store, desk: Desk, training: Training
) -> None:
    uuids = desk.queue(*[contact(number) for number in range(5)])
    server = training()
    with client(server.address, password="errada") as service:
        summary = make_sender(store, service).run(until_empty=True)
    assert (summary.stopped, summary.rejected, summary.remaining) == ("credenciais", 0, 5)
    assert summary.message == text("outbox.stopped.credentials")
    items = desk.outbox.queue()
    assert [item.attempts for item in items] == [1, 0, 0, 0, 0]
    assert items[0].code == "OSB_SEM_AUTENTICACAO"
    assert held(server) == {}
    with client(server.address) as service:
        results: list[Result] = []
        assert make_sender(store, service, parallel=1).run(on_result=results.append).accepted == 5
    assert [result.uuid for result in results] == uuids
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


def test_throttling_holds_the_whole_queue_for_as_long_as_asked(
    store: Store, desk: Desk, training: Training
) -> None:
    """outbox.stopped.asked_to_wait: the pause outlives the program that was told of it."""
    desk.queue(*[contact(number) for number in range(4)])
    server = training(
        fault("http-429", segundos=3600),
        fault("http-429", call=2, segundos=3600),
        fault("html", call=3),
    )
    clock = FakeClock()
    with client(server.address) as service:
        sender = make_sender(store, service, clock=clock)
        first = sender.run()
        assert (first.stopped, first.accepted, first.remaining) == ("servico", 0, 4)
        again = make_sender(store, service, clock=clock).run()
        assert again.message == text("outbox.stopped.asked_to_wait")
        assert sum(item.attempts for item in desk.outbox.queue()) == 1
        before = clock.now()
        patient = make_sender(store, service, clock=clock, policy=TRAINING)
        assert patient.run(until_empty=True).accepted == 4
        assert (clock.now() - before).total_seconds() >= 7190
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


def test_a_bad_record_never_holds_the_others(store: Store, desk: Desk, training: Training) -> None:
    """The first record fails every time; the others go by, and it stays visible."""
    uuids = desk.queue(*[contact(number) for number in range(12)])
    with client(training().address) as service:
        inner = service.incluir

        def incluir(body: bytes) -> Any:
            if uuids[0].encode() in body:
                raise Failure(FailureKind.SERVICE, reached=False)
            return inner(body)

        service.incluir = incluir  # type: ignore[method-assign]
        summary = make_sender(store, service, policy=Policy(first_wait=60), parallel=2).run()
    assert (summary.accepted, summary.failed, summary.remaining) == (11, 1, 1)
    assert desk.outbox.queue()[0].uuid == uuids[0]
    receipts_are_right(store)


def test_what_is_due_again_takes_half_of_the_slots_at_most(store: Store, desk: Desk) -> None:
    uuids = desk.queue(*[contact(number) for number in range(8)])
    with store.change() as db:
        for uuid in uuids[:4]:
            db.execute("UPDATE operation SET next_at = '2026' WHERE uuid = ?", [uuid])
        jobs = take(db, 4, load_wire(), QUICK, FakeClock().now(), retries_first=False)
        assert [job.uuid for job in jobs] == [*uuids[:2], *uuids[4:6]]
        jobs = take(db, 1, load_wire(), QUICK, FakeClock().now(), retries_first=True)
        assert [job.uuid for job in jobs] == [uuids[2]]
        jobs = take(db, 5, load_wire(), QUICK, FakeClock().now(), retries_first=False)
        assert [job.uuid for job in jobs] == [uuids[3], *uuids[6:]]


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


def test_a_uuid_that_is_there_with_our_content_is_adopted(
    store: Store, desk: Desk, training: Training
) -> None:
    """outbox.exists: a duplicate is no refusal."""
    (uuid,) = desk.queue(contact())
    server = training()
    with store.query() as db:
        body = bytes(db.execute("SELECT body FROM operation").fetchone()[0])
    results: list[Result] = []
    with client(server.address) as service:
        service.incluir(body)
        make_sender(store, service).run(on_result=results.append)
    assert [(r.outcome, r.message) for r in results] == [
        ("sem_confirmacao", text("outbox.exists")),
        ("aceito", None),
    ]
    assert desk.outbox.receipts(uuid)[0].adopted
    receipts_are_right(store)


def test_a_service_that_says_exists_and_absent_for_ever_is_a_refusal(
    store: Store, desk: Desk, training: Training
) -> None:
    (uuid,) = desk.queue(contact())
    entries = [fault("msfalha", call=n, codigo="CMD-0002") for n in range(1, 6)]
    with client(training(*entries).address) as service:
        summary = make_sender(store, service).run(until_empty=True)
    assert summary.rejected == 1
    assert desk.outbox.rejections(uuid)[0].code == "CMD-0002"


def different(desk: Desk, store: Store, service: Any) -> str:
    """Leave a contact whose UUID holds another content on the server."""
    (uuid,) = desk.queue(contact(quantity=1))
    with store.query() as db:
        body = bytes(db.execute("SELECT body FROM operation").fetchone()[0])
    service.incluir(body)
    draft_id = desk.outbox.withdraw(uuid, OPERATOR)
    desk.change(uuid, "procedimentos[0].quantidade", "7")
    desk.conclude(draft_id)
    summary = make_sender(store, service).run(until_empty=True)
    assert (summary.unknown, summary.remaining) == (1, 1)
    item = desk.outbox.queue()[0]
    assert (item.state, item.code, item.next_at) == ("sem_confirmacao", "conteudo-diferente", None)
    assert item.message == text("outbox.different")
    assert desk.outbox.actions(uuid) == ("ficar_com_servidor", "enviar_o_meu", "perguntar_agora")
    return uuid


def test_another_content_is_shown_and_never_overwritten(
    store: Store, desk: Desk, training: Training
) -> None:
    server = training()
    with client(server.address) as service:
        uuid = different(desk, store, service)
        before = held(server)
        found = desk.outbox.difference(uuid, service)
        assert found.mine["procedimentos"][0]["quantidade"] == 7  # type: ignore[index]
        assert found.version == 1
        make_sender(store, service).run(until_empty=True)
        assert held(server) == before
        assert desk.outbox.send_now(uuid) == 1
        make_sender(store, service).run(until_empty=True)
        assert desk.outbox.queue()[0].code == "conteudo-diferente"
    receipts_are_right(store)


def test_the_server_s_content_can_be_taken(store: Store, desk: Desk, training: Training) -> None:
    server = training()
    with client(server.address) as service:
        uuid = different(desk, store, service)
        desk.outbox.keep_theirs(uuid, service, OPERATOR)
        assert desk.state(uuid) == ("aceito", "nenhuma")
        (proof,) = desk.outbox.receipts(uuid)
        assert (proof.adopted, proof.sha256) == (True, held(server)[uuid]["sha256"])
        draft_id = desk.outbox.reopen(uuid, OPERATOR)
        quantities = [p["quantidade"] for p in desk.derived(draft_id).document["procedimentos"]]
        assert quantities == [1, 1]
        with pytest.raises(OutboxError) as raised:
            desk.outbox.keep_theirs(uuid, service, OPERATOR)
        assert raised.value.message_id == "outbox.no_difference"
    receipts_are_right(store)


def test_our_content_can_be_sent_as_an_alteration(
    store: Store, desk: Desk, training: Training
) -> None:
    server = training()
    with client(server.address) as service:
        uuid = different(desk, store, service)
        assert desk.outbox.send_mine(uuid, service, OPERATOR).kind == "alterar"
        assert desk.state(uuid) == ("aceito", "pronto")
        receipts_are_right(store)
        assert make_sender(store, service).run(until_empty=True).accepted == 1
    assert [(r.operation, r.version) for r in desk.outbox.receipts(uuid)] == [
        ("incluir", 1),
        ("alterar", 2),
    ]
    assert held(server)[uuid]["sha256"] == desk.outbox.receipts(uuid)[1].sha256
    receipts_are_right(store)


def test_a_difference_that_went_away_is_asked_again(
    store: Store, desk: Desk, training: Training
) -> None:
    """outbox.gone, outbox.cancelled: the choice is made about what is there now."""
    server = training(fault("msfalha", "detalhar", 2, codigo="CMD-0003"))
    with client(server.address) as service:
        uuid = different(desk, store, service)
        with pytest.raises(OutboxError) as raised:
            desk.outbox.difference(uuid, service)
        assert raised.value.message_id == "outbox.gone"
        service.cancelar(uuid, "de outro computador")
        with pytest.raises(OutboxError) as raised:
            desk.outbox.send_mine(uuid, service, OPERATOR)
        assert raised.value.message_id == "outbox.cancelled"
        desk.outbox.keep_theirs(uuid, service, OPERATOR)
        assert desk.state(uuid) == ("cancelado", "nenhuma")
    receipts_are_right(store)


def test_an_alteration_of_what_the_server_lost_is_refused(
    store: Store, desk: Desk, training: Training
) -> None:
    (uuid,) = desk.queue(contact())
    server = training(
        fault("derruba-antes", "alterar"), fault("msfalha", "detalhar", codigo="CMD-0003")
    )
    with client(server.address) as service:
        sender = make_sender(store, service)
        sender.run()
        desk.conclude(desk.change(uuid, "procedimentos[0].quantidade", "5"))
        assert sender.run(until_empty=True).rejected == 1
    assert desk.state(uuid) == ("aceito", "rejeitado")
    receipts_are_right(store)


def test_the_limit_counts_messages(store: Store, desk: Desk, training: Training) -> None:
    desk.queue(*[contact(number) for number in range(5)])
    with client(training().address) as service:
        summary = make_sender(store, service).run(limit=3, until_empty=True)
        assert (summary.accepted, summary.remaining) == (3, 2)
        assert make_sender(store, service).run(limit=0).accepted == 0


def test_somebody_can_stop_it(store: Store, desk: Desk, training: Training) -> None:
    desk.queue(*[contact(number) for number in range(8)])
    stop = threading.Event()
    with client(training().address) as service:
        sender = make_sender(store, service, parallel=1)
        summary = sender.run(until_empty=True, on_result=lambda _: stop.set(), stop=stop)
        # What was leased with the first answer had not begun: it went back as it was.
        assert (summary.stopped, summary.accepted, summary.remaining) == ("pedido", 1, 7)
        assert [item.attempts for item in desk.outbox.queue()] == [0] * 7
        assert {item.state for item in desk.outbox.queue()} == {"pronto"}
        assert sender.run().accepted == 7
    receipts_are_right(store)


def test_a_long_wait_can_be_stopped(store: Store, desk: Desk, training: Training) -> None:
    desk.queue(contact())
    stop = threading.Event()
    policy = Policy(second_look=3600)
    with client(training(fault("derruba-antes")).address) as service:
        sender = make_sender(store, service, policy=policy)
        seen: list[Result] = []

        def note(result: Result) -> None:
            seen.append(result)
            if len(seen) == 2:
                threading.Timer(0.05, stop.set).start()

        summary = sender.run(until_empty=True, on_result=note, stop=stop)
    assert (summary.stopped, summary.unknown) == ("pedido", 1)


def test_patience_has_an_end(store: Store, desk: Desk) -> None:
    desk.queue(contact())
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        clock = FakeClock()
        with client(f"http://127.0.0.1:{taken.getsockname()[1]}/cmd") as service:
            policy = Policy(patience=3600, failures_in_a_row=2)
            sender = make_sender(store, service, policy=policy, clock=clock)
            start = clock.now()
            summary = sender.run(until_empty=True)
    assert (summary.stopped, summary.failed, summary.remaining) == ("servico", 1, 1)
    assert 3600 <= (clock.now() - start).total_seconds() <= 3600 + 2 * policy.ceiling


def test_a_bug_in_a_call_surfaces_and_leaves_the_doubt(
    store: Store, desk: Desk, training: Training
) -> None:
    (uuid,) = desk.queue(contact())
    server = training()
    with client(server.address) as service:
        inner = service.incluir

        def broken(body: bytes) -> Any:
            raise ZeroDivisionError

        service.incluir = broken  # type: ignore[method-assign]
        with pytest.raises(ZeroDivisionError):
            make_sender(store, service).run()
        assert desk.state(uuid) == ("nada", "enviando")
        service.incluir = inner  # type: ignore[method-assign]
        assert make_sender(store, service).run(until_empty=True).accepted == 1
    assert list(held(server)) == [uuid]


def test_random_faults_lose_and_double_nothing(
    store: Store, desk: Desk, training: Training
) -> None:
    uuids = desk.queue(*[contact(n, quantity=1000 if n % 10 == 9 else 1) for n in range(40)])
    names = [
        "derruba-antes",
        "derruba-depois",
        "corta-resposta",
        "http-500",
        "html",
        "xml-truncado",
    ]
    entries = [
        {"operacao": "*", "probabilidade": 0.08, "semente": seed, "falha": name}
        for seed, name in enumerate(names)
    ]
    server = training(*entries)
    with client(server.address) as service:
        summary = make_sender(store, service).run(until_empty=True)
    refused = {uuid for n, uuid in enumerate(uuids) if n % 10 == 9}
    assert (summary.accepted, summary.rejected, summary.remaining) == (36, 4, 0)
    accepted = {one.uuid: one.sha256 for one in desk.outbox.receipts()}
    assert {uuid: row["sha256"] for uuid, row in held(server).items()} == accepted
    assert set(accepted) == set(uuids) - refused
    receipts_are_right(store)


def test_results_are_told_after_they_are_on_disk(
    store: Store, desk: Desk, training: Training
) -> None:
    desk.queue(contact(1), contact(2))
    seen = []
    with client(training().address) as service:
        sender = Sender(store, service, policy=QUICK, chance=random.Random(3))
        sender.run(on_result=lambda r: seen.append(len(desk.outbox.receipts(r.uuid))))
    assert seen == [1, 1]


def test_a_service_that_turns_slow_holds_no_more_than_the_calls_at_a_time(
    store: Store, desk: Desk, training: Training
) -> None:
    """What was leased ahead of a quick service goes back when it is quick no longer."""
    desk.queue(*[contact(number) for number in range(40)])
    release, begun = threading.Event(), threading.Semaphore(0)
    server = training()
    results: list[Result] = []
    with client(server.address) as service:
        quick = service.incluir

        def slow(body: bytes) -> Any:
            if len(results) > 8:
                begun.release()
                release.wait(20)
            return quick(body)

        service.incluir = slow  # type: ignore[method-assign]
        run = threading.Thread(
            target=make_sender(store, service, parallel=2).run,
            kwargs={"on_result": results.append},
        )
        run.start()
        begun.acquire(timeout=20)
        deadline = stamps.later(15)
        while (under_way := _enviando(desk)) > 2 and stamps.now() < deadline:
            release.wait(0.05)
        assert under_way <= 2
        release.set()
        run.join()
    assert sum(result.outcome == "aceito" for result in results) == 40
    assert len(held(server)) == 40
    receipts_are_right(store)


def _enviando(desk: Desk) -> int:
    return sum(item.state == "enviando" for item in desk.outbox.queue())
