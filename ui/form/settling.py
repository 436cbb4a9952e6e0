"""Warnings of a draft that a person confirms, all with one reason."""

from collections.abc import Callable, Sequence

from coletor.store import Confirming
from ui.form.checks import Checks
from ui.form.pending import Pending
from ui.form.rows import Rows
from ui.form.saving import Saver
from ui.form.services import FormServices


class Settling:
    """Stores the reason of warnings, each at its row and for the text that stands there.

    Args:
        rows: the draft's rows.
        saver: knows which of them are stored.
        checks: shows them as confirmed.
        services: doors to the core.
    """

    def __init__(self, rows: Rows, saver: Saver, checks: Checks, services: FormServices) -> None:
        self._rows = rows
        self._saver = saver
        self._checks = checks
        self._services = services

    def work(self, items: Sequence[Pending], reason: str) -> Callable[[], list[Pending]]:
        """Return what stores a reason on the writer's thread, and tells what it was stored for.

        Args:
            items: warnings, at the rows that the checks found them in.
            reason: why they are right as they are.
        """
        saver, services = self._saver, self._services
        own = [item for item in items if item.stop.row in saver.known]
        values = [self._rows.text(item.stop.row, item.stop.path) for item in own]

        def store() -> list[Pending]:
            draft_id = saver.stored_id()
            for item, value in zip(own, values, strict=True):
                row, path = saver.store_id(item.stop.row), item.stop.path
                warning = Confirming(row, path, item.rule, reason, value)
                services.drafts.confirm_warning(draft_id, warning, services.operator_id)
            return own

        return store

    def show(self, items: Sequence[Pending], reason: str) -> None:
        """Show warnings as confirmed: they stay in sight, and count no more."""
        for item in items:
            self._checks.confirm(item, reason)
