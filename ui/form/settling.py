"""Warnings of a draft that a person confirms, all that say the same with one reason."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from coletor.store import Confirming
from ui.form.checks import Checks
from ui.form.pending import Pending
from ui.form.rows import Rows
from ui.form.saving import Saver
from ui.form.services import FormServices


class Typed(Protocol):
    """What the warnings are about."""

    @property
    def rows(self) -> Rows:
        """Its rows, as they are now."""

    def as_said(self, item: Pending) -> Pending:
        """Return an item of the checks as it is said at the field in sight."""

    def finish(self) -> None:
        """Store everything that waits, even while another write is under way."""


class Settling(QObject):
    """Stores the reason of warnings, each at its row and for the text that stands there.

    Args:
        typed: what they are about.
        saver: knows which of its rows are stored.
        checks: shows them as confirmed.
        services: doors to the core.
        parent: the object that owns it.
    """

    failed = Signal(object)  # ColetorError

    def __init__(
        self, typed: Typed, saver: Saver, checks: Checks, services: FormServices, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._typed = typed
        self._saver = saver
        self._checks = checks
        self._services = services

    def alike(self, item: Pending) -> list[Pending]:
        """Return the warnings without a reason that say the same: one reason settles them all.

        Args:
            item: one of them, as it is said.

        Returns:
            them as the checks have them, at their own rows.
        """
        found = [(each, self._typed.as_said(each)) for each in self._checks.items]
        return [
            each
            for each, said in found
            if said.doubtful and (said.rule, said.stop.path) == (item.rule, item.stop.path)
        ]

    def confirm(self, item: Pending, reason: str, then: Callable[[], None] | None = None) -> None:
        """Confirm a warning and those alike; they stay in sight, and count no more.

        Args:
            item: one of them, as it is said.
            reason: why they are right as they are.
            then: called when that is stored.
        """
        self._typed.finish()
        saver, services = self._saver, self._services
        own = [each for each in self.alike(item) if each.stop.row in saver.known]
        values = [self._typed.rows.text(each.stop.row, each.stop.path) for each in own]

        def work() -> None:
            draft_id = saver.stored_id()
            for each, value in zip(own, values, strict=True):
                row, path = saver.store_id(each.stop.row), each.stop.path
                warning = Confirming(row, path, each.rule, reason, value)
                services.drafts.confirm_warning(draft_id, warning, services.operator_id)

        def done(_stored: None) -> None:
            for each in own:
                self._checks.confirm(each, reason)
            if then is not None:
                then()

        services.tasks.change(work, done, self.failed.emit, owner=self)
