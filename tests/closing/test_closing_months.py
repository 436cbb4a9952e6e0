"""A month here against the server: every kind of difference, and each way to settle it."""

import pytest
from closing_world import MODEL, MONTH, World

from coletor.closing import types
from coletor.closing.storing import closings
from coletor.contact import new_uuid
from coletor.errors import ColetorError
from coletor.messages import exists, text
from coletor.outbox.settling import CANCEL_AGAIN, KEEP_THEIRS, SEND_AGAIN, SEND_MINE, WAYS


def changed(world: World, uuid: str, quantity: int) -> dict:
    document = world.workspace.outbox.accepted(uuid)
    assert document is not None
    document["procedimentos"][0]["quantidade"] = quantity
    return document


def test_equal_months_are_green_and_kept(world: World) -> None:
    uuids = world.accepted(3)
    made = world.close()
    assert made.green
    assert made.counts == {"igual": 3}
    assert {line.uuid for line in made.lines} == set(uuids)
    (kept,) = closings(world.workspace.store, MONTH)
    assert (kept.month, kept.green, kept.operator) == (MONTH, True, "Operadora")
    assert (kept.at, kept.counts, kept.lines) == (made.at, {"igual": 3}, [])
    assert made.sentences() == [
        text("closing.summary.green", month=f"{MONTH[4:]}/{MONTH[:4]}", equal=3, differing=0)
    ]


def test_contents_are_compared_when_asked_for(world: World) -> None:
    world.accepted(2)
    assert world.close(contents=True).green


def test_an_empty_month_is_green(world: World) -> None:
    assert world.close("202001").green


@pytest.mark.parametrize("month", ["", "2026", "202613", "202600", "2026-7", "abcdef", "٢٠٢٦٠٧"])
def test_what_is_no_month_is_refused(world: World, month: str) -> None:
    from coletor.closing.comparing import check_month

    with pytest.raises(ColetorError) as caught:
        check_month(month)
    assert caught.value.message_id == "closing.month"


def test_many_pages_are_read_whole(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coletor.closing.remote._PAGE", 2)
    world.accepted(5)
    assert world.close().counts == {"igual": 5}


def test_contacts_of_another_origin_are_apart_and_no_obstacle(world: World) -> None:
    (ours,) = world.accepted()
    foreign = world.document()
    world.elsewhere("incluir", foreign)
    made = world.close()
    assert {line.uuid: line.kind for line in made.lines} == {
        ours: "igual",
        foreign["uuid"]: "outra_origem",
    }
    assert made.green
    line = next(line for line in made.lines if line.kind == "outra_origem")
    assert (line.ways, line.patient, line.word) == ((), None, None)
    assert text("closing.summary.foreign", count=1) in made.sentences()
    for way in WAYS:
        with pytest.raises(ColetorError):
            world.settle(foreign["uuid"], way)


def test_one_the_server_lost_is_sent_again_under_its_own_identifier(world: World) -> None:
    (uuid,) = world.accepted()
    world.forget_on_server(uuid)
    made = world.close()
    assert [(line.kind, line.ways) for line in made.lines] == [("so_aqui", (SEND_AGAIN,))]
    assert not made.green
    world.settle(uuid, SEND_AGAIN)
    assert world.kinds() == {uuid: "pendente"}
    world.send()
    assert world.kinds() == {uuid: "igual"}
    assert [proof.version for proof in world.workspace.outbox.receipts(uuid)] == [1, 2]


def test_a_refused_inclusion_again_stays_an_inclusion(world: World) -> None:
    (uuid,) = world.accepted()
    world.forget_on_server(uuid)
    world.settle(uuid, SEND_AGAIN)
    held = world.server.service.checks
    world.server.service.checks = type("Strict", (), {"denials": lambda *_: held_denials()})()

    def held_denials():
        from coletor.training.checks import Denial

        return [Denial("CMD-0127", "Demais.", None)]

    world.send()
    assert world.workspace.outbox.axes(uuid).pending == "rejeitado"
    world.server.service.checks = held
    world.workspace.conclude_document(changed(world, uuid, 2))
    assert world.workspace.outbox.axes(uuid).kind == "incluir"
    world.send()
    assert world.kinds() == {uuid: "igual"}


@pytest.mark.parametrize(("way", "quantity"), [(SEND_MINE, 1), (KEEP_THEIRS, 4)])
def test_another_content_is_decided_by_a_person(world: World, way: str, quantity: int) -> None:
    (uuid,) = world.accepted()
    world.elsewhere("alterar", changed(world, uuid, 4))
    (line,) = world.close().lines
    assert (line.kind, line.here, line.there) == ("diferente", 1, 2)
    assert set(line.ways) == {SEND_MINE, KEEP_THEIRS}
    world.settle(uuid, way)
    world.send()
    assert world.kinds() == {uuid: "igual"}
    accepted = world.workspace.outbox.accepted(uuid)
    assert accepted is not None
    assert accepted["procedimentos"][0]["quantidade"] == quantity


def test_another_version_of_the_same_content_is_equal(world: World) -> None:
    (uuid,) = world.accepted()
    world.elsewhere("alterar", changed(world, uuid, 1))
    assert world.kinds() == {uuid: "igual"}


def test_a_cancellation_from_elsewhere_is_taken_over(world: World) -> None:
    (uuid,) = world.accepted()
    world.service.cancelar(uuid, "Engano")
    assert world.kinds() == {uuid: "cancelado_la"}
    world.settle(uuid, KEEP_THEIRS)
    assert world.workspace.outbox.axes(uuid).server == "cancelado"
    assert world.kinds() == {}


def test_one_cancelled_here_and_active_there_is_cancelled_again(world: World) -> None:
    (uuid,) = world.accepted()
    document = world.workspace.outbox.accepted(uuid)
    assert document is not None
    world.workspace.outbox.cancel(uuid, "Engano", 1)
    world.send()
    world.forget_on_server(uuid)
    world.elsewhere("incluir", document)
    assert world.kinds() == {uuid: "ativo_la"}
    world.settle(uuid, CANCEL_AGAIN)
    world.send()
    assert world.kinds() == {}
    assert world.workspace.outbox.axes(uuid).server == "cancelado"


def test_one_never_accepted_from_here_can_be_taken_over(world: World) -> None:
    document = world.document(person="700000000000005")
    (uuid,) = world.queue(document)
    world.send()
    world.workspace.outbox.give_up(uuid, 1)
    document["individuo"]["cns"] = "210145788990008"
    world.elsewhere("incluir", document)
    assert world.kinds() == {uuid: "nao_enviado"}
    world.settle(uuid, KEEP_THEIRS)
    assert world.kinds() == {uuid: "igual"}


def test_what_has_not_arrived_is_pending_and_keeps_the_month_open(world: World) -> None:
    (waiting,) = world.queue(world.document())
    (altered,) = world.queue(world.document())
    world.workspace.outbox.withdraw(altered, 1)
    made = world.close()
    assert {line.uuid: line.kind for line in made.lines} == {
        waiting: "pendente",
        altered: "pendente",
    }
    assert not made.green
    with pytest.raises(ColetorError) as caught:
        world.settle(waiting, KEEP_THEIRS)
    assert caught.value.message_id == "outbox.settle_pending"


def test_a_draft_of_an_accepted_contact_changes_nothing(world: World) -> None:
    (uuid,) = world.accepted()
    world.workspace.outbox.reopen(uuid, 1)
    assert world.kinds() == {uuid: "igual"}
    world.elsewhere("alterar", changed(world, uuid, 4))
    with pytest.raises(ColetorError) as caught:
        world.settle(uuid, KEEP_THEIRS)
    assert caught.value.message_id == "outbox.draft_open"


def test_what_changed_since_is_not_settled(world: World) -> None:
    (uuid,) = world.accepted()
    for way in (SEND_AGAIN, CANCEL_AGAIN):
        with pytest.raises(ColetorError) as caught:
            world.settle(uuid, way)
        assert caught.value.message_id == "outbox.settle_changed"
    with pytest.raises(ColetorError) as caught:
        world.settle(uuid, SEND_MINE)
    assert caught.value.message_id == "outbox.no_difference"


def test_a_refusal_to_list_or_to_tell_is_said(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from coletor.webservice import Mensagem, RefusalKind, Refused

    refused = Refused((Mensagem("OSB_INDISPONIVEL", "fora"),), RefusalKind.SERVICE)
    (uuid,) = world.accepted()
    monkeypatch.setattr(world.service, "pesquisar", lambda *_: refused)
    with pytest.raises(ColetorError) as caught:
        world.close()
    assert caught.value.message_id == "closing.not_listed"
    monkeypatch.setattr(world.service, "detalhar", lambda _: refused)
    with pytest.raises(ColetorError) as caught:
        world.settle(uuid, KEEP_THEIRS)
    assert caught.value.message_id == "outbox.not_told"


def test_every_kind_has_its_words() -> None:
    for kind, ways in types.WAYS.items():
        assert exists(f"closing.kind.{kind}")
        assert types.Line(new_uuid(), kind).advice
        assert all(exists(f"closing.way.{way}") for way in ways)
    assert MODEL.is_sent()
