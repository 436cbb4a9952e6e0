"""Puts a new contact in the place of an accepted one: cancel, confirmed, then include.

The link between the two and the saved content of the new one are all that is stored: while the
server still has the old one, the new one has no operation at all, so nothing can send it. Its
operation is written in the very transaction that records that the old one was cancelled.
"""

from coletor.contact import Document, new_uuid
from coletor.contact.drafting import NewRow, derive, rows_of
from coletor.model import Model, load_model
from coletor.outbox import enqueueing
from coletor.outbox.cancelling import cancel, plain_reason
from coletor.outbox.correcting import give_up, refuse_maybe_sent, reopen
from coletor.outbox.enqueueing import Conclusion, close, insert, refuse_in_doubt
from coletor.outbox.freezing import frozen
from coletor.outbox.standing import accepted_document, axes_of, pending_of
from coletor.outbox.types import Concluded, NotReadyError, OutboxError
from coletor.registers import observe
from coletor.store import Database
from coletor.store.contacts import Contacts
from coletor.store.draft_rows import open_draft_id, read_draft
from coletor.store.drafts import Drafts
from coletor.store.events import Events
from coletor.store.links import REPLACES, Links
from coletor.store.listing import Listing
from coletor.webservice.names import Wire, load_wire


def start(db: Database, uuid: str, reason: str, operator_id: int) -> int:
    """Open a draft of what is to take an accepted contact's place, and return its id.

    It starts from the newest content there is: an open or refused alteration, which is given up
    (its draft goes to the bin), otherwise what was accepted. A second call returns the draft
    that the first one opened.

    Args:
        db: the connection of a change.
        uuid: the accepted contact.
        reason: why it is cancelled; it goes to the server.
        operator_id: who does it.

    Raises:
        OutboxError: no reason, not accepted, something of it waits to be sent, or another
            contact takes its place already.
    """
    reason = plain_reason(reason)
    already = _already(db, uuid)
    if already is not None:
        return already
    document = _newest(db, uuid, operator_id)
    model = load_model(str(document["modelo"]))
    later = new_uuid()
    Links.add(db, uuid, later, REPLACES, operator_id, reason)
    cells = _typed(model, rows_of(model, document))
    draft_id = Drafts.insert(db, model.id, operator_id, uuid=later, cells=cells)
    Events.add(db, later, "substituicao", operator_id, {"uuid": uuid})
    return draft_id


def link_document(db: Database, uuid: str, later: str, reason: str, operator_id: int) -> None:
    """Note that a whole document of a file takes the place of an accepted contact.

    Raises:
        OutboxError: no reason, not accepted, open in a draft, something of it waits to be sent,
            or another contact takes its place already.
    """
    reason = plain_reason(reason)
    if _already(db, uuid) is not None or open_draft_id(db, uuid) is not None:
        raise OutboxError("outbox.draft_open")
    _newest(db, uuid, operator_id)
    Links.add(db, uuid, later, REPLACES, operator_id, reason)
    Events.add(db, later, "substituicao", operator_id, {"uuid": uuid})


def enqueue(db: Database, wire: Wire, conclusion: Conclusion) -> Concluded:
    """Conclude a contact; one that waits for another's cancellation is saved and held.

    Every way of concluding comes through here: the registers take notice of its people.

    Args:
        db: the connection of the change.
        wire: the names messages are written with.
        conclusion: the contact and what the checks said of it.

    Raises:
        NotReadyError: the contact has errors; nothing was written.
        OutboxError: it, or the cancellation of the other, cannot be sent now.
    """
    concluded = _conclude(db, wire, conclusion)
    observe(
        db,
        load_model(str(conclusion.document["modelo"])),
        conclusion.document,
        operator_id=conclusion.operator_id,
        uuid=concluded.uuid,
    )
    return concluded


def _conclude(db: Database, wire: Wire, conclusion: Conclusion) -> Concluded:
    uuid = str(conclusion.document["uuid"])
    awaited = Links.awaited(db, uuid)
    if awaited is None:
        return enqueueing.enqueue(db, wire, conclusion)
    findings = tuple(conclusion.findings)
    if any(finding.severity == "erro" for finding in findings):
        raise NotReadyError(findings)
    model = load_model(str(conclusion.document["modelo"]))
    if model.id != wire.model_id:
        raise OutboxError("outbox.no_wire", model=model.short_name)
    frozen(model, wire, conclusion.document, "incluir")  # what cannot be written is said now
    earlier, reason = awaited
    _queue_cancellation(db, wire, earlier, reason, conclusion.operator_id)
    Contacts.save(
        db,
        uuid,
        model.id,
        conclusion.document,
        conclusion.checked_against,
        conclusion.operator_id,
    )
    Events.add(db, earlier, "substituicao_pedida", conclusion.operator_id, {"uuid": uuid})
    return Concluded(uuid, None, None, findings)


def release(db: Database, cancelled: str) -> None:
    """Queue what takes the place of a contact, in the change that records its cancellation.

    One that is being typed again is queued when it is concluded.
    """
    rows = db.execute(
        "SELECT to_uuid FROM link WHERE from_uuid = ? AND kind = ?", [cancelled, REPLACES]
    ).fetchall()
    for (uuid,) in rows:
        contact, axes = Contacts.read(db, uuid), axes_of(db, uuid)
        idle = (axes.server, axes.pending, axes.draft) == ("nada", "nenhuma", False)
        if contact is None or not idle:
            continue
        who = contact.operator_id
        insert(db, load_wire(), contact.document, kind="incluir", operator_id=who)
        Events.add(db, uuid, "substituicao_liberada", who, {"uuid": cancelled})


def drop(db: Database, uuid: str, operator_id: int) -> int:
    """Give up a substitution that was not confirmed: the accepted contact stays as it is.

    The cancellation leaves the queue, or is given up when it was refused; the substitute becomes
    an ordinary draft, to be discarded or concluded as a contact of its own.

    Args:
        db: the connection of a change.
        uuid: the substitute.
        operator_id: who does it.

    Returns:
        the draft of the substitute.

    Raises:
        OutboxError: it waits for nothing, or the cancellation may have arrived.
    """
    awaited = Links.awaited(db, uuid)
    if awaited is None:
        raise OutboxError("workspace.replaces_nothing", uuid=uuid)
    earlier = awaited[0]
    refuse_in_doubt(axes_of(db, earlier))
    operation = pending_of(db, earlier)
    if operation is not None and operation.kind == "cancelar":
        if operation.state == "pronto":
            refuse_maybe_sent(db, operation.id)
        event = "retirar" if operation.state == "pronto" else "desistir"
        close(db, operation.id, operation.state, event)
    Links.remove(db, earlier, uuid)
    for each in (earlier, uuid):
        Events.add(db, each, "substituicao_desistida", operator_id)
    Listing.refresh(db, earlier)
    draft_id = open_draft_id(db, uuid)
    return draft_id if draft_id is not None else reopen(db, uuid, operator_id)


def _typed(model: Model, row: NewRow) -> NewRow:
    """Return rows without what the program fills in: it may be what was wrong."""
    cells = {path: said for path, said in row.cells.items() if not model.by_path[path].automatic}
    return NewRow(row.list_path, cells, [_typed(model, child) for child in row.rows])


def _already(db: Database, uuid: str) -> int | None:
    """Return the open draft of what takes a contact's place already, if it is open.

    Raises:
        OutboxError: it was concluded, so it cannot be started again.
    """
    later = Links.later(db, uuid, REPLACES)
    if later is None:
        return None
    draft_id = open_draft_id(db, later)
    if draft_id is None:
        raise OutboxError("workspace.replaced", uuid=later)
    return draft_id


def _newest(db: Database, uuid: str, operator_id: int) -> Document:
    """Return the newest content of an accepted contact, giving up what was to change it.

    Raises:
        OutboxError: not accepted, or something of it waits to be sent or confirmed.
    """
    axes = axes_of(db, uuid)
    refuse_in_doubt(axes)
    if axes.server != "aceito":
        raise OutboxError("workspace.replace_not_accepted")
    if axes.pending == "pronto":
        raise OutboxError("outbox.queued")
    accepted = accepted_document(db, uuid)
    assert accepted is not None
    document = accepted
    operation = pending_of(db, uuid)
    if operation is not None:
        if operation.kind != "cancelar":
            document = operation.document
        give_up(db, uuid, operator_id)
    draft_id = open_draft_id(db, uuid)
    if draft_id is not None:
        draft = read_draft(db, draft_id)
        document = derive(load_model(draft.model_id), uuid, draft.rows).document
        Drafts.discard_in(db, draft_id, operator_id)
    return document


def _queue_cancellation(
    db: Database, wire: Wire, earlier: str, reason: str, operator_id: int
) -> None:
    """Queue the cancellation of the contact to be replaced; one under way is enough.

    One that was refused is tried again. That is how the clerk goes on after a refusal.

    Raises:
        OutboxError: the contact to be replaced is being altered, or something of it waits.
    """
    operation = pending_of(db, earlier)
    if operation is not None and operation.kind == "cancelar":
        if operation.state != "rejeitado":
            return
        close(db, operation.id, operation.state, "corrigir")
    try:
        cancel(db, wire, earlier, reason, operator_id)
    except OutboxError as error:
        raise OutboxError("workspace.replaced_first", uuid=earlier, reason=error) from error
