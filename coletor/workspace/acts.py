"""What an open folder does beyond typing, concluding and sending: next parts, substitutes..."""

from collections.abc import Callable, Collection
from functools import cached_property
from typing import TYPE_CHECKING, cast

from coletor.contact import Document
from coletor.registers import PATIENTS, PROFESSIONALS, Register
from coletor.store import Links
from coletor.workspace import parts, people, waiting

if TYPE_CHECKING:
    import threading

    from coletor.outbox.types import Concluded
    from coletor.packages import Packages
    from coletor.workspace.rechecking import Rechecked
    from coletor.workspace.upkeep import Upkeep
    from coletor.workspace.workspace import Workspace


class FurtherActs:
    """The part of `Workspace` that these acts are."""

    @property
    def _whole(self) -> "Workspace":
        return cast("Workspace", self)

    def continue_contact(self, uuid: str) -> int:
        """Open the draft of the next part of a Permanência; see `parts.continue_contact`."""
        return parts.continue_contact(self._whole, uuid)

    def admission_note(self, draft_id: int) -> str:
        """Return what a clerk should know of the admission date of a next part."""
        return parts.admission_note(self._whole, draft_id)

    def substitute(self, uuid: str, reason: str) -> int:
        """Open the draft of what is to take an accepted contact's place and return its id.

        It is concluded like any other; that queues the cancellation, and what it says becomes
        ready to send when the cancellation is confirmed.

        Args:
            uuid: the accepted contact.
            reason: why it is cancelled; it goes to the server.

        Raises:
            OutboxError: no reason, not accepted, waiting to be sent, or replaced already.
        """
        return self._whole.outbox.substitute(uuid, reason, self._whole.operator.id)

    def substitute_document(self, uuid: str, document: Document, reason: str) -> "Concluded":
        """Do the same with a whole document at once; see `parts.substitute_document`."""
        return parts.substitute_document(self._whole, uuid, document, reason)

    def drop_substitute(self, uuid: str) -> int:
        """Give up a substitution that is not confirmed and return the substitute's draft.

        Args:
            uuid: the substitute.

        Raises:
            OutboxError: it waits for nothing, or the cancellation may have arrived.
        """
        return self._whole.outbox.drop_substitute(uuid, self._whole.operator.id)

    def replaces(self, uuid: str) -> str | None:
        """Return the contact that must be cancelled before this one is sent, None without one."""
        with self._whole.store.query() as db:
            awaited = Links.awaited(db, uuid)
        return awaited[0] if awaited else None

    def further_actions(self, uuid: str) -> tuple[str, ...]:
        """Return what may be done beyond `outbox.actions`; words are ``workspace.action.<id>``."""
        return parts.further_actions(self._whole, uuid)

    def park(self, draft_id: int) -> None:
        """Set a draft aside that lacks nothing but the patient's CNS; see `waiting.park`."""
        waiting.park(self._whole, draft_id)

    def unpark(self, draft_id: int) -> None:
        """Take a draft that was set aside up again."""
        self._whole.drafts.unpark(draft_id, self._whole.operator.id)

    @cached_property
    def patients(self) -> Register:
        """Return the register of patients."""
        return people.register_of(self._whole, PATIENTS)

    @cached_property
    def professionals(self) -> Register:
        """Return the register of professionals: one entry is one vínculo."""
        return people.register_of(self._whole, PROFESSIONALS)

    def register(self, register_id: str) -> Register:
        """Return a register by its id, ``pacientes`` or ``profissionais``."""
        return self.patients if register_id == PATIENTS else self.professionals

    @cached_property
    def packages(self) -> "Packages":
        """Return the packages: procedures with who did them, put into a contact by one key."""
        from coletor.packages import Packages  # noqa: PLC0415 - first asked for by a key

        return Packages(self._whole.store)

    def recheck(self, tables: Collection[str]) -> "list[Rechecked]":
        """Check again what waits to be sent, after tables changed; see `rechecking.recheck`."""
        from coletor.workspace.rechecking import recheck  # noqa: PLC0415 - seldom

        return recheck(self._whole, tables)

    def maintain(
        self,
        progress: "Callable[[str], None] | None" = None,
        stop: "threading.Event | None" = None,
    ) -> "Upkeep":
        """Look after the folder once it is open; see `upkeep.maintain`."""
        from coletor.workspace.upkeep import maintain  # noqa: PLC0415 - in the background

        return maintain(self._whole, progress, stop)
