"""What is done with a contact that is concluded: its next part, or another in its place."""

from typing import TYPE_CHECKING

from coletor.contact import Document, new_uuid
from coletor.contact.document import get
from coletor.contact.drafting import DOCUMENT, NewRow, rows_of
from coletor.contact.entry import display
from coletor.errors import ColetorError
from coletor.messages import text
from coletor.model import Kind, Model, load_model
from coletor.rules.codes import STAYS
from coletor.store import Contact, Drafts, Events, Links
from coletor.store.derivation import derive_row
from coletor.store.draft_rows import open_draft_id
from coletor.store.links import CONTINUES

if TYPE_CHECKING:
    from coletor.outbox.types import Concluded
    from coletor.workspace.workspace import Workspace

_OUTCOME, _OUTCOME_DAY, _ADMISSION = "motivo_desfecho", "data_desfecho", "data_admissao"
_DIAGNOSIS = "codigo_diagnostico"


def can_continue(contact: Contact) -> bool:
    """Tell whether a contact ended in Permanência, so that it has a next part."""
    outcome = load_model(contact.model_id).by_role.get(_OUTCOME)
    return outcome is not None and get(contact.document, outcome.path) == STAYS


def continue_contact(workspace: "Workspace", uuid: str) -> int:
    """Open the draft of the next part of a Permanência and return its id.

    Everything but procedures and outcome is taken over, the first part's admission included
    (which date it should be is unpublished: `admission_note` says so).

    Args:
        workspace: the open folder.
        uuid: a concluded contact.

    Raises:
        ColetorError: not concluded, another outcome, cancelled, or continued already.
    """
    with workspace.store.change() as db:
        contact = workspace.contacts.read(db, uuid)
        if contact is None:
            raise ColetorError("workspace.continue_not_concluded", uuid=uuid)
        if not can_continue(contact):
            raise ColetorError("workspace.continue_not_staying")
        row = derive_row(db, uuid)
        if row is not None and row.server == "cancelado":
            raise ColetorError("workspace.continue_cancelled")
        later = Links.later(db, uuid, CONTINUES)
        if later is not None:
            draft_id = open_draft_id(db, later)
            if draft_id is None:
                raise ColetorError("workspace.already_continued", uuid=later)
            return draft_id
        part, operator = new_uuid(), workspace.operator.id
        Links.add(db, uuid, part, CONTINUES, operator)
        cells = _next_part(load_model(contact.model_id), contact.document)
        draft_id = Drafts.insert(db, contact.model_id, operator, uuid=part, cells=cells)
        Events.add(db, part, "continuacao", operator, {"uuid": uuid})
        Events.add(db, uuid, "continuado", operator, {"uuid": part})
        return draft_id


def admission_note(workspace: "Workspace", draft_id: int) -> str:
    """Return what a clerk should know of the admission date of a next part."""
    draft = workspace.drafts.get(draft_id)
    model = load_model(draft.model_id)
    admission = model.by_role[_ADMISSION]
    day = get(workspace.derive(draft).document, admission.path)
    shown = display(admission, day) if day is not None else "—"
    return text("workspace.continued_admission", day=shown)


def substitute_document(
    workspace: "Workspace", uuid: str, document: Document, reason: str
) -> "Concluded":
    """Queue the cancellation of an accepted contact and hold a whole document in its place.

    Args:
        workspace: the open folder.
        uuid: the accepted contact.
        document: the new content; the old identifier in it, or none, becomes a new one.
        reason: why the old one is cancelled; it goes to the server.

    Raises:
        NotReadyError: the document has errors; nothing was written.
        OutboxError: the old one is not accepted, or cannot be cancelled now.
    """
    later = str(document.get("uuid") or uuid).lower()
    if later == uuid or workspace.listing.get(later) is not None:
        later = new_uuid()
    made = workspace.complete({**document, "uuid": later})
    findings, against = workspace.examine(made)
    operator = workspace.operator.id
    with workspace.store.change() as db:
        workspace.outbox.link_substitute(db, uuid, later, reason, operator)
        return workspace.outbox.enqueue(db, made, findings, against, operator)


def further_actions(workspace: "Workspace", uuid: str) -> tuple[str, ...]:
    """Return what may be done with a contact beyond what the outbox knows.

    Args:
        workspace: the open folder.
        uuid: the contact.

    Returns:
        ids whose words are ``workspace.action.<id>``.
    """
    row = workspace.listing.get(uuid)
    if row is None:
        return ()
    found = []
    contact = workspace.contacts.get(uuid)
    if contact is not None and row.server != "cancelado" and can_continue(contact):
        found.append("continuar")
    if row.server == "aceito" and row.pending in ("nenhuma", "rejeitado"):
        found.append("substituir")
    if workspace.replaces(uuid) is not None:
        found.append("desistir_substituicao")
    if row.draft_id is not None and row.server == "nada":
        found.append("retomar" if row.word == "aguardando_cns" else "aguardar_cns")
    return tuple(found)


def _next_part(model: Model, document: Document) -> NewRow:
    """Return the rows of a next part: the document's own cells and its diagnoses."""
    outcome = {model.by_role[role].path for role in (_OUTCOME, _OUTCOME_DAY) if _has(model, role)}
    diagnoses = model.by_role[_DIAGNOSIS].group_path if _has(model, _DIAGNOSIS) else None
    whole = rows_of(model, document)
    kept = [_without_version(model, row) for row in whole.rows if row.list_path == diagnoses]
    cells = {path: said for path, said in whole.cells.items() if path not in outcome}
    return NewRow(DOCUMENT, cells, kept)


def _without_version(model: Model, row: NewRow) -> NewRow:
    """Return a row without the version of its table, which the program fills in again."""
    cells = {
        path: said
        for path, said in row.cells.items()
        if model.by_path[path].kind is not Kind.VERSION
    }
    return NewRow(row.list_path, cells, row.rows)


def _has(model: Model, role: str) -> bool:
    return role in model.by_role
