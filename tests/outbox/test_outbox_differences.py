"""What the webservice holds otherwise: adopted when equal, shown when not, never overwritten."""

from typing import Any

import pytest
from fault_matrix import fault
from outbox_world import (
    OPERATOR,
    Desk,
    Training,
    client,
    contact,
    held,
    receipts_are_right,
)
from outbox_world import sender as make_sender

from coletor.messages import text
from coletor.outbox import OutboxError, Result
from coletor.store import Store


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
