"""A folder with a small month in it: what happened to each contact is written down."""

import json
from dataclasses import dataclass
from pathlib import Path

from made_folders import training_folder

from coletor import clock
from coletor.contact import new_uuid
from coletor.demonstration.samples import load_samples
from coletor.identifiers import cns
from coletor.model import load_model
from coletor.store import Listing
from coletor.workspace import Workspace

MONTH = "202607"
DOCTOR, NURSE = cns.build("20000000001"), cns.build("20000000002")


@dataclass
class Month:
    """A folder whose month has contacts of known states."""

    folder: Path
    people: int = 0

    def add(self, workspace: Workspace, day: str, state: str, doctor: str = DOCTOR) -> str:
        """Put a contact of one procedure, done twice, into a state of its operation."""
        self.people += 1
        sample = load_samples(workspace.model_in_force(), clock.today()).documents[0]
        made = json.loads(json.dumps(sample)) | {"uuid": new_uuid()}
        made["contato"]["admissao"] |= {"data": day, "modalidade": "02"}
        made["contato"]["estabelecimento"] = "2077485"
        row = made["procedimentos"][0] | {"quantidade": 2, "data": day}
        row["profissionais"] = [row["profissionais"][0] | {"cns": doctor}]
        made["procedimentos"] = [row]
        made["individuo"] |= {"cns": cns.build(f"1{self.people:010d}"), "nome": "Maria da Silva"}
        with workspace.store.change() as db:
            workspace.outbox.enqueue(db, workspace.complete(made), [], {}, workspace.operator.id)
            number = db.execute("SELECT id FROM operation WHERE uuid = ?", [made["uuid"]])
            settle(db, made["uuid"], number.fetchone()[0], state)
        return str(made["uuid"])


def settle(db, uuid: str, operation: int, state: str) -> None:
    """Bring an operation to its end as the sender would."""
    kind = "cancelar" if state == "cancelado" else "incluir"
    ended = "aceito" if state in {"aceito", "cancelado"} else state
    db.execute("UPDATE operation SET state = ? WHERE id = ?", [ended, operation])
    if ended == "aceito":
        db.execute(
            "INSERT INTO receipt (operation_id, uuid, kind, version, received_at, body_sha256,"
            " operator_id) VALUES (?, ?, ?, 1, '2026-07-20T10:00:00.000Z', '', 1)",
            [operation, uuid, kind],
        )
    Listing.refresh(db, uuid)


def make_month(folder: Path) -> None:
    """Fill a folder with five contacts of July, one of June and two drafts."""
    training_folder(folder)
    month = Month(folder)
    with Workspace.open(folder) as workspace:
        month.add(workspace, "2026-07-14", "aceito")
        month.add(workspace, "2026-07-14", "aceito", NURSE)
        month.add(workspace, "2026-07-14", "rejeitado")
        month.add(workspace, "2026-07-31", "pronto")
        month.add(workspace, "2026-07-31", "cancelado")
        month.add(workspace, "2026-06-30", "aceito")
        model = workspace.model_in_force()
        draft = workspace.drafts.create(model.id, workspace.operator.id)
        day = model.by_role["data_admissao"].path
        workspace.drafts.set_cell(draft.id, draft.root.id, day, "01/07/2026", workspace.operator.id)
        clinical = workspace.drafts.create("sumario-alta-2017", workspace.operator.id)
        day = load_model(clinical.model_id).by_role["data_admissao"].path
        workspace.drafts.set_cell(
            clinical.id, clinical.root.id, day, "02/07/2026", workspace.operator.id
        )
