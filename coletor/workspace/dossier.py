"""Everything the folder knows of one contact, in words and as data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from coletor.contact import Document, walk
from coletor.contact.document import pattern_of
from coletor.contact.entry import display
from coletor.errors import ColetorError
from coletor.messages import text
from coletor.model import Model, load_model
from coletor.outbox.types import Receipt, Rejection
from coletor.rules.where import where
from coletor.store import Event, Link, ListRow, Operators
from coletor.workspace.provenance import terms_by_path

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
        links: the contacts it continues or replaces, or that continue or replace it.
        confirmed: warnings confirmed before it was concluded, as they are stored with it.
        checked_against: versions of the model and of the tables it was checked with.
    """

    row: ListRow
    document: Document
    lines: tuple[Line, ...]
    events: tuple[Event, ...]
    receipts: tuple[Receipt, ...]
    rejections: tuple[Rejection, ...]
    links: tuple[Link, ...] = ()
    confirmed: tuple[Mapping[str, Any], ...] = ()
    checked_against: Mapping[str, Any] = field(default_factory=dict)

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
            "avisos_confirmados": [dict(one) for one in self.confirmed],
            "ligacoes": [
                {"tipo": link.kind, "de": link.earlier, "para": link.later, "motivo": link.reason}
                for link in self.links
            ],
            "conferido_com": {
                key: value
                for key, value in self.checked_against.items()
                if key not in ("avisos_confirmados", "achados")
            },
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
    document = workspace.document(uuid) or {}
    contact = workspace.contacts.get(uuid)
    against = contact.checked_against if contact else {}
    return Dossier(
        row=row,
        document=document,
        lines=tuple(_lines(workspace, load_model(row.model), document)),
        events=tuple(workspace.contacts.history(uuid)),
        receipts=tuple(workspace.outbox.receipts(uuid)),
        rejections=tuple(workspace.outbox.rejections(uuid)),
        links=tuple(workspace.links.of(uuid)),
        confirmed=tuple(_confirmed(workspace, against)),
        checked_against=against,
    )


def _confirmed(workspace: "Workspace", against: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the confirmed warnings with the person's name in the place of an id."""
    names = {person.id: person.name for person in Operators(workspace.store).all()}
    for one in against.get("avisos_confirmados", ()):
        yield {**one, "operador": names.get(one["operador"])}


def _lines(workspace: "Workspace", model: Model, document: Document) -> list[Line]:
    terms = terms_by_path(model, document)
    found = []
    for path, value in walk(document):
        element = model.by_path.get(pattern_of(path))
        if element is not None:
            shown = display(element, value)
            name = _name(workspace, terms[path], shown) if path in terms else ""
            said = text("workspace.term", code=shown, name=name) if name else shown
            found.append(Line(where(model, path), said))
    return found


def _name(workspace: "Workspace", term: tuple[str, date | None], code: str) -> str:
    """Return what a code means on its day, as far as its table is loaded."""
    table, day = term
    found = workspace.library.find(table, code, day)
    return found.name if found else ""
