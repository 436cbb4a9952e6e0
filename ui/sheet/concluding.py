"""Concludes a sheet from its screen: plan, reasons where they are wanted, and the doing."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coletor.messages import text
from coletor.sheets import Outcome, Plan, conclude, plan
from ui.sheet.desk import Desk
from ui.tasks import Handle, Progress
from ui.widgets.tone import Tone

if TYPE_CHECKING:
    from coletor.errors import ColetorError

_TOUCHED = ("contacts", "drafts", "outbox", "people")
Reasons = dict[tuple[str, str], str]


class Concluding(QObject):
    """One conclusion at a time, beside the window; it can be stopped between two lines.

    Args:
        desk: the sheet.
        parent: the object that owns it.
    """

    progressed = Signal(str)  # words; empty at the end
    reasons_wanted = Signal(object)  # Plan
    said = Signal(str, object)  # words, Tone
    done = Signal(object)  # Outcome
    busyChanged = Signal(bool)
    blocked = Signal()  # nothing can go: the first wrong line is where the cursor goes
    stayed = Signal()  # it came to no end: the cursor goes on where it was

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._handle: Handle | None = None
        self.busy = False

    def start(self) -> None:
        """Check every line as it is stored; then conclude, or ask."""
        if self.busy:
            return
        if not self._desk.filled:
            self.said.emit(text("sheet.empty"), Tone.NEUTRAL)
            self.stayed.emit()
            return
        self._begin()
        self._desk.when_stored(self._plan, self._on_not_stored)

    def stop(self) -> None:
        """End between two lines; what went stays queued, what did not stays in the sheet."""
        if self._handle is not None:
            self._handle.cancel()

    def _begin(self) -> None:
        self.busy, self._handle = True, None
        self.busyChanged.emit(True)

    def _plan(self, sheet_id: int) -> None:
        workspace = self._desk.workspace

        def work(progress: Progress) -> Plan | None:
            made = plan(
                workspace,
                sheet_id,
                lambda done, count: progress.report(("planning", done, count)),
                progress.stopping,
            )
            return None if progress.cancelled else made

        self._handle = self._desk.tasks.long(
            work, self._on_planned, self._on_failed, self._on_progress, owner=self
        )

    def _on_planned(self, made: Plan | None) -> None:
        if made is not None and made.ready and not made.groups:
            self._go_on({})
            return
        self._end()
        if made is None:
            self.said.emit(text("sheet.stopped"), Tone.NEUTRAL)
            self.stayed.emit()
        elif made.groups:
            self.reasons_wanted.emit(made)
        else:
            self.said.emit(text("sheet.none_went", count=len(made.wrong)), Tone.WARNING)
            self.blocked.emit()

    def go(self, reasons: Reasons) -> None:
        """Queue what can go with these reasons.

        Args:
            reasons: by `coletor.sheets.WarningGroup.kind`.
        """
        if self.busy:
            return
        self._begin()
        self._go_on(reasons)

    def _go_on(self, reasons: Reasons) -> None:
        self._desk.when_stored(
            lambda sheet_id: self._conclude(sheet_id, reasons), self._on_not_stored
        )

    def _conclude(self, sheet_id: int, reasons: Reasons) -> None:
        workspace = self._desk.workspace

        def work(progress: Progress) -> Outcome:
            return conclude(
                workspace,
                sheet_id,
                reasons,
                lambda done, count: progress.report(("concluding", done, count)),
                progress.stopping,
            )

        self._handle = self._desk.tasks.long(
            work,
            self._on_concluded,
            self._on_failed,
            self._on_progress,
            touches=_TOUCHED,
            owner=self,
        )

    def _on_concluded(self, outcome: Outcome) -> None:
        self._end()
        self.said.emit(_words(outcome), Tone.OK if outcome.went else Tone.WARNING)
        self.done.emit(outcome)

    def _on_progress(self, value: tuple[str, int, int]) -> None:
        key, done, count = value
        words = text(f"sheet.{key}", done=done, count=count)
        self.progressed.emit(text("sheet.stop", words=words))

    def _on_not_stored(self) -> None:
        self._end()
        self.said.emit(text("sheet.stays_here"), Tone.ERROR)
        self.stayed.emit()

    def _on_failed(self, error: "ColetorError") -> None:
        self._end()
        self.said.emit(str(error), Tone.ERROR)
        self.stayed.emit()

    def _end(self) -> None:
        self.busy, self._handle = False, None
        self.progressed.emit("")
        self.busyChanged.emit(False)


def _words(outcome: Outcome) -> str:
    went, left = len(outcome.went), len(outcome.left)
    parts = [text("sheet.went_one") if went == 1 else text("sheet.went", count=went)]
    if left:
        parts.append(text("sheet.stays_one") if left == 1 else text("sheet.stays", count=left))
    return " ".join(parts)
