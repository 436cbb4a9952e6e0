"""What the tests of this room do with a folder and its training webservice."""

import json
import urllib.request
from dataclasses import dataclass, field
from typing import Any

from coletor import clock
from coletor.closing.comparing import Comparison
from coletor.closing.types import Closing
from coletor.contact import Document, new_uuid
from coletor.demonstration.samples import load_samples
from coletor.identifiers import cns
from coletor.model import load_model
from coletor.training import TrainingServer
from coletor.webservice import encode, load_wire
from coletor.webservice.client import Webservice
from coletor.workspace import Workspace
from coletor.workspace.connection import secrets_of

MODEL = load_model("cmd-2017")
REFUSED = "700000000000005"
MONTH = clock.today().strftime("%Y%m")


@dataclass
class World:
    """A folder, its webservice, and a client of it."""

    workspace: Workspace
    server: TrainingServer
    service: Webservice = field(init=False)
    people: int = 0

    def __post_init__(self) -> None:
        secrets = secrets_of(self.workspace.profile, self.workspace.operator.login)
        self.service = self.workspace.connect(self.server.address, secrets)

    def document(self, *, person: str | None = None) -> Document:
        """Return a contact of this month of somebody new."""
        self.people += 1
        made = dict(load_samples(MODEL, clock.today()).documents[0])
        today = clock.today().isoformat()
        made = json.loads(json.dumps(made)) | {"uuid": new_uuid()}
        made["contato"]["estabelecimento"] = "2077485"
        made["contato"]["admissao"]["data"] = today
        made["contato"]["desfecho"]["data"] = today
        made["procedimentos"][0]["data"] = today
        number = person or cns.build(f"1{self.people:010d}")
        made["individuo"] |= {"cns": number, "nome": f"Pessoa {chr(64 + self.people)} da Silva"}
        return self.workspace.complete(made)

    def queue(self, *documents: Document) -> list[str]:
        """Conclude contacts."""
        return [self.workspace.conclude_document(one).uuid for one in documents]

    def send(self) -> None:
        """Send what waits."""
        secrets = secrets_of(self.workspace.profile, self.workspace.operator.login)
        self.workspace.send(self.server.address, secrets)

    def accepted(self, amount: int = 1) -> list[str]:
        """Return contacts that were accepted."""
        uuids = self.queue(*[self.document() for _ in range(amount)])
        self.send()
        assert {self.workspace.outbox.axes(uuid).server for uuid in uuids} == {"aceito"}
        return uuids

    def close(self, month: str = MONTH, *, contents: bool = False) -> Closing:
        """Close a month."""
        return Comparison(
            self.workspace.store,
            self.service,
            "2077485",
            month,
            self.workspace.operator,
            contents=contents,
        ).make()

    def kinds(self) -> dict[str, str]:
        """Close the month and return the kind of each line by UUID."""
        return {line.uuid: line.kind for line in self.close().lines}

    def settle(self, uuid: str, way: str) -> None:
        """Settle a difference."""
        self.workspace.outbox.settle(uuid, way, self.service, self.workspace.operator.id)

    def elsewhere(self, operation: str, document: Document) -> None:
        """Let another system of the establishment send something."""
        body = encode(MODEL, load_wire(), document, operation).body
        getattr(self.service, operation)(body)

    def forget_on_server(self, uuid: str) -> None:
        """Let the server lose a contact."""
        contacts = self.server.service.contacts
        with contacts.change():
            contacts._db.execute("DELETE FROM versao WHERE uuid = ?", (uuid,))
            contacts._db.execute("DELETE FROM contato WHERE uuid = ?", (uuid,))

    def manage(self, *rows: dict[str, Any]) -> int:
        """Set results of the management by the admin address and return the status."""
        root = self.server.address.split("/cmd/", maxsplit=1)[0]
        request = urllib.request.Request(
            f"{root}/_treinamento/gestao", json.dumps(rows).encode(), method="POST"
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            with error:
                return int(error.code)
