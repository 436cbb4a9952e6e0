"""Every contact that is concluded teaches the registers, and nothing is overwritten."""

import json
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from register_people import DOCTOR, MODEL, OPERATOR, card, contact, taxpayer

from coletor.contact import Document, new_uuid
from coletor.contact.document import put
from coletor.contact.drafting import rows_of
from coletor.exchange.importing import import_contacts
from coletor.model import Model, load_model
from coletor.outbox.types import NotReadyError
from coletor.registers import Entry, Register, described, observe
from coletor.registers.filling import fill, to_do
from coletor.registers.placing import said_by
from coletor.store import Contacts, Store
from coletor.store.migrating import FOLDER, migrate
from coletor.store.opening import create_database
from coletor.workspace import Workspace
from coletor.workspace.upkeep import maintain

PATIENT, NAME, SEX = (MODEL.by_role[r].path for r in ("cns_individuo", "nome_individuo", "sexo"))


def typed(workspace: Workspace, document: Document, _place: Path) -> None:
    cells = rows_of(MODEL, document)
    draft = workspace.drafts.create(MODEL.id, OPERATOR, uuid=document["uuid"], cells=cells)
    workspace.conclude(draft.id)


def whole(workspace: Workspace, document: Document, _place: Path) -> None:
    workspace.conclude_document(workspace.complete(document))


def imported(workspace: Workspace, document: Document, place: Path) -> None:
    file = place / "contatos.ndjson"
    file.write_text(json.dumps(document) + "\n", encoding="utf-8")
    (one,) = import_contacts(workspace, file, conclude=True)
    assert one.result == "na_fila", one


@pytest.mark.parametrize("conclude", [typed, whole, imported])
def test_unknown_people_are_added_and_known_ones_counted(
    workspace: Workspace,
    tmp_path: Path,
    conclude: Callable[[Workspace, Document, Path], None],
) -> None:
    first, again = contact(), contact()
    (said,) = (values for values, _ in said_by(described("pacientes"), MODEL, first))
    staff = [values for values, _ in said_by(described("profissionais"), MODEL, first)]
    conclude(workspace, first, tmp_path)
    (entry,) = workspace.patients.page()
    assert (entry.values, entry.uses, entry.differences) == (said, 1, 0)
    (made,) = workspace.patients.history(entry.id)
    assert (made.origin, made.uuid) == ("contato", first["uuid"])
    assert staff
    assert sorted(one.values["cns"] for one in workspace.professionals.page()) == sorted(
        one["cns"] for one in staff
    )
    put(again, NAME, "OUTRO NOME")
    put(again, SEX, "F" if said["sexo"] == "M" else "M")
    conclude(workspace, again, tmp_path)
    (entry,) = workspace.patients.page()
    assert (entry.values, entry.uses, entry.differences) == (said, 2, 2)
    assert {one.field_id: one.uuid for one in workspace.patients.differences(entry.id)} == {
        "nome": again["uuid"],
        "sexo": again["uuid"],
    }
    assert {one.uses for one in workspace.professionals.page()} == {2}


def test_what_is_not_concluded_teaches_nothing(workspace: Workspace, tmp_path: Path) -> None:
    wrong = contact()
    put(wrong, PATIENT, "123")
    with pytest.raises(NotReadyError):
        whole(workspace, wrong, tmp_path)
    nobody = contact()
    del nobody["individuo"]["cns"]
    with workspace.store.change() as db:
        observe(db, MODEL, nobody, operator_id=OPERATOR, uuid=nobody["uuid"])
    assert workspace.patients.count() == 0 and workspace.professionals.count() > 0


def see(workspace: Workspace, model: Model, values: dict[str, Any], row: dict[str, Any]) -> None:
    """Observe a contact of a model with one professional, by role."""
    document: Document = {"modelo": model.id, "uuid": new_uuid()}
    for role, value in values.items():
        put(document, model.by_role[role].path, value)
    if row:
        element = next(model.by_role[role] for role in row)
        outer, _, inner = element.group_path.partition("[].")
        made: dict[str, Any] = {}
        for role, value in row.items():
            put(made, model.by_role[role].path.rpartition("[].")[2], value)
        put(document, outer, [{inner: [made]}] if inner else [made])
    with workspace.store.change() as db:
        observe(db, model, document, operator_id=OPERATOR, uuid=document["uuid"])


def test_clinical_documents_teach_and_know_vinculos(
    workspace: Workspace, professionals: Register
) -> None:
    clinical, summary = load_model("atendimento-clinico-2017"), load_model("sumario-alta-2017")
    team = {"cns_profissional": card(1), "cbo": DOCTOR, "equipe": "0000123456"}
    see(workspace, MODEL, {}, team)
    named = {"cns_profissional": card(1), "cbo": DOCTOR, "nome_profissional": "RUI LIMA"}
    see(workspace, clinical, {"cns_individuo": card(9), "nome_individuo": "ANA"}, named)
    see(workspace, summary, {"cns_responsavel": card(1), "cbo_responsavel": DOCTOR}, {})
    (entry,) = professionals.page()
    assert (entry.uses, entry.values["nome"], entry.values["equipe"]) == (
        3,
        "RUI LIMA",
        "0000123456",
    )
    assert [one.values["nome"] for one in workspace.patients.page()] == ["ANA"]
    see(workspace, MODEL, {}, {"cns_profissional": card(1), "cbo": "223505"})
    second, _ = professionals.find_all("cns", card(1))
    assert second.values == {"nome": "RUI LIMA", "cns": card(1), "cbo": "223505"}


def test_who_had_no_cns_gets_it(workspace: Workspace, patients: Register) -> None:
    document = contact()
    (said, _), *_ = said_by(patients.definition, MODEL, document)
    without = {name: value for name, value in said.items() if name != "cns"}
    entry = patients.save({**without, "cpf": taxpayer(1)}, OPERATOR)
    whole(workspace, document, Path())
    (known,) = patients.page()
    assert (known.id, known.values["cns"], known.values["cpf"]) == (
        entry.id,
        said["cns"],
        taxpayer(1),
    )


def test_the_rule_about_the_cpf_asks_the_register(workspace: Workspace, patients: Register) -> None:
    assert not workspace.store_view.has_cpf(card(1))
    entry = patients.save({"cns": card(1), "nome": "Ana"}, OPERATOR)
    assert not workspace.store_view.has_cpf(card(1))
    patients.save({**entry.values, "cpf": taxpayer(1)}, OPERATOR, entry_id=entry.id)
    assert workspace.store_view.has_cpf(card(1))
    patients.remove(entry.id, OPERATOR)
    assert not workspace.store_view.has_cpf(card(1))


def older_database(path: Path, key: bytes, steps: Path, documents: list[Document]) -> None:
    """Make a database of the version before the registers, with contacts in it."""
    steps.mkdir()
    for file in sorted(FOLDER.glob("000[123]_*.sql")):
        shutil.copy(file, steps)
    db = create_database(path, key)
    migrate(db, path, steps)
    db.execute("INSERT INTO operator VALUES (1, 'ana', 'Ana', '2026-07-01', NULL)")
    for number, document in enumerate(documents):
        at = f"2026-07-{number + 1:02d}T08:00:00.000Z"
        body = json.dumps(document)
        db.execute(
            "INSERT INTO contact VALUES (?, ?, ?, '{}', ?, ?, 1)",
            [document["uuid"], document["modelo"], body, at, at],
        )
    db.close()


def people(store: Store) -> list[Entry]:
    return Register(store, described("pacientes"), lambda *_: [], lambda *_: None).page()


def test_contacts_from_before_are_taken_notice_of_once(tmp_path: Path) -> None:
    """Migration 0004 on a database from before: bit by bit, resumed, none twice."""
    key = b"k" * 32
    documents = [contact(number % 3) for number in range(6)]
    identified = sum("cns" in document["individuo"] for document in documents)
    file = tmp_path / "coletor.db"
    older_database(file, key, tmp_path / "steps", documents)
    with Store.open(file, key) as store:
        assert to_do(store) == 6 and people(store) == []
        with store.change() as db:  # concluded again before its turn: known already
            body = {**documents[4]}
            Contacts.save(db, body["uuid"], MODEL.id, body, {}, 1)
            observe(db, MODEL, body, operator_id=1, uuid=body["uuid"])
        stop = threading.Event()
        told: list[int] = []
        stop.set()
        assert fill(store, stop=stop) == 0
        assert fill(store, progress=told.append, calm=False) == 6 == told[-1]
        assert (to_do(store), fill(store)) == (0, 0)
        assert sum(entry.uses for entry in people(store)) == identified
        assert min(str(entry.used_at) for entry in people(store)) < "2026-08"
        assert all(entry.differences == 0 for entry in people(store))


def test_a_new_folder_has_nothing_to_take_notice_of(workspace: Workspace) -> None:
    told: list[str] = []
    assert maintain(workspace, told.append).noticed == 0
    assert told
