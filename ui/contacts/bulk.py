"""Many contacts beside the list: what can be done, what it will do, how far it is, what it did."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from coletor.errors import ColetorError
from coletor.messages import text
from coletor.workspace.bulk import Preview, Report, Target
from coletor.workspace.bulk_acts import ACTS
from ui import printing
from ui.contacts import bulking
from ui.contacts.bulk_pages import AskPage, OfferPage, ReportPage
from ui.month.sheet import laid_for_qt
from ui.screens.base import Context
from ui.style import fonts
from ui.tasks import Handle, Progress
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.labels import muted, wrapped
from ui.widgets.tone import Tone
from ui.widgets.wording import figure

_TOUCHED = ("contacts", "drafts", "outbox")
_SLOW_MS = 300


class BulkPanel(Card):
    """Acts on what is picked.

    Args:
        context: what the screen works with.
    """

    left = Signal()  # Esc: the cursor goes back to the list
    unpicked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._target = Target()
        self._act = ""
        self._looking: Handle | None = None
        self._running: Handle | None = None
        self.title_ = wrapped("", tone="", font=fonts.strong())
        self.remark = muted()
        self.body.addWidget(self.title_)
        self.body.addWidget(self.remark)
        self.offers = OfferPage()
        self.asking = AskPage()
        self.reporting = ReportPage()
        self._make_working()
        self.pages = QStackedWidget(self)
        for page in (self.offers, self.asking, self.working, self.reporting):
            self.pages.addWidget(page)
        self.body.addWidget(self.pages, 1)
        self.clear_button = Button(text("contacts.pick.clear"), "Esc")
        self.clear_button.clicked.connect(self.unpicked)
        self.body.addWidget(self.clear_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.pages.currentChanged.connect(  # on the others Esc goes back
            lambda _: self.clear_button.setVisible(self.pages.currentWidget() is self.offers)
        )
        self.offers.chosen.connect(self.ask)
        self.asking.changed.connect(self._look)
        self.asking.confirmed.connect(self._confirm)
        self.asking.left.connect(self._back)
        self.reporting.closed.connect(self._close)
        self.reporting.undoing.connect(self._undo)

    def _make_working(self) -> None:
        self.working = QWidget()
        column = QVBoxLayout(self.working)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.said = wrapped("", tone="", font=fonts.body())
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.stop_button = Button(text("contacts.bulk.stop"), "Esc")
        self.stop_button.clicked.connect(self.stop)
        for widget in (self.said, self.bar, self.stop_button):
            column.addWidget(widget)
        column.addStretch(1)

    @property
    def busy(self) -> bool:
        """Whether an act is under way or its report is being read."""
        return self._running is not None or self.pages.currentWidget() is self.reporting

    def show_target(self, target: Target, *, everything: bool) -> None:
        """Say what is picked; an act under way goes on with what it began with."""
        if self.busy:
            return
        changed = target != self._target
        self._target = target
        count = figure(target.count)
        name = "title_one" if target.count == 1 else "title"
        self.title_.setText(text(f"contacts.pick.{name}", count=count))
        self.remark.setText(text("contacts.pick.all", count=count) if everything else "")
        self.remark.setVisible(everything)
        if self.pages.currentWidget() is self.asking and changed:
            self._look()

    def take_focus(self) -> None:
        """Put the cursor on what can be done."""
        page = self.pages.currentWidget()
        if isinstance(page, OfferPage | AskPage | ReportPage):
            page.take_focus()
        else:
            self.stop_button.setFocus(Qt.FocusReason.TabFocusReason)

    # Seen before it is done

    def ask(self, act: str) -> None:
        """Show what an act would do."""
        self._act = act
        self.asking.ask(ACTS[act])
        self.pages.setCurrentWidget(self.asking)
        self._look()
        self.asking.take_focus()

    def _look(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
            self._looking.drop()
        workspace, act, target = self._context.workspace, self._act, self._target
        choices = self.asking.choices()
        self.asking.show_counting(0, target.count)
        self._looking = self._context.tasks.long(
            lambda progress: bulking.look(workspace, act, target, choices, progress),
            self._on_looked,
            self._on_error,
            lambda seen: self.asking.show_counting(seen, target.count),
            owner=self,
        )

    def _on_looked(self, preview: Preview | None) -> None:
        self._looking = None
        if preview is not None and preview.act == self._act:
            self.asking.show_preview(preview)

    # Done

    def _confirm(self) -> None:
        act, target, choices = self._act, self._target, self.asking.choices()
        workspace = self._context.workspace
        if act == bulking.EXPORT:
            self._ask_file()
        elif act == bulking.RECEIPTS:
            self._start(lambda _: bulking.receipts(workspace, target), self._on_receipts)
        else:
            self._start(
                lambda progress: bulking.perform(workspace, act, target, choices, progress),
                self._on_done,
                touches=_TOUCHED if ACTS[act].writes else (),
            )

    def _start(
        self,
        work: Callable[[Progress], Any],
        on_done: Callable[[Any], None],
        touches: tuple[str, ...] = (),
    ) -> None:
        total = self._target.count
        self.bar.setRange(0, total)
        self._on_progress(0)
        self._running = self._context.tasks.long(
            work, on_done, self._on_error, self._on_progress, touches=touches, owner=self
        )
        QTimer.singleShot(_SLOW_MS, self, self._show_working)

    def _show_working(self) -> None:
        if self._running is not None:
            self.pages.setCurrentWidget(self.working)
            self.stop_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_progress(self, count: int) -> None:
        self.bar.setValue(count)
        name, total = text(f"contacts.act.{self._act}").rstrip("…"), figure(self.bar.maximum())
        words = text("contacts.bulk.working", name=name, count=figure(count), total=total)
        self.said.setText(words)

    def stop(self) -> None:
        """Ask the act under way to stop; what was done stays done."""
        if self._running is not None:
            self._running.cancel()

    def _on_done(self, report: Report) -> None:
        self._running = None
        self._tell(report)
        if report.act == bulking.SEND and report.done:
            self._context.dispatcher.send()

    def _tell(self, report: Report, **said: str) -> None:
        self.reporting.show_report(report, **said)
        self.pages.setCurrentWidget(self.reporting)
        self.reporting.take_focus()

    def _undo(self, report: Report) -> None:
        """Undo what the report tells of, beside the window."""
        self.reporting.undo_button.setEnabled(False)
        workspace = self._context.workspace

        def done(count: int) -> None:
            self._context.toast(text("contacts.bulk.undone", count=figure(count)), Tone.OK)
            self._close()

        self._context.tasks.long(
            lambda _: bulking.undo(workspace, report),
            done,
            self._on_error,
            touches=_TOUCHED,
            owner=self,
        )

    def _on_error(self, error: ColetorError) -> None:
        self._running = self._looking = None
        self._context.toast(str(error), Tone.ERROR)
        self._back()

    # To a file, on paper

    def _ask_file(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            text("contacts.act.exportar"),
            text("contacts.bulk.file_name"),
            text("contacts.bulk.file_kinds"),
        )
        if chosen:
            self.export(Path(chosen))

    def export(self, file: Path) -> None:
        """Write what is picked to a file.

        Args:
            file: replaced when it exists; its ending says the form.
        """
        workspace, target = self._context.workspace, self._target
        self._act = bulking.EXPORT

        def told(result: tuple[int, bool]) -> None:
            self._running = None
            report = Report(bulking.EXPORT, result[0], stopped=result[1])
            self._tell(report, file=file.name)

        self._start(lambda progress: bulking.export(workspace, target, file, progress), told)

    def _on_receipts(self, printed: bulking.Printed) -> None:
        self._running = None
        title = text("contacts.bulk.sheet_title")
        if printing.print_page(laid_for_qt(printed.page), title, self):
            self._tell(Report(bulking.RECEIPTS, printed.count))
        else:
            self._back()

    def _close(self) -> None:
        """Leave the report; what an act changed is no longer what was picked."""
        self._back()
        if ACTS[self._act].writes:
            self.unpicked.emit()

    def _back(self) -> None:
        self.pages.setCurrentWidget(self.offers)
        self.offers.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stops what runs, goes back, or leaves."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._running is not None:
            self.stop()
        elif self.pages.currentWidget() is self.offers:
            self.left.emit()
        elif self.pages.currentWidget() is self.reporting:
            self._close()
        else:
            self._back()
