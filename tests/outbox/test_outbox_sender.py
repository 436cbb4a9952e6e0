"""The sender against the real webservice: order, waits, limits, and how it is stopped."""

import random
import socket
import threading
from typing import Any

import pytest
from fault_matrix import fault
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
from coletor.messages import text
from coletor.outbox import TRAINING, Policy, Result, Sender
from coletor.outbox.leasing import take
from coletor.store import Store
from coletor.webservice.answers import Failure, FailureKind
from coletor.webservice.names import load_wire

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


def test_results_are_told_after_they_are_on_disk(
    store: Store, desk: Desk, training: Training
) -> None:
    desk.queue(contact(1), contact(2))
    seen = []
    with client(training().address) as service:
        sender = Sender(store, service, policy=QUICK, chance=random.Random(3))
        sender.run(on_result=lambda r: seen.append(len(desk.outbox.receipts(r.uuid))))
    assert seen == [1, 1]


def test_beside_a_window_a_thread_rests_between_its_calls_and_no_answer_waits_for_it(
    store: Store, desk: Desk, training: Training
) -> None:
    desk.queue(contact(1), contact(2), contact(3))
    rests: list[float] = []

    class Stop(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            rests.append(timeout or 0.0)
            return super().wait(timeout)

    with client(training().address) as service:
        sender = make_sender(store, service, parallel=1, rest=10.0)
        assert sender.run(stop=Stop()).accepted == 3
        assert len(rests) == 2 and all(0 < each <= 0.1 for each in rests)
        desk.queue(contact(4), contact(5))
        assert make_sender(store, service, parallel=1).run(stop=Stop()).accepted == 2
    assert len(rests) == 2  # without a window nothing rests


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
                release.wait(60)
            return quick(body)

        service.incluir = slow  # type: ignore[method-assign]
        run = threading.Thread(
            target=make_sender(store, service, parallel=2).run,
            kwargs={"on_result": results.append},
        )
        run.start()
        begun.acquire(timeout=50)
        deadline = stamps.later(50)
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
