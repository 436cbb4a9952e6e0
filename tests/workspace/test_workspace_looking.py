"""A contact that was opened and not changed is afterwards what it was before."""

from workspace_world import Desk, sample

from coletor.workspace.looking import look_at, put_back


def test_what_the_server_has_is_as_it_was_and_sends_nothing(desk: Desk) -> None:
    uuid = desk.accepted(sample())
    latest = desk.accepted(sample(1))
    look = look_at(desk.workspace, uuid)
    assert desk.word(uuid) == "em_alteracao"
    assert put_back(desk.workspace, look)
    assert desk.word(uuid) == "aceito" and not desk.queued()
    assert desk.events(uuid)[-2:] == ["rascunho_reaberto", "rascunho_fechado"]
    last = desk.workspace.drafts.last_concluded(desk.workspace.operator.id)
    assert last is not None and last.uuid == latest  # what was looked at is not repeated by F3
    again = look_at(desk.workspace, uuid)
    assert again.draft_id == look.draft_id


def test_what_waited_in_the_queue_waits_there_again(desk: Desk) -> None:
    uuid = desk.conclude(sample())
    look = look_at(desk.workspace, uuid)
    assert look.word == "pronto" and not desk.queued()
    assert put_back(desk.workspace, look)
    assert desk.queued() == [(uuid, "incluir", "pronto")]
    desk.send()
    assert desk.held() == {uuid: "ativo"}


def test_a_refusal_stays_one(desk: Desk) -> None:
    refused = sample()
    refused["procedimentos"][0]["quantidade"] = 1000
    uuid = desk.conclude(refused)
    desk.send()
    assert desk.word(uuid) == "rejeitado"
    rejections = len(desk.workspace.outbox.rejections(uuid))
    look = look_at(desk.workspace, uuid)
    assert put_back(desk.workspace, look)
    assert desk.word(uuid) == "rejeitado"
    assert len(desk.workspace.outbox.rejections(uuid)) == rejections > 0


def test_what_somebody_else_settled_is_left_alone(desk: Desk) -> None:
    uuid = desk.conclude(sample())
    look = look_at(desk.workspace, uuid)
    desk.workspace.conclude(look.draft_id)
    assert not put_back(desk.workspace, look)
    other = desk.accepted(sample(1))
    look = look_at(desk.workspace, other)
    desk.workspace.drafts.discard(look.draft_id, desk.workspace.operator.id)
    assert not put_back(desk.workspace, look)
    assert desk.word(other) == "aceito"


def test_a_cancellation_given_up_by_opening_is_asked_for_anew_by_a_person(desk: Desk) -> None:
    uuid = desk.accepted(sample())
    desk.workspace.outbox.cancel(uuid, "Digitado em dobro.", desk.workspace.operator.id)
    look = look_at(desk.workspace, uuid)
    assert look.word == "cancelamento_pronto"
    assert not put_back(desk.workspace, look)
    assert desk.word(uuid) == "em_alteracao"
