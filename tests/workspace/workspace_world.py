"""Somebody at the keyboard of a training folder, and contacts of invented people."""

import copy
import json
import random
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from coletor import clock
from coletor.contact import Document, new_uuid
from coletor.contact.drafting import rows_of
from coletor.demonstration.samples import load_samples
from coletor.model import load_model
from coletor.outbox import Policy, Sender
from coletor.outbox.types import Result
from coletor.training import TrainingServer
from coletor.workspace import Workspace
from coletor.workspace.connection import connect, secrets_of

CNES = "2077485"
MODEL = load_model("cmd-2017")
QUICK = Policy(
    first_wait=0.02, ceiling=0.2, second_look=0.05, lease=30.0, failures_in_a_row=3, patience=20.0
)
STAYS, CLINICAL = "07", "01"


def sample(number: int = 0) -> Document:
    """Return a contact that has no error and that the training webservice accepts."""
    document = copy.deepcopy(load_samples(MODEL, clock.today()).documents[number])
    document["contato"] = {"estabelecimento": CNES, **document["contato"]}
    return {"modelo": MODEL.id, "uuid": new_uuid(), **document}


def staying() -> Document:
    """Return the first part of a Permanência."""
    document = sample(0)
    document["contato"]["desfecho"] = {"motivo": STAYS}
    return document


@dataclass
class Desk:
    """Somebody at the keyboard of one folder, and the webservice of that folder."""

    workspace: Workspace
    server: TrainingServer

    def reopen(self) -> None:
        """Close the folder and open it again, as after a program that ended."""
        folder = self.workspace.folder
        self.workspace.close()
        self.workspace = Workspace.open(folder)

    def type(self, document: Document) -> int:
        """Type a contact into a draft."""
        cells = rows_of(MODEL, document)
        uuid, who = str(document["uuid"]), self.workspace.operator.id
        return self.workspace.drafts.create(MODEL.id, who, uuid=uuid, cells=cells).id

    def set(self, draft_id: int, role: str, text: str) -> None:
        """Type a value into the document's row, by role."""
        draft, who = self.workspace.drafts.get(draft_id), self.workspace.operator.id
        path = MODEL.by_role[role].path
        self.workspace.drafts.set_cell(draft_id, draft.root.id, path, text, who)

    def conclude(self, document: Document) -> str:
        """Type and conclude a contact."""
        return self.workspace.conclude(self.type(document)).uuid

    def send(self, limit: int | None = None, *, until_empty: bool = False) -> list[Result]:
        """Send what waits, with short waits, and return the results."""
        told: list[Result] = []
        workspace = self.workspace
        secrets = secrets_of(workspace.profile, workspace.operator.login)
        address = self.server.address
        with connect(workspace.profile, workspace.settings, address, secrets) as service:
            sender = Sender(workspace.store, service, policy=QUICK, chance=random.Random(1))
            sender.run(limit, until_empty, told.append)
        return told

    def held(self) -> dict[str, str]:
        """Return the situation of each contact on the server, by UUID."""
        root = self.server.address.split("/cmd/")[0]
        with urllib.request.urlopen(f"{root}/_treinamento/contatos", timeout=30) as answer:
            return {row["uuid"]: row["situacao"] for row in json.load(answer)}

    def accepted(self, document: Document) -> str:
        """Type, conclude and send a contact."""
        uuid = self.conclude(document)
        self.send()
        assert self.word(uuid) == "aceito"
        return uuid

    def word(self, uuid: str) -> str:
        """Return the one word a contact stands under."""
        row = self.workspace.listing.get(uuid)
        return row.word if row else ""

    def queued(self) -> list[tuple[str, str, str]]:
        """Return (uuid, operation, state) of the queue."""
        return [(one.uuid, one.operation, one.state) for one in self.workspace.outbox.queue()]

    def events(self, uuid: str) -> list[str]:
        """Return the kinds of what happened to a contact."""
        return [event.kind for event in self.workspace.contacts.history(uuid)]


def write(file: Path, *documents: Document) -> Path:
    """Write contacts as NDJSON."""
    lines = [json.dumps(document, ensure_ascii=False) for document in documents]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file
