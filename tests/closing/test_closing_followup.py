"""The management's results: answered by the service, or marked by hand; never guessed."""

import pytest
from closing_world import World

from coletor.closing import followup
from coletor.errors import ColetorError
from coletor.store.derivation import derive_row


def management(world: World, uuid: str) -> str:
    row = world.workspace.listing.get(uuid)
    assert row is not None
    with world.workspace.store.query() as db:
        assert derive_row(db, uuid) == row
    assert world.workspace.outbox.axes(uuid).management == row.management
    return row.management


def ask(world: World) -> int:
    told: list[followup.Followed] = []
    store = world.workspace.store
    news = followup.ask_months(store, world.service, "2077485", 1, told.append)
    assert news == len(told)
    return news


def test_the_service_says_what_the_management_decided(world: World) -> None:
    approved, rejected, silent = world.accepted(3)
    assert (
        world.manage(
            {"uuid": approved, "resultado": "aprovado"},
            {"uuid": rejected, "resultado": "rejeitado", "motivo": "Duplicado na AIH"},
        )
        == 200
    )
    assert ask(world) == 2
    assert management(world, approved) == "aprovado"
    assert management(world, rejected) == "rejeitado"
    assert management(world, silent) == "desconhecido"
    words = [world.workspace.listing.get(uuid).word for uuid in (approved, rejected, silent)]
    assert words == ["aprovado", "rejeitado_gestao", "aceito"]
    found = followup.standing(world.workspace.store, rejected)
    assert (found.reason, found.origin, found.operator) == (
        "Duplicado na AIH",
        "servico",
        "Operadora",
    )
    assert ask(world) == 0


def test_one_contact_is_asked_about_by_detalhar(world: World) -> None:
    (uuid,) = world.accepted()
    store = world.workspace.store
    assert followup.ask_one(store, world.service, uuid, 1).result == "desconhecido"
    world.manage({"uuid": uuid, "resultado": "aprovado", "motivo": "Conferido"})
    found = followup.ask_one(store, world.service, uuid, 1)
    assert (found.result, found.reason, found.version) == ("aprovado", "Conferido", 1)
    assert found.as_json()["gestao"] == "aprovado"
    history = [event.text for event in world.workspace.contacts.history(uuid)]
    assert "Aprovado pela gestão, respondido pelo CMD (Conferido)" in history


def test_marked_by_hand_with_who_and_when(world: World) -> None:
    (uuid,) = world.accepted()
    store = world.workspace.store
    followup.mark(store, uuid, "rejeitado", " Sem  cadastro ", 1)
    found = followup.standing(store, uuid)
    assert (found.result, found.reason, found.origin) == ("rejeitado", "Sem cadastro", "mao")
    assert found.at is not None
    followup.mark(store, uuid, "aprovado", None, 1)
    assert management(world, uuid) == "aprovado"
    followup.mark(store, uuid, followup.FORGET, None, 1)
    assert management(world, uuid) == "desconhecido"
    assert [one.uuid for one in followup.overview(store)] == [uuid]
    assert followup.overview(store, "aprovado") == []


def test_silence_of_the_service_keeps_the_mark_and_its_word_replaces_it(world: World) -> None:
    (uuid,) = world.accepted()
    followup.mark(world.workspace.store, uuid, "aprovado", None, 1)
    assert ask(world) == 0
    assert management(world, uuid) == "aprovado"
    world.manage({"uuid": uuid, "resultado": "rejeitado", "motivo": "Glosado"})
    assert ask(world) == 1
    assert management(world, uuid) == "rejeitado"


def test_a_new_version_is_unknown_again(world: World) -> None:
    (uuid,) = world.accepted()
    world.manage({"uuid": uuid, "resultado": "aprovado"})
    ask(world)
    document = world.workspace.outbox.accepted(uuid)
    assert document is not None
    document["procedimentos"][0]["quantidade"] = 2
    world.queue(document)
    world.send()
    assert management(world, uuid) == "desconhecido"
    assert world.workspace.listing.get(uuid).word == "aceito"


def test_an_unknown_value_never_looks_approved(world: World) -> None:
    (uuid,) = world.accepted()
    contacts = world.server.service.contacts
    values = {**world.server.service.wire.management, "em_analise": "EM ANALISE"}
    object.__setattr__(world.server.service.wire, "management", values)
    try:
        with contacts.change():
            contacts.manage(uuid, "em_analise", "")
        assert ask(world) == 0
        # The client has the same wire object: it knows a value that the machine does not.
        assert management(world, uuid) == "desconhecido"
    finally:
        values.pop("em_analise")
        object.__setattr__(world.server.service.wire, "management", values)


def test_closing_the_month_takes_the_results_along(world: World) -> None:
    (uuid,) = world.accepted()
    world.manage({"uuid": uuid, "resultado": "aprovado"})
    assert world.close().green
    assert management(world, uuid) == "aprovado"


def test_what_cannot_be_marked_is_said(world: World) -> None:
    (uuid,) = world.accepted()
    (waiting,) = world.queue(world.document())
    store = world.workspace.store
    for wanted, result, reason, message in (
        (waiting, "aprovado", None, "closing.follow.not_accepted"),
        (uuid, "rejeitado", " ", "closing.follow.no_reason"),
        (uuid, followup.FORGET, None, "closing.follow.already"),
    ):
        with pytest.raises(ColetorError) as caught:
            followup.mark(store, wanted, result, reason, 1)
        assert caught.value.message_id == message
    with pytest.raises(ColetorError) as caught:
        followup.ask_one(store, world.service, waiting, 1)
    assert caught.value.message_id == "closing.follow.not_accepted"
    world.forget_on_server(uuid)
    with pytest.raises(ColetorError) as caught:
        followup.ask_one(store, world.service, uuid, 1)
    assert caught.value.message_id == "closing.follow.gone"


def test_the_admin_address_sets_all_or_nothing(world: World) -> None:
    (uuid,) = world.accepted()
    unknown = "3f0b8a52-6a1e-4c1d-9a53-5d6c2f1e7b10"
    good = {"uuid": uuid, "resultado": "aprovado"}
    assert world.manage(good, {"uuid": unknown, "resultado": "aprovado"}) == 404
    assert world.manage({"uuid": uuid, "resultado": "talvez"}) == 400
    assert world.manage({"uuid": uuid}) == 400
    assert ask(world) == 0
    assert world.manage(good) == 200
    assert ask(world) == 1
    assert world.manage({**good, "resultado": ""}) == 200
