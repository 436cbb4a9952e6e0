"""The choice when the server holds another content under our UUID: never made for the clerk."""

from coletor import clock
from coletor.outbox.enqueueing import close, insert
from coletor.outbox.machine import DIFFERENT
from coletor.outbox.sender import Service
from coletor.outbox.standing import Pending, axes_of, pending_of
from coletor.outbox.substituting import release
from coletor.outbox.types import Concluded, Difference, OutboxError
from coletor.store import Database, Store
from coletor.store.contacts import Contacts
from coletor.store.events import Events
from coletor.store.listing import Listing
from coletor.webservice.answers import Detailed
from coletor.webservice.names import Wire


def look(store: Store, service: Service, uuid: str) -> tuple[Difference, Detailed]:
    """Ask the server again and return both contents.

    Args:
        store: the open database.
        service: the webservice.
        uuid: a contact whose content on the server differs.

    Raises:
        OutboxError: there is nothing to decide, or the server no longer has it.
        Failure: the server could not be asked.
    """
    with store.query() as db:
        operation = _undecided(db, uuid)
    answer = service.detalhar(uuid)
    if not isinstance(answer, Detailed):
        raise OutboxError("outbox.gone")
    return Difference(operation.document, answer.document, answer.version), answer


def take_theirs(
    db: Database, service: Service, theirs: Detailed, uuid: str, operator_id: int
) -> None:
    """Hold what the server has to be the contact: our operation ends, theirs has the receipt.

    Raises:
        OutboxError: there is nothing to decide any more.
    """
    operation = _undecided(db, uuid)
    close(db, operation.id, operation.state, "desistir")
    kind = operation.kind if operation.kind != "cancelar" else "alterar"
    adopt(db, service.wire, theirs, uuid, operator_id, kind=kind)


def adopt(
    db: Database, wire: Wire, theirs: Detailed, uuid: str, operator_id: int, *, kind: str
) -> None:
    """Write the server's content as the contact, by an operation that is born accepted.

    Args:
        db: the connection of a change; no operation of the contact is pending.
        wire: the names in force.
        theirs: what the server holds.
        uuid: the contact.
        operator_id: who decided so.
        kind: incluir or alterar; a cancelled content is taken over as a cancellation.
    """
    contact = Contacts.read(db, uuid)
    against = contact.checked_against if contact else {}
    cancelled = theirs.state == "cancelado"
    adopted = insert(
        db,
        wire,
        theirs.document,
        kind="cancelar" if cancelled else kind,
        operator_id=operator_id,
        event="adotar",
    )
    db.execute(
        "INSERT INTO receipt (operation_id, uuid, kind, version, protocol, accepted_at,"
        " received_at, body_sha256, adopted, operator_id) SELECT id, uuid, kind, ?, ?, ?, ?,"
        " body_sha256, 1, operator_id FROM operation WHERE id = ?",
        [
            max(theirs.version, axes_of(db, uuid).version + 1),
            theirs.protocol or None,
            theirs.accepted_at or None,
            clock.now(),
            adopted,
        ],
    )
    Contacts.save(db, uuid, str(theirs.document["modelo"]), theirs.document, against, operator_id)
    Events.add(db, uuid, "ficou_com_servidor", operator_id)
    Listing.refresh(db, uuid)
    if cancelled:
        release(db, uuid)


def send_mine(
    db: Database, service: Service, theirs: Detailed, uuid: str, operator_id: int
) -> Concluded:
    """Take note of what the server has and queue our content as an alteration of it.

    Raises:
        OutboxError: there is nothing to decide any more, or the server holds it as cancelled.
    """
    operation = _undecided(db, uuid)
    if theirs.state == "cancelado":
        raise OutboxError("outbox.cancelled")
    contact = Contacts.read(db, uuid)
    take_theirs(db, service, theirs, uuid, operator_id)
    mine = operation.document
    against = contact.checked_against if contact else {}
    Contacts.save(db, uuid, str(mine["modelo"]), mine, against, operator_id)
    operation_id = insert(db, service.wire, mine, kind="alterar", operator_id=operator_id)
    return Concluded(uuid, operation_id, "alterar")


def _undecided(db: Database, uuid: str) -> Pending:
    operation = pending_of(db, uuid)
    undecided = operation is not None and operation.code == DIFFERENT
    if operation is None or not undecided or operation.state != "sem_confirmacao":
        raise OutboxError("outbox.no_difference")
    return operation
