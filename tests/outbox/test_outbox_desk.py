"""What a person does with concluded contacts, against the real store and webservice."""

import dataclasses
import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from outbox_world import MODEL, OPERATOR, Desk, Training, client, contact, held, receipts_are_right
from outbox_world import sender as make_sender

from coletor import clock
from coletor.contact import same_content
from coletor.model import load_model
from coletor.outbox import NotReadyError, OutboxError
from coletor.rules import Finding, Severity
from coletor.store import Store, StoreError
from coletor.store.contacts import Contacts
from coletor.webservice.names import load_wire


def finding(severity: Severity) -> Finding:
    return Finding("r-1", severity, "individuo.nome", "Falta informar o nome.", {})


def test_conclusion_freezes_the_message_and_closes_the_draft(store: Store, desk: Desk) -> None:
    document = contact()
    draft_id = desk.type(document)
    draft, derived = desk.drafts.get(draft_id), desk.derived(draft_id)
    made = desk.outbox.conclude(
        draft, derived, [finding(Severity.WARNING)], {"modelo": MODEL}, OPERATOR
    )
    assert (made.uuid, made.kind, len(made.warnings)) == (document["uuid"], "incluir", 1)
    with store.query() as db:
        body, sha256, wire, state = db.execute(
            "SELECT body, body_sha256, wire, state FROM operation WHERE id = ?",
            [made.operation_id],
        ).fetchone()
    assert state == "pronto"
    assert wire == load_wire().version
    assert sha256 == hashlib.sha256(body).hexdigest()
    assert document["uuid"].encode() in bytes(body)
    assert b"Password" not in bytes(body)
    saved = Contacts(store).get(made.uuid)
    assert saved is not None
    assert same_content(saved.document, document)
    assert not desk.drafts.get(draft_id).is_open
    item = desk.outbox.queue()[0]
    assert item.as_json() == {
        "uuid": made.uuid,
        "operacao": "incluir",
        "situacao": "pronto",
        "tentativas": 0,
        "proxima": None,
        "codigo": None,
        "mensagem": None,
        "caminho": None,
    }
    receipts_are_right(store)


@pytest.mark.parametrize("typed", [True, False])
def test_the_history_tells_the_conclusion_before_the_queue(
    store: Store, desk: Desk, monkeypatch: pytest.MonkeyPatch, *, typed: bool
) -> None:
    instants = (datetime(2026, 7, 14, 12, tzinfo=UTC) + timedelta(milliseconds=n) for n in count())
    monkeypatch.setattr(clock, "now", lambda: clock.stamp(next(instants)))
    document = contact()
    if typed:
        desk.queue(document)
    else:
        desk.outbox.conclude_document(document, [], {"modelo": MODEL}, OPERATOR)
    kinds = [event.kind for event in Contacts(store).history(str(document["uuid"]))]
    assert kinds[-2:] == ["concluido", "fila_incluir"]


def test_a_draft_with_errors_is_not_concluded(store: Store, desk: Desk) -> None:
    """outbox.one_error and outbox.errors: nothing is written, and the findings come along."""
    draft_id = desk.type(contact())
    draft, derived = desk.drafts.get(draft_id), desk.derived(draft_id)
    found = [finding(Severity.WARNING), finding(Severity.ERROR)]
    with pytest.raises(NotReadyError, match="Falta informar o nome") as raised:
        desk.outbox.conclude(draft, derived, found, {}, OPERATOR)
    assert raised.value.message_id == "outbox.one_error"
    assert [one.severity for one in raised.value.findings] == ["aviso", "erro"]
    with pytest.raises(NotReadyError) as raised:
        desk.outbox.conclude(draft, derived, found * 2, {}, OPERATOR)
    assert raised.value.message_id == "outbox.errors"
    assert desk.drafts.get(draft_id).is_open
    assert desk.outbox.queue() == []
    assert Contacts(store).get(draft.uuid) is None


def test_typing_during_the_conclusion_is_not_lost(desk: Desk) -> None:
    """outbox.draft_moved: what was checked must be what is sent."""
    draft_id = desk.type(contact())
    draft, derived = desk.drafts.get(draft_id), desk.derived(draft_id)
    older = dataclasses.replace(draft, changed_at="2026-01-01T00:00:00.000Z")
    with pytest.raises(OutboxError) as raised:
        desk.outbox.conclude(older, derived, [], {}, OPERATOR)
    assert raised.value.message_id == "outbox.draft_moved"
    assert desk.drafts.get(draft_id).is_open


def test_a_draft_is_concluded_once(desk: Desk) -> None:
    draft_id = desk.type(contact())
    draft, derived = desk.drafts.get(draft_id), desk.derived(draft_id)
    desk.conclude(draft_id)
    with pytest.raises(OutboxError) as raised:
        desk.outbox.conclude(draft, derived, [], {}, OPERATOR)
    assert raised.value.message_id == "outbox.queued"
    assert len(desk.outbox.queue()) == 1


def test_local_models_never_enter_the_outbox(
    store: Store, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    local = dataclasses.replace(load_model(MODEL), destination="local")
    for room in ("enqueueing", "standing"):
        monkeypatch.setattr(f"coletor.outbox.{room}.load_model", lambda _: local)
    draft_id = desk.type(contact())
    draft, derived = desk.drafts.get(draft_id), desk.derived(draft_id)
    made = desk.outbox.conclude(draft, derived, [], {}, OPERATOR)
    assert (made.operation_id, made.kind) == (None, None)
    assert desk.outbox.queue() == []
    assert Contacts(store).get(made.uuid) is not None
    assert desk.outbox.actions(made.uuid) == ("corrigir",)


def test_other_models_wait_for_their_names(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """outbox.no_wire: a model whose message nobody has described yet is not queued."""
    other = dataclasses.replace(load_model(MODEL), id="cmd-2016")
    monkeypatch.setattr("coletor.outbox.enqueueing.load_model", lambda _: other)
    with pytest.raises(OutboxError) as raised:
        desk.queue(contact())
    assert raised.value.message_id == "outbox.no_wire"


def test_a_whole_document_is_queued_without_draft(store: Store, desk: Desk) -> None:
    document = contact()
    made = desk.outbox.conclude_document(document, [], {}, OPERATOR)
    assert made.kind == "incluir"
    draft_id = desk.outbox.withdraw(made.uuid, OPERATOR)
    assert same_content(desk.derived(draft_id).document, document)
    with pytest.raises(OutboxError) as raised:
        desk.outbox.conclude_document(document, [], {}, OPERATOR)
    assert raised.value.message_id == "outbox.draft_open"
    receipts_are_right(store)


def test_withdrawn_contacts_become_drafts_with_the_same_rows(store: Store, desk: Desk) -> None:
    document = contact()
    draft_id = desk.type(document)
    before = desk.drafts.get(draft_id).rows
    uuid = desk.conclude(draft_id)
    assert desk.outbox.actions(uuid) == ("enviar_agora", "retirar")
    reopened = desk.outbox.withdraw(uuid, OPERATOR)
    assert desk.drafts.get(reopened).rows == before
    assert desk.state(uuid) == ("nada", "nenhuma")
    assert desk.outbox.actions(uuid) == ("concluir", "descartar")
    assert desk.conclude(reopened) == uuid
    assert [item.state for item in desk.outbox.queue()] == ["pronto"]
    receipts_are_right(store)


@pytest.mark.parametrize(
    ("act", "message"),
    [
        (lambda desk, uuid: desk.outbox.withdraw(uuid, OPERATOR), "outbox.not_queued"),
        (lambda desk, uuid: desk.outbox.reopen(uuid, OPERATOR), "outbox.no_contact"),
        (lambda desk, uuid: desk.outbox.give_up(uuid, OPERATOR), "outbox.not_rejected"),
        (lambda desk, uuid: desk.outbox.cancel(uuid, "motivo", OPERATOR), "outbox.not_accepted"),
        (lambda desk, uuid: desk.outbox.cancel(uuid, "  ", OPERATOR), "outbox.no_reason"),
        (lambda desk, uuid: desk.outbox.difference(uuid, None), "outbox.no_difference"),
    ],
)
def test_an_unknown_contact_has_nothing_to_be_done(
    desk: Desk, act: Callable[[Desk, str], object], message: str
) -> None:
    with pytest.raises(OutboxError) as raised:
        act(desk, str(contact()["uuid"]))
    assert raised.value.message_id == message


def test_a_refusal_finds_its_cell_and_waits_for_a_change(
    store: Store, desk: Desk, training: Training
) -> None:
    """outbox.unchanged_rejection: what was refused is never sent again as it was."""
    (uuid,) = desk.queue(contact(quantity=1000))
    server = training()
    with client(server.address) as service:
        sender = make_sender(store, service)
        results = []
        summary = sender.run(on_result=results.append)
        assert [(r.outcome, r.code) for r in results] == [("rejeitado", "CMD-0127")]
        assert summary.as_json() == {
            "aceitos": 0,
            "rejeitados": 1,
            "sem_confirmacao": 0,
            "falhas": 0,
            "restantes": 0,
        }
        item = desk.outbox.queue()[0]
        assert (item.state, item.path) == ("rejeitado", "procedimentos[0].quantidade")
        assert sender.run(until_empty=True).as_json()["rejeitados"] == 0
        assert desk.outbox.actions(uuid) == ("corrigir", "desistir")

        draft_id = desk.outbox.reopen(uuid, OPERATOR)
        (refusal,) = desk.outbox.rejections(uuid)
        places = desk.derived(draft_id).places
        assert (refusal.row_id, refusal.element) == places["procedimentos[0].quantidade"]
        assert refusal.value == "1000"
        assert refusal.code == "CMD-0127"
        assert refusal.said
        assert "999" in refusal.said
        with pytest.raises(OutboxError) as raised:
            desk.conclude(draft_id)
        assert raised.value.message_id == "outbox.unchanged_rejection"
        desk.change(uuid, "procedimentos[0].quantidade", "2")
        assert desk.conclude(draft_id) == uuid
        assert sender.run().accepted == 1
    assert desk.state(uuid) == ("aceito", "nenhuma")
    assert desk.outbox.rejections(uuid) == []
    assert [one.operation for one in desk.outbox.receipts(uuid)] == ["incluir"]
    assert held(server)[uuid]["sha256"] == desk.outbox.receipts(uuid)[0].sha256
    receipts_are_right(store)


def test_a_refused_import_is_corrected_in_a_new_draft(
    store: Store, desk: Desk, training: Training
) -> None:
    document = contact(quantity=1000)
    uuid = desk.outbox.conclude_document(document, [], {}, OPERATOR).uuid
    with client(training().address) as service:
        sender = make_sender(store, service)
        assert sender.run().rejected == 1
        assert desk.outbox.rejections(uuid)[0].row_id is None
        draft_id = desk.outbox.reopen(uuid, OPERATOR)
        place = desk.derived(draft_id).places["procedimentos[0].quantidade"]
        assert desk.outbox.rejections(uuid)[0].row_id == place[0]
        assert desk.outbox.reopen(uuid, OPERATOR) == draft_id
        desk.change(uuid, "procedimentos[0].quantidade", "3")
        desk.conclude(draft_id)
        assert sender.run().accepted == 1
    receipts_are_right(store)


def test_giving_up_a_refused_inclusion_leaves_a_way_back(
    store: Store, desk: Desk, training: Training
) -> None:
    (uuid,) = desk.queue(contact(quantity=1000))
    with client(training().address) as service:
        make_sender(store, service).run()
    desk.outbox.give_up(uuid, OPERATOR)
    assert desk.state(uuid) == ("nada", "nenhuma")
    assert desk.outbox.actions(uuid) == ("corrigir",)
    assert "Envio rejeitado deixado de lado" in [
        event.text for event in Contacts(store).history(uuid)
    ]
    desk.conclude(desk.change(uuid, "procedimentos[0].quantidade", "3"))
    assert desk.state(uuid) == ("nada", "pronto")
    receipts_are_right(store)


def test_one_sender_per_folder(store: Store, desk: Desk, training: Training) -> None:
    from coletor.store import folder_lock

    desk.queue(contact())
    with (
        client(training().address) as service,
        folder_lock(store.path.parent, "envio"),
        pytest.raises(StoreError) as raised,
    ):
        make_sender(store, service).run()
    assert raised.value.message_id == "store.lock.envio"
    assert desk.outbox.queue()[0].attempts == 0


def test_old_messages_are_frozen_anew_only_if_never_sent(
    store: Store, desk: Desk, training: Training
) -> None:
    """A new wire file changes what was never attempted, and nothing else (decision 2)."""
    never, tried = desk.queue(contact(1), contact(2))
    with store.change() as db:
        db.execute("UPDATE operation SET wire = 'antigo', body = CAST('<a/>' AS BLOB)")
        db.execute("UPDATE operation SET attempts = 1 WHERE uuid = ?", [tried])
    server = training()
    with client(server.address) as service:
        make_sender(store, service).run()
    assert desk.state(never) == ("aceito", "nenhuma")
    assert tried not in held(server)
    assert held(server)[never]["sha256"] == desk.outbox.receipts(never)[0].sha256
