"""The outbox as the screens and the command line use it."""

from collections.abc import Mapping, Sequence
from typing import Any

from coletor.contact import Document
from coletor.contact.drafting import Derived
from coletor.outbox import (
    correcting,
    deciding,
    gaps,
    leasing,
    reading,
    settling,
    substituting,
)
from coletor.outbox.cancelling import cancel
from coletor.outbox.enqueueing import Conclusion
from coletor.outbox.machine import Axes, machine
from coletor.outbox.sender import Service
from coletor.outbox.standing import accepted_document, axes_of
from coletor.outbox.substituting import enqueue
from coletor.outbox.ticking import Clock, SystemClock
from coletor.outbox.types import (
    Concluded,
    Difference,
    Finding,
    OutboxError,
    QueueItem,
    Receipt,
    Rejection,
)
from coletor.store import Database, Store
from coletor.store.draft_rows import Draft, open_draft_id
from coletor.store.drafts import Drafts
from coletor.store.events import Events
from coletor.webservice.names import Wire, load_wire


class Outbox:
    """What a person does with contacts that are concluded; every change is one transaction.

    Args:
        store: the open database.
        wire: the names messages are written with, the shipped ones by default.
        clock: time.
    """

    def __init__(self, store: Store, wire: Wire | None = None, clock: Clock | None = None) -> None:
        self._store = store
        self._wire = wire or load_wire()
        self._clock = clock or SystemClock()

    def conclude(
        self,
        draft: Draft,
        derived: Derived,
        findings: Sequence[Finding],
        checked_against: Mapping[str, Any],
        operator_id: int,
    ) -> Concluded:
        """Make a contact of a draft and queue it; all of it happens, or nothing.

        Args:
            draft: the draft as it was read.
            derived: the document it says, with its places.
            findings: what the checks found in that document.
            checked_against: versions of model, lists, tables and rules.
            operator_id: who concludes.

        Raises:
            NotReadyError: the contact has errors; its findings say which.
            OutboxError: it cannot be sent now, nothing changed, or somebody typed meanwhile.
            StoreError: the draft is gone or closed.
        """
        rows = {path: row_id for path, (row_id, _) in derived.places.items()}
        made = Conclusion(derived.document, findings, checked_against, operator_id, rows)
        with self._store.change() as db:
            now = db.execute("SELECT changed_at FROM draft WHERE id = ?", [draft.id]).fetchone()
            if now is not None and now[0] != draft.changed_at:
                raise OutboxError("outbox.draft_moved")
            concluded = enqueue(db, self._wire, made)
            Drafts.conclude(db, draft.id, operator_id, _queued_at(db, concluded))
            return concluded

    def conclude_document(
        self,
        document: Document,
        findings: Sequence[Finding],
        checked_against: Mapping[str, Any],
        operator_id: int,
    ) -> Concluded:
        """Queue a whole document that was never typed here (an import).

        Raises:
            NotReadyError: the contact has errors.
            OutboxError: it cannot be sent now, nothing changed, or it is open in a draft.
        """
        with self._store.change() as db:
            return self.enqueue(db, document, findings, checked_against, operator_id)

    def enqueue(
        self,
        db: Database,
        document: Document,
        findings: Sequence[Finding],
        checked_against: Mapping[str, Any],
        operator_id: int,
    ) -> Concluded:
        """Do the same inside a change of the caller, for many documents in one transaction."""
        if open_draft_id(db, str(document["uuid"])) is not None:
            raise OutboxError("outbox.draft_open")
        made = Conclusion(document, findings, checked_against, operator_id)
        concluded = enqueue(db, self._wire, made)
        when = _queued_at(db, concluded)
        Events.add(db, concluded.uuid, "concluido", operator_id, at=when)
        return concluded

    def cancel(self, uuid: str, reason: str, operator_id: int) -> Concluded:
        """Queue the cancellation of an accepted contact.

        Args:
            uuid: the contact.
            reason: why; it goes to the server.
            operator_id: who cancels.

        Raises:
            OutboxError: no reason, not accepted, open in a draft, or an operation is pending.
        """
        with self._store.change() as db:
            return self.cancel_in(db, uuid, reason, operator_id)

    def cancel_in(self, db: Database, uuid: str, reason: str, operator_id: int) -> Concluded:
        """Do what `cancel` does inside a change of the caller."""
        operation_id = cancel(db, self._wire, uuid, reason, operator_id)
        return Concluded(uuid, operation_id, "cancelar")

    def withdraw(self, uuid: str, operator_id: int) -> int:
        """Take a contact out of the queue and return the draft it becomes again.

        Raises:
            OutboxError: it does not wait there, or a message of it may have arrived.
        """
        with self._store.change() as db:
            return correcting.withdraw(db, uuid, operator_id)

    def substitute(self, uuid: str, reason: str, operator_id: int) -> int:
        """Open a draft of what is to take an accepted contact's place; see `substituting.start`.

        Concluding that draft queues the cancellation; what it says is queued when the
        cancellation is confirmed.

        Raises:
            OutboxError: no reason, not accepted, waiting to be sent, or replaced already.
        """
        with self._store.change() as db:
            return substituting.start(db, uuid, reason, operator_id)

    def link_substitute(
        self, db: Database, uuid: str, later: str, reason: str, operator_id: int
    ) -> None:
        """Do the same for a whole document, inside a change that goes on to enqueue it."""
        substituting.link_document(db, uuid, later, reason, operator_id)

    def drop_substitute(self, uuid: str, operator_id: int) -> int:
        """Give up a substitution that is not confirmed and return the substitute's draft.

        Raises:
            OutboxError: it waits for nothing, or the cancellation may have arrived.
        """
        with self._store.change() as db:
            return substituting.drop(db, uuid, operator_id)

    def reopen_in(self, db: Database, uuid: str, operator_id: int) -> int:
        """Do what `reopen` does inside a change of the caller."""
        return correcting.reopen(db, uuid, operator_id)

    def reopen(self, uuid: str, operator_id: int) -> int:
        """Open a contact for correction or change, under the same UUID, and return its draft.

        Raises:
            OutboxError: no such contact, cancelled, or a message of it may be on its way.
        """
        with self._store.change() as db:
            return correcting.reopen(db, uuid, operator_id)

    def give_up(self, uuid: str, operator_id: int) -> None:
        """Give up what was refused; what the server has stays as it is.

        Raises:
            OutboxError: nothing of the contact was refused.
        """
        with self._store.change() as db:
            correcting.give_up(db, uuid, operator_id)

    def send_now(self, uuid: str | None = None) -> int:
        """Let what waits for a later attempt be tried at once, and return how many do.

        Args:
            uuid: of one contact; all of them without it.
        """
        with self._store.change() as db:
            return self.send_now_in(db, uuid)

    def send_now_in(self, db: Database, uuid: str | None = None) -> int:
        """Do what `send_now` does inside a change of the caller."""
        return leasing.hurry(db, self._clock.now(), uuid)

    def hurry(self) -> int:
        """Let be tried at once what neither the service nor a second look asks to wait for."""
        with self._store.change() as db:
            return leasing.hurry_what_may(db, self._clock.now())

    def recover(self) -> int:
        """Turn calls whose lease ended without an answer into "without confirmation"."""
        with self._store.change() as db:
            return leasing.recover(db, self._clock.now(), expired_only=True)

    def difference(self, uuid: str, service: Service) -> Difference:
        """Return both contents of a contact that the server holds otherwise.

        Raises:
            OutboxError: there is nothing to decide.
            Failure: the server could not be asked.
        """
        return deciding.look(self._store, service, uuid)[0]

    def keep_theirs(self, uuid: str, service: Service, operator_id: int) -> None:
        """Decide for the server's content.

        Raises:
            OutboxError: there is nothing to decide.
            Failure: the server could not be asked.
        """
        _, theirs = deciding.look(self._store, service, uuid)
        with self._store.change() as db:
            deciding.take_theirs(db, service, theirs, uuid, operator_id)

    def send_mine(self, uuid: str, service: Service, operator_id: int) -> Concluded:
        """Decide for ours: what the server has is noted, and ours queued as an alteration.

        Raises:
            OutboxError: there is nothing to decide, or the server holds it as cancelled.
            Failure: the server could not be asked.
        """
        _, theirs = deciding.look(self._store, service, uuid)
        with self._store.change() as db:
            return deciding.send_mine(db, service, theirs, uuid, operator_id)

    def queue(self, limit: int | None = None, offset: int = 0) -> list[QueueItem]:
        """Return the operations that hold their contacts, in the order of conclusion."""
        with self._store.query() as db:
            return reading.queue(db, limit, offset)

    def receipts(self, uuid: str | None = None, month: str | None = None) -> list[Receipt]:
        """Return receipts, the oldest first: of a contact, of a month ``AAAAMM``, or all."""
        with self._store.query() as db:
            return reading.receipts(db, uuid, month)

    def rejections(self, uuid: str) -> list[Rejection]:
        """Return the refusal that a contact waits with, message by message."""
        with self._store.query() as db:
            return reading.rejections(db, uuid)

    def accepted(self, uuid: str) -> Document | None:
        """Return the content of the last accepted version, None when there is none."""
        with self._store.query() as db:
            return accepted_document(db, uuid)

    def settle(self, uuid: str, way: str, service: Service, operator_id: int) -> None:
        """Settle a difference that a month's closing showed; see `coletor.outbox.settling`.

        Raises:
            OutboxError: it cannot be settled that way any more.
            Failure: the server could not be asked.
        """
        settling.settle(self._store, service, uuid, way, operator_id)

    def gaps(self) -> list[gaps.Gap]:
        """Return the refusals that our rules did not foresee, by code."""
        return gaps.gaps(self._store)

    def axes(self, uuid: str) -> Axes:
        """Return where a contact stands."""
        with self._store.query() as db:
            return axes_of(db, uuid)

    def actions(self, uuid: str) -> tuple[str, ...]:
        """Return what a person may do with a contact; words are ``outbox.action.<id>``."""
        return machine().actions(self.axes(uuid))


def _queued_at(db: Database, concluded: Concluded) -> str:
    """Return when its operation was queued, so that the history tells both in their order."""
    asked = "SELECT created_at FROM operation WHERE id = ?"
    found = db.execute(asked, [concluded.operation_id]).fetchone()
    return str(found[0]) if found else ""
