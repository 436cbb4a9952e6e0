"""Refused contacts by cause, corrected at once after a preview; gaps in our rules are noted."""

import pytest
from closing_world import REFUSED, World

from coletor.closing import correcting
from coletor.closing.correcting import DRAFT, QUEUED, UNTOUCHED
from coletor.errors import ColetorError

GOOD = "210145788990008"


def refused(world: World, amount: int = 2) -> list[str]:
    uuids = world.queue(*[world.document(person=REFUSED) for _ in range(amount)])
    world.send()
    assert {world.workspace.outbox.axes(uuid).pending for uuid in uuids} == {"rejeitado"}
    return uuids


def test_refusals_are_grouped_by_cause(world: World) -> None:
    world.accepted()
    uuids = refused(world)
    (group,) = correcting.groups(world.workspace)
    assert (group.code, group.role, group.uuids) == ("CMD-0008", "cns_individuo", tuple(uuids))
    assert group.values == ((REFUSED, 2),)
    assert group.label == "CNS"
    assert group.as_json()["contatos"] == uuids


def test_a_preview_writes_nothing_and_comes_true(world: World) -> None:
    uuids = refused(world)
    (group,) = correcting.groups(world.workspace)
    foreseen = correcting.preview(world.workspace, group, GOOD)
    assert [(one.uuid, one.result) for one in foreseen] == [(uuid, QUEUED) for uuid in uuids]
    assert foreseen[0].before is not None
    assert correcting.groups(world.workspace) == [group]
    told: list[correcting.Change] = []
    done = correcting.apply(world.workspace, group, GOOD, progress=told.append)
    assert done == foreseen == told
    assert correcting.groups(world.workspace) == []
    world.send()
    assert {world.workspace.outbox.axes(uuid).server for uuid in uuids} == {"aceito"}


def test_only_the_chosen_ones_are_corrected(world: World) -> None:
    first, second = refused(world)
    (group,) = correcting.groups(world.workspace)
    assert [one.uuid for one in correcting.apply(world.workspace, group, GOOD, [second])] == [
        second
    ]
    assert world.workspace.outbox.axes(first).pending == "rejeitado"
    assert world.workspace.outbox.axes(second).pending == "pronto"
    (changed,) = correcting.apply(world.workspace, group, GOOD, [second])
    assert changed.result == UNTOUCHED


def test_what_is_still_wrong_stays_a_draft_with_the_reason(world: World) -> None:
    document = world.document(person=REFUSED)
    del document["individuo"]["raca_cor"]
    world.workspace.outbox.conclude_document(document, [], {}, 1)  # as rules of yesterday let it
    world.send()
    group = next(each for each in correcting.groups(world.workspace) if each.code == "CMD-0008")
    foreseen = correcting.preview(world.workspace, group, GOOD)
    (done,) = correcting.apply(world.workspace, group, GOOD)
    assert (done.result, foreseen[0].result) == (DRAFT, DRAFT)
    assert done.reason
    assert world.workspace.drafts.open(document["uuid"]) is not None
    (again,) = correcting.apply(world.workspace, group, GOOD)
    assert (again.result, again.reason) == (
        UNTOUCHED,
        "O contato está aberto em um rascunho. Termine ou descarte o rascunho antes.",
    )


def test_a_value_that_is_wrong_itself_is_written_into_no_contact(world: World) -> None:
    uuids = refused(world)
    (group,) = correcting.groups(world.workspace)
    (first, _) = correcting.preview(world.workspace, group, "12345")
    done = correcting.apply(world.workspace, group, "12345")
    assert {one.result for one in (first, *done)} == {UNTOUCHED}
    assert first.reason is not None and "15 algarismos" in first.reason
    assert [world.workspace.drafts.open(uuid) for uuid in uuids] == [None, None]


def test_what_stands_there_is_known_before_a_value_is_typed(world: World) -> None:
    uuids = refused(world)
    (group,) = correcting.groups(world.workspace)
    stands = correcting.standing(world.workspace, group)
    assert [(one.uuid, one.after, one.result) for one in stands] == [
        (uuid, None, UNTOUCHED) for uuid in uuids
    ]
    assert {one.before for one in stands} == {"700 0000 0000 0005"}
    correcting.apply(world.workspace, group, GOOD, uuids[:1])
    gone = correcting.standing(world.workspace, group, uuids[:1])
    assert gone[0].reason == "O contato não está mais rejeitado por esta causa."


def test_the_same_value_changes_nothing(world: World) -> None:
    refused(world, 1)
    (group,) = correcting.groups(world.workspace)
    (foreseen,) = correcting.preview(world.workspace, group, REFUSED)
    assert foreseen.result == UNTOUCHED
    assert foreseen.reason == "O campo já tem este valor."


def test_a_field_of_a_row_is_corrected_in_its_row(world: World) -> None:
    document = world.document()
    document["procedimentos"][0]["quantidade"] = 1000
    (uuid,) = world.queue(document)
    world.send()
    (group,) = correcting.groups(world.workspace)
    assert (group.code, group.role) == ("CMD-0127", "quantidade")
    (done,) = correcting.apply(world.workspace, group, "3")
    assert (done.path, done.after, done.result) == ("procedimentos[0].quantidade", "3", QUEUED)
    world.send()
    accepted = world.workspace.outbox.accepted(uuid)
    assert accepted is not None
    assert accepted["procedimentos"][0]["quantidade"] == 3


def test_a_refusal_without_a_field_cannot_be_corrected_at_once(world: World) -> None:
    group = correcting.Group("X", "cmd-2017", None, None, "", ("a",), ())
    with pytest.raises(ColetorError) as caught:
        correcting.preview(world.workspace, group, "1")
    assert caught.value.message_id == "closing.correct.no_field"


def test_a_place_is_one_place_or_none() -> None:
    from coletor.model import load_model
    from coletor.outbox.types import Rejection

    element = load_model("cmd-2017").by_role["quantidade"]
    document = {"procedimentos": [{"quantidade": 1}, {"quantidade": 2}, {}]}

    def place(path: str | None, value: str | None = None) -> str | None:
        refusal = Rejection(0, "X", "", None, path, None, None, value)
        return correcting.place_of(element, document, refusal)

    assert place("procedimentos[1].quantidade") == "procedimentos[1].quantidade"
    assert place("procedimentos[2]") == "procedimentos[2].quantidade"
    assert place("procedimentos") is None
    assert place("procedimentos", "2") == "procedimentos[1].quantidade"
    assert place(None) is None


def test_what_our_rules_did_not_foresee_is_noted(world: World) -> None:
    refused(world)
    (gap,) = world.workspace.outbox.gaps()
    assert (gap.code, gap.times, gap.contacts, gap.known) == ("CMD-0008", 2, 2, True)
    assert gap.path == "individuo.cns"
    assert gap.as_json()["vezes"] == 2


def test_a_place_that_had_a_warning_is_no_gap(world: World) -> None:
    from coletor.rules import Finding, Severity

    document = world.document(person=REFUSED)
    warning = Finding("X", Severity.WARNING, "individuo.cns", "Confira.", {})
    world.workspace.outbox.conclude_document(document, [warning], {}, 1)
    world.send()
    assert world.workspace.outbox.axes(document["uuid"]).pending == "rejeitado"
    assert world.workspace.outbox.gaps() == []
