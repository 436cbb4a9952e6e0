"""Settles what a month's closing shows to be different, one contact at a time."""

from coletor.contact import same_content
from coletor.outbox.deciding import adopt
from coletor.outbox.enqueueing import insert
from coletor.outbox.machine import PENDING, Axes, machine
from coletor.outbox.sender import Service
from coletor.outbox.standing import accepted_document, axes_of
from coletor.outbox.types import OutboxError
from coletor.store import Database, Store
from coletor.store.contacts import Contacts
from coletor.store.draft_rows import open_draft_id
from coletor.webservice.answers import Detailed, RefusalKind, Refused

KEEP_THEIRS = "ficar_com_servidor"
SEND_MINE = "enviar_o_meu"
SEND_AGAIN = "enviar_de_novo"
CANCEL_AGAIN = "cancelar_de_novo"


def look(service: Service, uuid: str) -> Detailed | None:
    """Return what the server holds of a contact, None when it knows no such contact.

    Raises:
        OutboxError: the service refused to say.
        Failure: the server could not be asked.
    """
    answer = service.detalhar(uuid)
    if isinstance(answer, Detailed):
        return answer
    if answer.kind is RefusalKind.UNKNOWN_UUID:
        return None
    raise OutboxError("outbox.not_told", reason=_words(answer))


def settle(store: Store, service: Service, uuid: str, way: str, operator_id: int) -> None:
    """Settle one difference between this folder and the server.

    The server is asked again first: what a list showed may have changed meanwhile.

    Args:
        store: the open database.
        service: the webservice.
        uuid: a contact of this folder; one of another origin is never touched.
        way: `KEEP_THEIRS`, `SEND_MINE`, `SEND_AGAIN` or `CANCEL_AGAIN`.
        operator_id: who settles it.

    Raises:
        OutboxError: it cannot be settled that way any more; the message says why.
        Failure: the server could not be asked.
    """
    theirs = look(service, uuid)
    with store.change() as db:
        axes = axes_of(db, uuid)
        _refuse_busy(db, uuid, axes)
        WAYS[way](db, service, uuid, theirs, operator_id)


def _refuse_busy(db: Database, uuid: str, axes: Axes) -> None:
    if Contacts.read(db, uuid) is None:
        raise OutboxError("outbox.no_contact", uuid=uuid)
    if axes.pending != machine().initial[PENDING]:
        raise OutboxError("outbox.settle_pending")
    if open_draft_id(db, uuid) is not None:
        raise OutboxError("outbox.draft_open")


def _keep_theirs(
    db: Database, service: Service, uuid: str, theirs: Detailed | None, operator_id: int
) -> None:
    axes = axes_of(db, uuid)
    if theirs is None or axes.server == "cancelado":
        raise OutboxError("outbox.settle_changed")
    if axes.server == "nada" and theirs.state == "cancelado":
        raise OutboxError("outbox.cancelled")
    kind = "incluir" if axes.server == "nada" else "alterar"
    adopt(db, service.wire, theirs, uuid, operator_id, kind=kind)


def _send_mine(
    db: Database, service: Service, uuid: str, theirs: Detailed | None, operator_id: int
) -> None:
    """Note what the server has, so that an unknown outcome can be told, and alter it to ours."""
    mine, contact = accepted_document(db, uuid), Contacts.read(db, uuid)
    if theirs is None or theirs.state != "ativo" or mine is None or contact is None:
        raise OutboxError("outbox.settle_changed")
    if same_content(theirs.document, mine):
        raise OutboxError("outbox.no_difference")
    adopt(db, service.wire, theirs, uuid, operator_id, kind="alterar")
    Contacts.save(db, uuid, contact.model_id, mine, contact.checked_against, operator_id)
    insert(db, service.wire, mine, kind="alterar", operator_id=operator_id)


def _send_again(
    db: Database, service: Service, uuid: str, theirs: Detailed | None, operator_id: int
) -> None:
    mine = accepted_document(db, uuid)
    if theirs is not None or mine is None or axes_of(db, uuid).server != "aceito":
        raise OutboxError("outbox.settle_changed")
    insert(db, service.wire, mine, kind="incluir", operator_id=operator_id)


def _cancel_again(
    db: Database, service: Service, uuid: str, theirs: Detailed | None, operator_id: int
) -> None:
    mine = accepted_document(db, uuid)
    still = theirs is not None and theirs.state == "ativo"
    if not still or mine is None or axes_of(db, uuid).server != "cancelado":
        raise OutboxError("outbox.settle_changed")
    said = db.execute(
        "SELECT reason FROM operation WHERE uuid = ? AND kind = 'cancelar' AND state = 'aceito'"
        " ORDER BY id DESC LIMIT 1",
        [uuid],
    ).fetchone()
    reason = str(said[0] or "") if said else ""
    insert(db, service.wire, mine, kind="cancelar", operator_id=operator_id, reason=reason)


WAYS = {
    KEEP_THEIRS: _keep_theirs,
    SEND_MINE: _send_mine,
    SEND_AGAIN: _send_again,
    CANCEL_AGAIN: _cancel_again,
}


def _words(answer: Refused) -> str:
    first = answer.messages[0]
    return first.text or first.code
