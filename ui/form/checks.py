"""Runs the checks of a draft beside the window and keeps what is pending."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from coletor.contact.drafting import Derived, derive, place_of
from coletor.rules import Finding, Severity
from coletor.workspace.confirmed import Usual
from ui.form.navigation import Stop
from ui.form.pending import Pending, Refusal, collect
from ui.form.rows import FormRow, Rows
from ui.form.services import FormServices

ConfirmedWarnings = dict[tuple[int, str, str], tuple[str, str]]
"""(text it was confirmed for, reason) by row key, element path and rule."""


@dataclass(frozen=True)
class _Seen:
    """What the checks say of a draft as it was: findings, their places, reasons given before."""

    findings: list[Finding]
    derived: Derived
    usual: dict[tuple[str, str], Usual]


class Checks(QObject):
    """The pending items of one draft; one check runs at a time, the last state is what counts.

    Args:
        rows: the draft's rows.
        uuid: the contact's identifier.
        services: doors to the core.
        refusals: what the server refused.
        confirmed: warnings confirmed before.
        parent: the object that owns it.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(
        self,
        rows: Rows,
        uuid: str,
        services: FormServices,
        *,
        refusals: tuple[Refusal, ...],
        confirmed: ConfirmedWarnings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._rows = rows
        self._uuid = uuid
        self._services = services
        self._refusals = refusals
        self._confirmed = confirmed
        self._running = False
        self._again = False
        self._waiting: list[Callable[[], None]] = []
        self._last: _Seen | None = None
        self.items: list[Pending] = []

    def run(self, then: Callable[[], None] | None = None) -> None:
        """Check the draft as it is now.

        Args:
            then: called when `items` says what this very state has pending.
        """
        if then is not None:
            self._waiting.append(then)
        if self._running:
            self._again = True
            return
        self._running, self._again = True, False
        rows, services = self._rows.snapshot(), self._services
        model, uuid, today = self._rows.model, self._uuid, services.today()

        def work() -> _Seen:
            derived = derive(model, uuid, rows, services.automatic, today=today)
            findings = services.check(derived.document)
            return _Seen(findings, derived, _usual(services, rows, findings, derived))

        services.tasks.query(work, self._on_done, self._on_failed, owner=self)

    def confirm(self, item: Pending, reason: str) -> None:
        """Note that a warning was confirmed for the text its place has now."""
        own = self._rows.text(item.stop.row, item.stop.path)
        self._confirmed[item.stop.row, item.stop.path, item.rule] = (own, reason)
        self._collect()

    def _on_done(self, answer: _Seen) -> None:
        self._last = answer
        self._running = False
        if self._again:
            self.run()
            return
        self._collect()
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then()

    def _on_failed(self, error: object) -> None:
        self._running = False
        self._waiting.clear()
        self.failed.emit(error)

    def _collect(self) -> None:
        if self._last is None:
            return
        seen = self._last
        self.items = [
            item
            for item in collect(
                self._rows,
                seen.findings,
                seen.derived.places,
                self._confirmed,
                self._refusals,
                usual=seen.usual,
            )
            if item.stop.row in self._rows.by_id
        ]
        self.changed.emit()

    def at(self, stop: Stop) -> list[Pending]:
        """Return what is pending at one place."""
        return [item for item in self.items if item.stop == stop]


def _usual(
    services: FormServices, rows: Sequence[FormRow], findings: Sequence[Finding], derived: Derived
) -> dict[tuple[str, str], Usual]:
    """Return the reasons given before for the warnings found, by rule and text."""
    if services.usual is None:
        return {}
    cells = {row.id: row.cells for row in rows}
    found: dict[tuple[str, str], Usual] = {}
    for finding in findings:
        if finding.severity is not Severity.WARNING:
            continue
        row, path = place_of(finding.path, derived.places) or (0, "")
        own = cells.get(row, {}).get(path, "")
        if (finding.rule, own) not in found:
            found[finding.rule, own] = services.usual(finding.rule, own)
    return found
