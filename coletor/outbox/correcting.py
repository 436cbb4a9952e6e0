"""Takes contacts back to the keyboard: out of the queue, after a refusal, after acceptance."""

import json
from collections.abc import Mapping

from coletor.contact import Document
from coletor.contact.drafting import derive, rows_of
from coletor.model import load_model
from coletor.outbox.enqueueing import close, refuse_in_doubt
from coletor.outbox.standing import accepted_document, axes_of, pending_of
from coletor.outbox.types import OutboxError
from coletor.store import Database
from coletor.store.contacts import Contacts
from coletor.store.draft_rows import open_draft_id, read_draft
from coletor.store.drafts import Drafts
from coletor.store.events import Events
from coletor.store.listing import Listing


def withdraw(db: Database, uuid: str, operator_id: int) -> int:
    """Take a contact that waits out of the queue and return the draft it becomes again.

    Args:
        db: the connection of a change.
        uuid: the contact.
        operator_id: who does it.

    Raises:
        OutboxError: it does not wait, or an earlier message of it may have arrived.
    """
    if axes_of(db, uuid).pending != "pronto":
        raise OutboxError("outbox.not_queued")
    return reopen(db, uuid, operator_id)


def reopen(db: Database, uuid: str, operator_id: int) -> int:
    """Open a contact for correction or change and return its draft.

    A refused operation keeps holding the contact until the draft is concluded; one that waits
    is taken out of the queue. A draft that is open already is returned as it is.

    Raises:
        OutboxError: no such contact, cancelled, or a message of it may be on its way.
    """
    contact = Contacts.read(db, uuid)
    if contact is None:
        raise OutboxError("outbox.no_contact", uuid=uuid)
    axes = axes_of(db, uuid)
    refuse_in_doubt(axes)
    if axes.server == "cancelado":
        raise OutboxError("outbox.cancelled")
    already = open_draft_id(db, uuid)
    if already is not None:
        return already
    operation = pending_of(db, uuid)
    document = contact.document
    if operation is not None and operation.kind != "cancelar":
        document = operation.document
    if operation is not None and operation.state == "pronto":
        refuse_maybe_sent(db, operation.id)
        close(db, operation.id, operation.state, "retirar")
        _restore_accepted(db, uuid, operator_id)
    return _draft_of(db, uuid, contact.model_id, document, operator_id)


def give_up(db: Database, uuid: str, operator_id: int) -> None:
    """Give up a refused operation; what the server has stays as it is.

    Raises:
        OutboxError: nothing of the contact was refused.
    """
    operation = pending_of(db, uuid)
    if operation is None or operation.state != "rejeitado":
        raise OutboxError("outbox.not_rejected")
    close(db, operation.id, operation.state, "desistir")
    _restore_accepted(db, uuid, operator_id)
    Events.add(db, uuid, "envio_desistido", operator_id)
    Listing.refresh(db, uuid)


def refuse_maybe_sent(db: Database, operation_id: int) -> None:
    """Refuse to take back a message whose fate was unknown: only sending it settles that.

    Raises:
        OutboxError: an earlier attempt ended without confirmation.
    """
    found = db.execute(
        "SELECT 1 FROM attempt WHERE operation_id = ? AND call <> 'detalhar'"
        " AND outcome = 'sem_confirmacao' LIMIT 1",
        [operation_id],
    ).fetchone()
    if found is not None:
        raise OutboxError("outbox.maybe_sent")


def _restore_accepted(db: Database, uuid: str, operator_id: int) -> None:
    """Hold to be true again what the server accepted, once a change of it is given up."""
    accepted = accepted_document(db, uuid)
    contact = Contacts.read(db, uuid)
    if accepted is not None and contact is not None and contact.document != accepted:
        Contacts.save(db, uuid, contact.model_id, accepted, contact.checked_against, operator_id)


def _draft_of(db: Database, uuid: str, model_id: str, document: Document, operator_id: int) -> int:
    """Return an open draft that says the document: its own rows where it still has them."""
    if _last_draft_says(db, uuid, document):
        reopened = Drafts.reopen(db, uuid, operator_id)
        if reopened is not None:
            return reopened
    model = load_model(model_id)
    draft_id = Drafts.insert(db, model_id, operator_id, uuid=uuid, cells=rows_of(model, document))
    derived = derive(model, uuid, read_draft(db, draft_id).rows)
    _move_marks(db, uuid, {path: row_id for path, (row_id, _) in derived.places.items()})
    return draft_id


def _last_draft_says(db: Database, uuid: str, document: Document) -> bool:
    """Tell whether the draft concluded last is the one that a document was derived from."""
    last = db.execute(
        "SELECT document, rows FROM operation WHERE uuid = ? AND rows <> '{}'"
        " ORDER BY id DESC LIMIT 1",
        [uuid],
    ).fetchone()
    draft = db.execute(
        "SELECT id FROM draft WHERE uuid = ? AND concluded_at IS NOT NULL"
        " AND discarded_at IS NULL ORDER BY concluded_at DESC, id DESC LIMIT 1",
        [uuid],
    ).fetchone()
    if last is None or draft is None or json.loads(last[0]) != document:
        return False
    row_id = next(iter(json.loads(last[1]).values()))
    owner = db.execute("SELECT draft_id FROM draft_row WHERE id = ?", [row_id]).fetchone()
    return owner is not None and owner[0] == draft[0]


def _move_marks(db: Database, uuid: str, rows: Mapping[str, int]) -> None:
    """Let the refusals of the pending operation point at the rows of the new draft."""
    operation = pending_of(db, uuid)
    if operation is None:
        return
    refusals = db.execute(
        "SELECT id, path FROM rejection WHERE operation_id = ? AND path IS NOT NULL",
        [operation.id],
    ).fetchall()
    for rejection_id, path in refusals:
        db.execute("UPDATE rejection SET row_id = ? WHERE id = ?", [rows.get(path), rejection_id])
    db.execute(
        "UPDATE operation SET rows = ? WHERE id = ?",
        [json.dumps(dict(rows), ensure_ascii=False), operation.id],
    )
