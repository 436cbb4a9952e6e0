"""Everything the folder knows of one contact, in words and as data."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coletor.contact import Document, walk
from coletor.contact.document import pattern_of
from coletor.contact.entry import display
from coletor.errors import ColetorError
from coletor.model import Model, load_model
from coletor.outbox.types import Receipt, Rejection
from coletor.rules.where import where
from coletor.store import Event, ListRow

if TYPE_CHECKING:
    from coletor.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Line:
    """One value of the contact as a person reads it."""

    label: str
    value: str


@dataclass(frozen=True)
class Dossier:
    """A contact with what happened to it.

    Args:
        row: its row of the list.
        document: its content: the open draft's where there is one.
        lines: the content in words.
        events: the history, the oldest first.
        receipts: one for each accepted version.
        rejections: the refusal it waits with, if any.
    """

    row: ListRow
    document: Document
    lines: tuple[Line, ...]
    events: tuple[Event, ...]
    receipts: tuple[Receipt, ...]
    rejections: tuple[Rejection, ...]

    def as_json(self) -> dict[str, Any]:
        """Return document, history, receipts and refusals with Portuguese keys."""
        return {
            "contato": self.document,
            "historico": [
                {"quando": event.at, "operador": event.operator, "evento": event.text}
                for event in self.events
            ],
            "comprovantes": [
                {
                    "operacao": receipt.operation,
                    "versao": receipt.version,
                    "protocolo": receipt.protocol,
                    "aceito_em": receipt.accepted_at,
                    "recebido_em": receipt.received_at,
                    "operador": receipt.operator,
                    "sha256": receipt.sha256,
                    "recuperado": receipt.adopted,
                }
                for receipt in self.receipts
            ],
            "recusas": [
                {
                    "codigo": refusal.code,
                    "mensagem": refusal.message,
                    "caminho": refusal.path,
                    "valor": refusal.value,
                }
                for refusal in self.rejections
            ],
        }


def dossier_of(workspace: "Workspace", uuid: str) -> Dossier:
    """Return what the folder knows of a contact.

    Args:
        workspace: the open folder.
        uuid: the contact, in lower case.

    Raises:
        ColetorError: the folder does not know it.
    """
    row = workspace.listing.get(uuid)
    if row is None:
        raise ColetorError("workspace.no_contact", uuid=uuid)
    document = _document(workspace, uuid)
    return Dossier(
        row=row,
        document=document,
        lines=tuple(_lines(load_model(row.model), document)),
        events=tuple(workspace.contacts.history(uuid)),
        receipts=tuple(workspace.outbox.receipts(uuid)),
        rejections=tuple(workspace.outbox.rejections(uuid)),
    )


def _document(workspace: "Workspace", uuid: str) -> Document:
    draft = workspace.drafts.open(uuid)
    if draft is not None:
        return workspace.derive(draft).document
    contact = workspace.contacts.get(uuid)
    return contact.document if contact else {}


def _lines(model: Model, document: Document) -> list[Line]:
    found = []
    for path, value in walk(document):
        element = model.by_path.get(pattern_of(path))
        if element is not None:
            found.append(Line(where(model, path), display(element, value)))
    return found
