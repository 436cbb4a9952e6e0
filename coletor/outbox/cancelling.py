"""Queues the cancellation of a contact that the server accepted."""

from coletor.outbox.enqueueing import insert, refuse_in_doubt
from coletor.outbox.machine import Axes
from coletor.outbox.standing import accepted_document, axes_of
from coletor.outbox.types import OutboxError
from coletor.store import Database
from coletor.webservice.names import Wire


def cancel(db: Database, wire: Wire, uuid: str, reason: str, operator_id: int) -> int:
    """Queue a cancellation inside the caller's change and return its operation's id.

    Args:
        db: the connection of the change.
        wire: the names messages are written with.
        uuid: the contact.
        reason: why; it goes to the server.
        operator_id: who cancels.

    Raises:
        OutboxError: no reason, not accepted, open in a draft, or an operation is pending.
    """
    reason = plain_reason(reason)
    _refuse(axes_of(db, uuid))
    document = accepted_document(db, uuid)
    assert document is not None
    return insert(db, wire, document, kind="cancelar", operator_id=operator_id, reason=reason)


def plain_reason(reason: str) -> str:
    """Return a reason on one line.

    Raises:
        OutboxError: it says nothing.
    """
    plain = " ".join(reason.split())
    if not plain:
        raise OutboxError("outbox.no_reason")
    return plain


def _refuse(axes: Axes) -> None:
    refuse_in_doubt(axes)
    if axes.draft:
        raise OutboxError("outbox.draft_open")
    if axes.pending == "pronto":
        raise OutboxError("outbox.queued")
    if axes.pending == "rejeitado":
        raise OutboxError("outbox.refused_pending")
    if axes.server != "aceito":
        raise OutboxError("outbox.not_accepted")
