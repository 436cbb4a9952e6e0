"""Every fault of the webservice: the final state and the words are as declared."""

from typing import Any

import pytest
from fault_matrix import MATRIX, fault, play
from outbox_world import (
    Desk,
    Training,
    client,
    contact,
    held,
    receipts_are_right,
)
from outbox_world import sender as make_sender

from coletor.errors import ColetorError
from coletor.messages import text
from coletor.outbox import Policy, Result
from coletor.store import Store
from coletor.webservice.answers import Failure, FailureKind


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
