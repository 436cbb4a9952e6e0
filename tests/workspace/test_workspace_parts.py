"""The next part of a Permanência, and what the rules say of contacts that stand side by side."""

from datetime import date
from pathlib import Path

import pytest
from workspace_world import CLINICAL, MODEL, Desk, sample, staying, write

from coletor.contact import new_uuid
from coletor.errors import ColetorError
from coletor.model import load_model
from coletor.outbox.types import NotReadyError
from coletor.workspace import Workspace
from coletor.workspace.surroundings import OVERLAPS, FolderContacts

OVERLAP = "contato-sobreposto"


def rules_of(desk: Desk, document) -> list[str]:
    return [one.rule for one in desk.workspace.checker(MODEL).check(document)]


def test_a_permanencia_is_continued_in_a_linked_and_prefilled_draft(desk: Desk) -> None:
    first = staying()
    desk.accepted(first)
    draft_id = desk.workspace.continue_contact(first["uuid"])
    draft = desk.workspace.drafts.get(draft_id)
    made = desk.workspace.derive(draft).document
    assert draft.uuid != first["uuid"]
    assert made["individuo"] == first["individuo"]
    assert made["contato"] == {
        "estabelecimento": first["contato"]["estabelecimento"],
        "admissao": first["contato"]["admissao"],
    }
    before = [one["codigo"] for one in first["diagnosticos"]]
    assert [one["codigo"] for one in made["diagnosticos"]] == before
    assert "procedimentos" not in made
    (link,) = desk.workspace.links.of(draft.uuid)
    assert (link.kind, link.earlier, link.later) == ("continua", first["uuid"], draft.uuid)
    year, month, day = first["contato"]["admissao"]["data"].split("-")
    assert f"{day}/{month}/{year}" in desk.workspace.admission_note(draft_id)
    assert "continuado" in desk.events(first["uuid"])
    assert "continuacao" in desk.events(draft.uuid)
    assert desk.workspace.continue_contact(first["uuid"]) == draft_id


def test_linked_parts_do_not_overlap_and_others_do(desk: Desk) -> None:
    first = staying()
    desk.accepted(first)
    part = desk.workspace.drafts.get(desk.workspace.continue_contact(first["uuid"]))
    third = {**staying(), "uuid": part.uuid}
    assert OVERLAP not in rules_of(desk, third)
    assert OVERLAP in rules_of(desk, {**third, "uuid": new_uuid()})
    other_modality = {**staying(), "uuid": new_uuid()}
    other_modality["contato"]["admissao"]["modalidade"] = "05"
    assert OVERLAP not in rules_of(desk, other_modality)
    later = {**staying(), "uuid": new_uuid()}
    later["contato"]["admissao"]["data"] = "2020-01-01"
    later["contato"]["desfecho"] = {"motivo": CLINICAL, "data": "2020-01-02"}
    assert OVERLAP not in rules_of(desk, later)


def test_a_third_part_is_linked_through_the_second(desk: Desk) -> None:
    first = staying()
    desk.accepted(first)
    second = desk.workspace.drafts.get(desk.workspace.continue_contact(first["uuid"]))
    desk.workspace.drafts.discard(second.id, 1)
    again = desk.workspace.drafts.get(desk.workspace.continue_contact(first["uuid"]))
    assert again.uuid != second.uuid, "a part in the bin is not a part"
    whole = {**staying(), "uuid": again.uuid}
    desk.workspace.drafts.discard(again.id, 1)
    desk.conclude(whole)
    with pytest.raises(ColetorError) as caught:
        desk.workspace.continue_contact(first["uuid"])
    assert caught.value.message_id == "workspace.already_continued"
    third = desk.workspace.drafts.get(desk.workspace.continue_contact(again.uuid))
    assert OVERLAP not in rules_of(desk, {**staying(), "uuid": third.uuid})


@pytest.mark.parametrize(
    ("prepare", "message"),
    [
        ("draft", "workspace.continue_not_concluded"),
        ("other outcome", "workspace.continue_not_staying"),
        ("cancelled", "workspace.continue_cancelled"),
    ],
)
def test_what_is_not_continued(desk: Desk, prepare: str, message: str) -> None:
    document = sample() if prepare == "other outcome" else staying()
    if prepare == "draft":
        desk.type(document)
    else:
        desk.accepted(document)
    if prepare == "cancelled":
        desk.workspace.outbox.cancel(document["uuid"], "engano", 1)
        desk.send()
    with pytest.raises(ColetorError) as caught:
        desk.workspace.continue_contact(document["uuid"])
    assert caught.value.message_id == message


def test_overlaps_are_found_by_the_index_of_the_person(desk: Desk) -> None:
    with desk.workspace.store.query() as db:
        plan = [
            row[3]
            for row in db.execute(
                "EXPLAIN QUERY PLAN " + OVERLAPS, ["1", "07", "2", "1", "3", "3", "u"]
            ).fetchall()
        ]
    assert plan == [
        "SEARCH contact_list USING INDEX contact_list_cns (cns=? AND modality=? AND admission<?)"
    ]


def test_a_cancelled_contact_overlaps_nothing(desk: Desk) -> None:
    document = sample()
    desk.accepted(document)
    again = {**sample(), "uuid": new_uuid()}
    assert OVERLAP in rules_of(desk, again)
    desk.workspace.outbox.cancel(document["uuid"], "engano", 1)
    desk.send()
    assert OVERLAP not in rules_of(desk, again)


def test_an_alteration_of_the_modality_is_told_to_substitute(desk: Desk) -> None:
    document = sample()
    desk.accepted(document)
    draft_id = desk.workspace.outbox.reopen(document["uuid"], 1)
    desk.set(draft_id, "modalidade", "01")
    with pytest.raises(NotReadyError) as caught:
        desk.workspace.conclude(draft_id)
    assert [one.rule for one in caught.value.findings if one.severity == "erro"] == [
        "alteracao-substituir"
    ]


def test_validar_says_what_it_could_not_check(run, folder: Path, tmp_path: Path) -> None:
    ran = run("--pasta", folder, "validar", write(tmp_path / "c.json", sample()), "--json")
    unchecked = ran.records[-1]["resumo"]["nao_verificadas"]
    assert {OVERLAP, "alteracao-substituir"} <= set(unchecked)
    assert "perfil-atencao-basica" not in unchecked, "the folder's profile needs no password"
    nowhere = run("--pasta", tmp_path, "validar", tmp_path / "c.json", "--json")
    assert "perfil-atencao-basica" in nowhere.records[-1]["resumo"]["nao_verificadas"]


def test_continuar_from_the_command_line(run, desk: Desk) -> None:
    first = staying()
    desk.accepted(first)
    folder = desk.workspace.folder
    ran = run("--pasta", folder, "contato", "continuar", first["uuid"].upper(), "--json")
    assert ran.code == 0
    assert "admissão da primeira" in ran.err
    part = ran.records[0]["uuid"]
    assert desk.word(part) == "rascunho"
    shown = run("--pasta", folder, "contato", "mostrar", part, "--json").records[0]
    assert shown["ligacoes"] == [
        {"tipo": "continua", "de": first["uuid"], "para": part, "motivo": None}
    ]
    assert first["uuid"] in run("--pasta", folder, "contato", "mostrar", part).out
    said = run("--pasta", folder, "contato", "continuar", first["uuid"])
    assert part in said.out
    assert "continuar" in desk.workspace.further_actions(first["uuid"])


def test_a_folder_that_fails_to_open_leaves_no_open_database(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ColetorError("workspace.no_contact", uuid="x")

    with monkeypatch.context() as patch:
        patch.setattr("coletor.workspace.workspace.Library", broken)
        with pytest.raises(ColetorError):
            Workspace.open(folder)
    with Workspace.open(folder) as workspace:
        assert not workspace.store.unclean


def test_a_clinical_document_is_no_duplicate_of_the_contact_it_is_about(desk: Desk) -> None:
    document = sample(0)
    desk.accepted(document)
    view = FolderContacts(desk.workspace.store, desk.workspace.profile.cnes)
    contact = document["contato"]
    day = date.fromisoformat(contact["admissao"]["data"])
    asked = {
        "uuid": "outro",
        "cns": document["individuo"]["cns"],
        "establishment": desk.workspace.profile.cnes,
        "modality": contact["admissao"]["modalidade"],
        "first": day,
        "last": day,
    }
    assert len(view.find_overlaps(model=load_model("cmd-2017"), **asked)) == 1
    assert view.find_overlaps(model=load_model("sumario-alta-2017"), **asked) == []
