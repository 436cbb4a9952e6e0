"""Drafts that wait for the CNS, the reporting profile, and confirmed warnings that travel."""

from functools import partial
from pathlib import Path

import pytest
from workspace_world import MODEL, Desk, sample, write

from coletor.contact import new_uuid
from coletor.errors import ColetorError
from coletor.establishment import EstablishmentError
from coletor.establishment.reporting import (
    BASIC_CARE,
    INSURED,
    SINGLE_CEPS,
    ReportingProfile,
    publish,
    read_reporting,
)
from coletor.messages import text
from coletor.store import Confirming
from coletor.terminology.library import Library

CNS = MODEL.by_role["cns_individuo"].path


def newborn() -> dict:
    """Return a contact of an identified person who has no CNS yet."""
    document = sample()
    del document["individuo"]["cns"]
    return document


def test_a_draft_without_cns_is_parked_counted_and_listed(desk: Desk) -> None:
    document = newborn()
    draft_id = desk.type(document)
    assert desk.workspace.further_actions(document["uuid"]) == ("aguardar_cns",)
    desk.workspace.park(draft_id)
    assert desk.word(document["uuid"]) == "aguardando_cns"
    assert desk.workspace.listing.counts() == {"aguardando_cns": 1}
    desk.reopen()
    assert desk.word(document["uuid"]) == "aguardando_cns"
    assert desk.workspace.drafts.get(draft_id).is_open
    desk.set(draft_id, "nome_mae", "Outra Mãe Inventada")
    assert desk.word(document["uuid"]) == "aguardando_cns", "another field does not bring the CNS"
    desk.set(draft_id, "cns_individuo", sample()["individuo"]["cns"])
    assert desk.word(document["uuid"]) == "rascunho"
    assert "estacionado_aguardando_cns" in desk.events(document["uuid"])
    assert "retomado" in desk.events(document["uuid"])
    desk.workspace.conclude(draft_id)
    assert desk.word(document["uuid"]) == "pronto"


def test_a_parked_draft_is_taken_up_again(desk: Desk) -> None:
    document = newborn()
    draft_id = desk.type(document)
    desk.workspace.park(draft_id)
    assert desk.workspace.further_actions(document["uuid"]) == ("retomar",)
    desk.workspace.unpark(draft_id)
    desk.workspace.unpark(draft_id)
    assert desk.word(document["uuid"]) == "rascunho"
    assert desk.events(document["uuid"]).count("retomado") == 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("with cns", "workspace.park_identified"),
        ("unidentified", "workspace.park_identified"),
        ("more missing", "workspace.park_other"),
        ("accepted", "workspace.park_accepted"),
    ],
)
def test_what_does_not_wait_for_the_cns(desk: Desk, change: str, message: str) -> None:
    document = sample() if change in ("with cns", "accepted") else newborn()
    if change == "unidentified":
        document["individuo"]["justificativa"] = "01"
    if change == "more missing":
        del document["procedimentos"]
    if change == "accepted":
        desk.accepted(document)
        draft_id = desk.workspace.outbox.reopen(document["uuid"], 1)
    else:
        draft_id = desk.type(document)
    before = desk.word(document["uuid"])
    with pytest.raises(ColetorError) as caught:
        desk.workspace.park(draft_id)
    assert caught.value.message_id == message
    assert "justificativa" not in str(caught.value) or change in ("with cns", "unidentified")
    assert desk.word(document["uuid"]) == before


def test_every_further_action_has_its_words() -> None:
    ids = ("continuar", "substituir", "desistir_substituicao", "aguardar_cns", "retomar")
    assert len({text(f"workspace.action.{one}") for one in ids}) == len(ids)


def test_aguardar_from_the_command_line(run, desk: Desk, tmp_path: Path) -> None:
    document, folder = newborn(), desk.workspace.folder
    run("--pasta", folder, "importar", write(tmp_path / "c.json", document))
    waited = run("--pasta", folder, "contato", "aguardar", document["uuid"])
    assert waited.code == 0
    assert waited.out.rstrip().endswith("1.")
    listed = run("--pasta", folder, "contato", "listar", "--situacao", "aguardando_cns", "--json")
    assert [row["uuid"] for row in listed.records] == [document["uuid"]]
    back = run("--pasta", folder, "contato", "aguardar", document["uuid"], "--desfazer")
    assert back.code == 0
    assert desk.word(document["uuid"]) == "rascunho"
    assert run("--pasta", folder, "contato", "aguardar", "nada").code == 2


def test_the_profile_warns_of_what_goes_another_way(run, desk: Desk) -> None:
    folder, document = desk.workspace.folder, sample()
    document["contato"]["admissao"]["modalidade"] = "01"
    document["procedimentos"][0]["financiamento"] = "03"
    document["procedimentos"].append({**sample()["procedimentos"][0], "quantidade": 2})

    def rules() -> set[str]:
        found = desk.workspace.checker(MODEL).check(document)
        return {one.rule for one in found if one.rule.startswith("perfil-")}

    assert rules() == set()
    assert run("--pasta", folder, "configurar", "perfil.atencao_basica_sus", "esus").code == 0
    assert rules() == {"perfil-atencao-basica"}
    run("--pasta", folder, "configurar", "perfil.planos_saude", "tiss")
    assert rules() == {"perfil-atencao-basica", "perfil-saude-suplementar"}
    refused = run("--pasta", folder, "configurar", "perfil.planos_saude", "outro")
    assert refused.code == 2
    assert "aqui, tiss" in refused.err


def test_validar_knows_the_profile_without_the_password(run, desk: Desk, tmp_path: Path) -> None:
    folder, document = desk.workspace.folder, sample()
    document["contato"]["admissao"]["modalidade"] = "01"
    file = write(tmp_path / "c.json", document)

    def rules() -> set[str]:
        ran = run("--pasta", folder, "validar", file, "--json")
        return {row["regra"] for row in ran.records[:-1]}

    assert "perfil-atencao-basica" not in rules()
    run("--pasta", folder, "configurar", "perfil.atencao_basica_sus", "esus")
    assert "perfil-atencao-basica" in rules()
    published = folder / "informa.json"
    published.write_bytes(b"{")
    damaged = run("--pasta", folder, "validar", file)
    assert damaged.code == 2
    assert "informa.json" in damaged.err
    published.unlink()
    desk.workspace.maintain()
    assert "perfil-atencao-basica" in rules()


def test_other_processes_know_the_profile_too(desk: Desk, tmp_path: Path) -> None:
    from coletor.exchange.checking import FileCheck

    document = sample()
    document["contato"]["admissao"]["modalidade"] = "01"
    file = write(tmp_path / "c.ndjson", document, {**document, "uuid": new_uuid()})
    opened = partial(Library, desk.workspace.layout.tables, demonstration=True)
    profile = ReportingProfile(basic_care_elsewhere=True)
    check = FileCheck(opened, profile=profile, large=0, processes=2)
    found = [line.number for line in check.run(file) if line.finding.rule.startswith("perfil-")]
    assert found == [1, 2]


def test_the_profile_is_published_when_it_says_something_else(tmp_path: Path) -> None:
    file = tmp_path / "informa.json"
    assert read_reporting(file) == ReportingProfile()
    values = {BASIC_CARE: "esus", INSURED: "aqui", SINGLE_CEPS: "13690-000"}
    assert publish(file, values)
    assert not publish(file, values)
    assert read_reporting(file) == ReportingProfile(
        basic_care_elsewhere=True, single_ceps=frozenset({"13690000"})
    )
    with pytest.raises(EstablishmentError) as caught:
        publish(tmp_path / "nada" / "informa.json", values)
    assert caught.value.message_id == "establishment.cannot_write"
    file.write_bytes(b"[]")
    with pytest.raises(EstablishmentError) as caught:
        read_reporting(file)
    assert caught.value.message_id == "establishment.reporting_damaged"


def test_a_single_cep_is_not_unknown(run, desk: Desk) -> None:
    folder, document = desk.workspace.folder, sample()
    document["individuo"]["cep_residencia"] = "13690000"

    def warned() -> bool:
        found = desk.workspace.checker(MODEL).check(document)
        return "cep-geral" in {one.rule for one in found}

    assert warned()
    assert run("--pasta", folder, "configurar", "perfil.cep_unico", "13690-000 13860000").code == 0
    assert not warned()
    refused = run("--pasta", folder, "configurar", "perfil.cep_unico", "1369")
    assert refused.code == 2
    assert "8 algarismos" in refused.err


def test_confirmed_warnings_travel_with_the_contact(run, desk: Desk) -> None:
    document = sample()
    document["individuo"]["nome_mae"] = "SEM INFORMAÇÃO"
    draft_id = desk.type(document)
    derived = desk.workspace.derive(desk.workspace.drafts.get(draft_id))
    warnings = desk.workspace.checker(MODEL).check(derived.document)
    mother = MODEL.by_role["nome_mae"].path
    warned = next(one for one in warnings if one.path == mother)
    row_id, element = derived.places[mother]
    drafts = desk.workspace.drafts
    drafts.confirm_warning(
        draft_id, Confirming(row_id, element, warned.rule, "abandonada ao nascer"), 1
    )
    # one that was confirmed for another value does not hold
    other = MODEL.by_role["nome_individuo"].path
    drafts.confirm_warning(draft_id, Confirming(row_id, other, warned.rule, "outra", "antes"), 1)
    desk.workspace.conclude(draft_id)
    desk.reopen()
    folder, uuid = desk.workspace.folder, document["uuid"]
    shown = run("--pasta", folder, "contato", "mostrar", uuid, "--json").records[0]
    (confirmed,) = shown["avisos_confirmados"]
    assert {key: confirmed[key] for key in ("regra", "caminho", "motivo", "operador")} == {
        "regra": warned.rule,
        "caminho": mother,
        "motivo": "abandonada ao nascer",
        "operador": "Ana",
    }
    assert "abandonada ao nascer" in run("--pasta", folder, "contato", "mostrar", uuid).out
    assert shown["conferido_com"]["modelo"] == MODEL.id
    assert "achados" not in shown["conferido_com"]


def test_a_confirmation_of_a_whole_list_is_found_by_its_place() -> None:
    from coletor.contact.drafting import place_of

    places = {"contato.admissao.data": (1, "contato.admissao.data"), "linhas[0]": (2, "linhas")}
    assert place_of("contato.admissao.data", places) == (1, "contato.admissao.data")
    assert place_of("contato.admissao", places) == (1, "contato.admissao.data")
    assert place_of("linhas[0].nada", places) == (2, "linhas")
    assert place_of("outra", places) is None
