"""People out of a spreadsheet: chosen, looked at, brought in, and told row by row."""

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from coletor.errors import ColetorError
from coletor.messages import text
from coletor.registers.spreadsheet import Foreseen, Reading, Report, write_template
from coletor.registers.spreadsheet.report import REFUSED
from ui.people.import_steps import ChoosingStep, LookingStep
from ui.people.import_work import ImportWork
from ui.people.report import ReportCard, save_sheet
from ui.screens.base import Context
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.card import heading
from ui.widgets.intake import ProgressCard
from ui.widgets.notice import Notice
from ui.widgets.tone import Tone
from ui.widgets.wording import figure

_CHOOSING, _LOOKING, _TELLING = range(3)
_CTRL = Qt.KeyboardModifier.ControlModifier
_FILTER = "Excel, CSV (*.xlsx *.xls *.csv)"


class ImportPage(QWidget):
    """The import of one register; nothing is written before the columns were looked at.

    Args:
        context: what the screen works with.
        register_id: the register.
        parent: the widget it stands in.
    """

    closed = Signal()

    def __init__(self, context: Context, register_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._id = register_id
        self.definition = context.workspace.register(register_id).definition
        self._work = ImportWork(context, register_id, self)
        self._work.looked_at.connect(self._on_looked_at)
        self._work.advanced.connect(self._on_advanced)
        self._work.reported.connect(self._on_reported)
        self._work.failed.connect(self._on_error)
        self._work.given_up.connect(self._rest)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(self._make_head())
        self.notice = Notice()
        column.addWidget(self.notice)
        self.progress = ProgressCard()
        self.progress.stopped.connect(self._work.stop)
        column.addWidget(self.progress)
        self._pages = QStackedWidget(self)
        self.choosing = ChoosingStep(self.definition)
        self.choosing.dropped.connect(self._on_dropped)
        self.choosing.choose_button.clicked.connect(self._ask_file)
        self.choosing.template_button.clicked.connect(self._ask_template)
        self._pages.addWidget(self.choosing)
        self._shown = _CHOOSING
        column.addWidget(self._pages, 1)
        key = Qt.Key
        self._acts: dict[int, dict[Qt.Key, Callable[[], None]]] = {
            _CHOOSING: {key.Key_O: self._ask_file, key.Key_M: self._ask_template},
            _LOOKING: {key.Key_Return: self.begin, key.Key_Enter: self.begin},
            _TELLING: {key.Key_O: self._ask_file, key.Key_S: self._ask_report},
        }

    # Building

    @cached_property
    def looking(self) -> LookingStep:
        """The columns of a file, made when one was read."""
        made = LookingStep(self.definition)
        made.changed.connect(self._on_changed)
        self._work.foreseen.connect(made.show_first)
        self._pages.addWidget(made)
        return made

    @cached_property
    def report(self) -> ReportCard:
        """What became of each row, made when there is something to tell."""
        made = ReportCard(self.definition)
        made.saving.connect(self._ask_report)
        made.again.connect(self._ask_file)
        self._pages.addWidget(made)
        return made

    def _make_head(self) -> QHBoxLayout:
        head, _, self._remark = heading(text("people.import.title"))
        self.back_button = Button(text("people.import.back"), "Esc")
        self.back_button.clicked.connect(self.leave)
        self.begin_button = PrimaryButton(text("people.import.begin"), text("people.key.save"))
        self.begin_button.clicked.connect(self.begin)
        head.addWidget(self.back_button)
        head.addWidget(self.begin_button)
        return head

    # Choosing

    def take_focus(self) -> None:
        """Put the cursor where the work goes on."""
        shown = self._shown
        if self._work.busy:
            self.progress.stop_button.setFocus()
        elif shown == _CHOOSING:
            self.choosing.choose_button.setFocus()
        elif shown == _LOOKING:
            self.looking.grid.take_focus()
        else:
            self.report.table.setFocus()

    def choose(self) -> None:
        """Show where a file is chosen."""
        self.notice.clear()
        self._show(_CHOOSING)

    def _show(self, which: int) -> None:
        self._shown = which
        if which == _CHOOSING:
            self._pages.setCurrentWidget(self.choosing)
        else:
            self._pages.setCurrentWidget(self.looking if which == _LOOKING else self.report)
        self._remark.setText(self._what() if which == _CHOOSING else self._work.path.name)
        self._refresh()
        if self.isVisible():
            self.take_focus()

    def _what(self) -> str:
        return text("people.import.remark", what=text(f"people.{self.definition.id}.what"))

    def showEvent(self, event: QShowEvent) -> None:
        """Say what this is for."""
        super().showEvent(event)
        self._refresh()
        if self._shown == _CHOOSING:
            self._remark.setText(self._what())

    def _ask_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, text("people.import.choose"), "", _FILTER)
        if chosen:
            self.open_file(Path(chosen))

    def _on_dropped(self, paths: Sequence[Path]) -> None:
        self.open_file(paths[0])

    def open_file(self, path: Path) -> None:
        """Look at a spreadsheet: what its columns are taken for, and its first rows.

        Args:
            path: the file.
        """
        self.notice.clear()
        self.progress.begin(text("people.import.reading"))
        self._work.open_file(path)
        self._refresh()
        self.take_focus()

    def _on_looked_at(self, reading: Reading, first: Sequence[Foreseen]) -> None:
        self.progress.hide()
        self.looking.show_reading(reading, first)
        self._show(_LOOKING)
        self._say_trouble()

    # Looking

    def _say_trouble(self) -> None:
        """Say what keeps the import from beginning."""
        trouble = self.looking.trouble()
        if trouble:
            self.notice.say(trouble, Tone.WARNING)
        else:
            self.notice.clear()
        self._refresh()

    def _on_changed(self) -> None:
        """Show how the first rows will be by the columns as they are chosen now."""
        self._say_trouble()
        self._work.foresee_by(self.looking.grid.mapping())

    @property
    def ready(self) -> bool:
        """Whether the import may begin."""
        looking = self._shown == _LOOKING and not self._work.busy
        return looking and not self.looking.trouble()

    def _refresh(self) -> None:
        self.begin_button.setVisible(self._shown == _LOOKING)
        self.begin_button.setEnabled(self.ready)
        self.back_button.setVisible(not self._work.busy)
        self._pages.setEnabled(not self._work.busy)

    # Bringing in

    def begin(self) -> None:
        """Bring the rows in; each is in the register or refused with its reason."""
        if not self.ready:
            return
        self.notice.clear()
        self.progress.begin(text("people.import.beginning"))
        self._work.bring_in(self.looking.grid.mapping())
        self._refresh()
        self.take_focus()

    @property
    def importing(self) -> bool:
        """Whether a file is being read or brought in."""
        return self._work.busy

    def _on_advanced(self, done: int) -> None:
        self.progress.say(text("people.import.step", done=figure(done)))

    def _on_reported(self, report: Report) -> None:
        self.progress.hide()
        self.report.show_report(report)
        if report.stopped:
            self.notice.say(text("people.import.stopped"), Tone.WARNING)
        else:
            counts = report.counts
            tone = Tone.WARNING if counts[REFUSED] else Tone.OK
            self.notice.say(text("people.import.done", **counts), tone)
        self._show(_TELLING)

    def _on_error(self, error: ColetorError) -> None:
        self.notice.say(str(error), Tone.ERROR)
        if not self._work.busy:
            self._rest()

    def _rest(self) -> None:
        """Have the person go on where nothing is under way any more."""
        self.progress.hide()
        self._refresh()
        if self.isVisible():
            self.take_focus()

    # Files out

    def _ask_template(self) -> None:
        name = text("people.import.template_name", what=self._id)
        title = text("people.import.template")
        chosen, _ = QFileDialog.getSaveFileName(self, title, name, "Excel (*.xlsx)")
        if chosen:
            self.save_template(Path(chosen))

    def save_template(self, file: Path) -> None:
        """Write the empty spreadsheet.

        Args:
            file: where; it ends in .xlsx.
        """
        register_id = self._id
        self._context.tasks.query(
            lambda: write_template(file, register_id),
            lambda _: self._say_saved("template_saved", file),
            self._on_error,
            owner=self,
        )

    def _ask_report(self) -> None:
        name = text("people.import.save_name", what=self._id)
        title = text("people.import.save")
        chosen, _ = QFileDialog.getSaveFileName(self, title, name, "CSV (*.csv)")
        if chosen:
            self.save_report(Path(chosen))

    def save_report(self, file: Path) -> None:
        """Write the report in view; the whole reasons only where they were asked for.

        Args:
            file: where; it is replaced.
        """
        content = self.report.sheet()
        self._context.tasks.query(
            lambda: save_sheet(file, content),
            lambda _: self._say_saved("saved", file),
            self._on_error,
            owner=self,
        )

    def _say_saved(self, message: str, file: Path) -> None:
        self._context.toast(text(f"people.import.{message}", file=file.name), Tone.OK)

    # Leaving and keys

    def leave(self) -> None:
        """Stop what runs, else go a step back."""
        if self._work.busy:
            self._work.stop()
        elif self._shown == _LOOKING:
            self.choose()
        else:
            self.choose()
            self.closed.emit()

    def event(self, event: QEvent) -> bool:
        """Take the page's keys before any shortcut of the screen around it."""
        if event.type() == QEvent.Type.ShortcutOverride and self._act_of(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key of the page does."""
        act = self._act_of(event)
        if act is not None:
            act()
        else:
            super().keyPressEvent(event)

    def _act_of(self, event: QEvent) -> Callable[[], None] | None:
        """Return what a key does at this step, None for other keys."""
        if not isinstance(event, QKeyEvent):
            return None
        if event.key() == Qt.Key.Key_Escape:
            return self.leave
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held != _CTRL or self._work.busy:
            return None
        return self._acts[self._shown].get(Qt.Key(event.key()))
