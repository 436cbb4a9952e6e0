"""What is done to a contact that the server has accepted: altered, withdrawn, cancelled."""

import pytest
from outbox_world import OPERATOR, Desk, Training, client, contact, held, receipts_are_right
from outbox_world import sender as make_sender

from coletor.contact import same_content
from coletor.outbox import OutboxError
from coletor.store import Store
from coletor.store.contacts import Contacts


def test_an_alteration_makes_a_second_version_with_its_own_receipt(
    store: Store, desk: Desk, training: Training
) -> None:
    """outbox.unchanged: an alteration that changes nothing is not sent."""
    (uuid,) = desk.queue(contact())
    server = training()
    with client(server.address) as service:
        sender = make_sender(store, service)
        sender.run()
        draft_id = desk.outbox.reopen(uuid, OPERATOR)
        with pytest.raises(OutboxError) as raised:
            desk.conclude(draft_id)
        assert raised.value.message_id == "outbox.unchanged"
        desk.change(uuid, "procedimentos[0].quantidade", "4")
        desk.conclude(draft_id)
        assert desk.state(uuid) == ("aceito", "pronto")
        assert sender.run().accepted == 1
    assert [(r.operation, r.version) for r in desk.outbox.receipts(uuid)] == [
        ("incluir", 1),
        ("alterar", 2),
    ]
    assert held(server)[uuid]["versao"] == 2
    receipts_are_right(store)


def test_a_refused_alteration_leaves_the_accepted_version(
    store: Store, desk: Desk, training: Training
) -> None:
    document = contact()
    (uuid,) = desk.queue(document)
    with client(training().address) as service:
        sender = make_sender(store, service)
        sender.run()
        desk.conclude(desk.change(uuid, "procedimentos[0].quantidade", "1000"))
        assert sender.run().rejected == 1
    assert desk.state(uuid) == ("aceito", "rejeitado")
    assert len(desk.outbox.receipts(uuid)) == 1
    desk.outbox.give_up(uuid, OPERATOR)
    saved = Contacts(store).get(uuid)
    assert saved is not None
    assert same_content(saved.document, document)
    draft_id = desk.outbox.reopen(uuid, OPERATOR)
    assert same_content(desk.derived(draft_id).document, document)
    receipts_are_right(store)


def test_a_withdrawn_alteration_leaves_the_accepted_version(
    store: Store, desk: Desk, training: Training
) -> None:
    document = contact()
    (uuid,) = desk.queue(document)
    with client(training().address) as service:
        make_sender(store, service).run()
    desk.conclude(desk.change(uuid, "procedimentos[0].quantidade", "9"))
    draft_id = desk.outbox.withdraw(uuid, OPERATOR)
    assert desk.derived(draft_id).document["procedimentos"][0]["quantidade"] == 9
    desk.drafts.discard(draft_id, OPERATOR)
    saved = Contacts(store).get(uuid)
    assert saved is not None
    assert same_content(saved.document, document)
    assert desk.state(uuid) == ("aceito", "nenhuma")


def test_a_cancellation_goes_with_its_reason_and_is_final(
    store: Store, desk: Desk, training: Training
) -> None:
    """outbox.cancelled, outbox.queued, outbox.draft_open: what cancelling has to wait for."""
    (uuid,) = desk.queue(contact())
    server = training()
    with pytest.raises(OutboxError) as raised:
        desk.outbox.cancel(uuid, "Digitado duas vezes", OPERATOR)
    assert raised.value.message_id == "outbox.queued"
    with client(server.address) as service:
        sender = make_sender(store, service)
        sender.run()
        draft_id = desk.outbox.reopen(uuid, OPERATOR)
        with pytest.raises(OutboxError) as raised:
            desk.outbox.cancel(uuid, "Digitado duas vezes", OPERATOR)
        assert raised.value.message_id == "outbox.draft_open"
        desk.drafts.discard(draft_id, OPERATOR)
        made = desk.outbox.cancel(uuid, " Digitado  duas vezes ", OPERATOR)
        assert made.kind == "cancelar"
        assert sender.run().accepted == 1
    assert held(server)[uuid]["situacao"] == "cancelado"
    assert desk.state(uuid) == ("cancelado", "nenhuma")
    assert desk.outbox.actions(uuid) == ()
    for act in (
        lambda: desk.outbox.reopen(uuid, OPERATOR),
        lambda: desk.outbox.conclude_document(contact(uuid=uuid), [], {}, OPERATOR),
    ):
        with pytest.raises(OutboxError) as raised:
            act()
        assert raised.value.message_id == "outbox.cancelled"
    receipts_are_right(store)


def test_a_refused_alteration_is_settled_before_cancelling(
    store: Store, desk: Desk, training: Training
) -> None:
    """outbox.refused_pending."""
    (uuid,) = desk.queue(contact())
    with client(training().address) as service:
        sender = make_sender(store, service)
        sender.run()
        desk.conclude(desk.change(uuid, "procedimentos[0].quantidade", "1000"))
        sender.run()
        with pytest.raises(OutboxError) as raised:
            desk.outbox.cancel(uuid, "motivo", OPERATOR)
        assert raised.value.message_id == "outbox.refused_pending"
        desk.outbox.give_up(uuid, OPERATOR)
        desk.outbox.cancel(uuid, "motivo", OPERATOR)
        assert sender.run().accepted == 1


def test_receipts_prove_what_was_accepted(store: Store, desk: Desk, training: Training) -> None:
    uuids = desk.queue(contact(1), contact(2))
    with client(training().address) as service:
        make_sender(store, service).run()
    (proof,) = desk.outbox.receipts(uuids[0])
    assert proof.operator == "Operadora de Teste"
    assert proof.protocol
    assert proof.accepted_at
    assert (proof.version, proof.adopted) == (1, False)
    assert [one.uuid for one in desk.outbox.receipts(month="202607")] == uuids
    assert desk.outbox.receipts(month="202608") == []
    assert len(desk.outbox.receipts()) == 2
