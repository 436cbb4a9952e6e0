"""What became of each row of a spreadsheet: on screen by outcome, and as a file."""

import csv
import io
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coletor.durable import write_atomically
from coletor.errors import ColetorError
from coletor.messages import text
from coletor.reasons import system_reason
from coletor.registers import Definition
from coletor.registers.spreadsheet import Report, RowResult
from coletor.registers.spreadsheet.report import NEW, OUTCOMES, REFUSED, SAME, UPDATED
from ui.widgets.buttons import Button, PrimaryButton, SegmentedControl
from ui.widgets.card import Card
from ui.widgets.headline import BreakingLine
from ui.widgets.labels import wrapped
from ui.widgets.layouts import line_of
from ui.widgets.rows import Column, Rows
from ui.widgets.table import DataTable
from ui.widgets.tone import Tone

_ALL = "todas"
_PLAIN, _WHOLE = "sem", "com"
_TONES = {NEW: Tone.OK, UPDATED: Tone.ACCENT, SAME: Tone.NEUTRAL, REFUSED: Tone.ERROR}


def as_sheet(report: Report, definition: Definition, *, reasons: bool) -> str:
    """Return the report as a sheet (semicolons, as Brazilian spreadsheets open it).

    Args:
        report: what became of each row.
        definition: the register.
        reasons: whether the whole reasons are written, which may name people and numbers;
            without them a line says what to look at.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(text(f"people.import.{x}") for x in ("line", "outcome", "what_field", "reason"))
    for row in report.rows:
        field = label_of(definition, row)
        plain = text("people.import.look", field=field, line=row.line)
        said = row.message if reasons else plain if row.outcome == REFUSED else ""
        outcome = text(f"people.outcome.{row.outcome}")
        writer.writerow([row.line, outcome, field, said])
    return stream.getvalue()


def save_sheet(file: Path, content: str) -> None:
    """Write a report; a file of the same name is replaced.

    Raises:
        ColetorError: it cannot be written.
    """
    try:
        write_atomically(file, content.encode("utf-8-sig"))
    except OSError as error:
        reason = system_reason(error)
        raise ColetorError("exchange.cannot_write", file=file.name, reason=reason) from None


def label_of(definition: Definition, row: RowResult) -> str:
    """Return the label of the field that a row was refused for, or ''."""
    return definition.by_id[row.field].label if row.field else ""


def what_of(definition: Definition, row: RowResult) -> str:
    """Return what became of a row: the field has a column, and what to do stands below the list.

    Args:
        definition: the register.
        row: the row.
    """
    told = row.message.removeprefix(f"{label_of(definition, row)}: ")
    what, stop, _ = told.partition(". ")
    return f"{what}." if stop else told


class ReportCard(Card):
    """The rows of a report under the outcomes that can be filtered.

    Args:
        definition: the register.
    """

    saving = Signal()
    again = Signal()

    def __init__(self, definition: Definition) -> None:
        super().__init__(text("people.import.report"))
        self._definition = definition
        self.report = Report(())
        choices = [
            (_ALL, text("people.import.all")),
            *((each, text(f"people.outcomes.{each}")) for each in OUTCOMES),
        ]
        self.which = SegmentedControl(choices, text("people.import.filter"))
        self.which.chosen.connect(lambda _: self._show())
        row = line_of(self.which)
        self.body.addLayout(row)
        self.table = DataTable(text("people.import.report"))
        self.rows: Rows[RowResult] = Rows(
            [
                Column(text("people.import.line"), lambda row: str(row.line), 80, code=True),
                Column(
                    text("people.import.outcome"),
                    lambda row: text(f"people.outcome.{row.outcome}"),
                    120,
                    tone=lambda row: _TONES[row.outcome],
                ),
                Column(
                    text("people.import.what_field"), lambda row: label_of(definition, row), 180
                ),
                Column(text("people.import.what"), lambda row: what_of(definition, row)),
            ],
            self,
        )
        self.table.show_rows(self.rows)
        self.body.addWidget(self.table, 1)
        self._whole = wrapped("", tone="")
        self._whole.setMinimumHeight(34)
        self.table.marked.connect(self._say_whole)
        self.body.addWidget(self._whole)
        self.body.addWidget(self._make_foot())

    def _make_foot(self) -> QWidget:
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(0, 0, 0, 0)
        line = BreakingLine()
        self.again_button = PrimaryButton(text("people.import.again"), "Ctrl O")
        self.save_button = Button(text("people.import.save"), "Ctrl S")
        choices = [
            (_PLAIN, text("people.import.without_reasons")),
            (_WHOLE, text("people.import.with_reasons")),
        ]
        self.reasons = SegmentedControl(choices, text("people.import.save_what"))
        self.again_button.clicked.connect(self.again)
        self.save_button.clicked.connect(self.saving)
        for place, widget in enumerate((self.save_button, self.reasons)):
            line.names.insertWidget(place, widget)
        line.acts.addWidget(self.again_button)
        column.addWidget(line)
        column.addWidget(wrapped(text("people.import.save_note")))
        return foot

    def show_report(self, report: Report) -> None:
        """Show a report; the refused rows first, where there are any."""
        self.report = report
        counts = report.counts
        for outcome in OUTCOMES:
            name = text(f"people.outcomes.{outcome}")
            self.which.set_word(outcome, f"{name} {counts[outcome]}")
        self.which.set_value(REFUSED if counts[REFUSED] else _ALL)
        self._show()

    def sheet(self) -> str:
        """Return the report as it would be saved now."""
        return as_sheet(self.report, self._definition, reasons=self.reasons.value() == _WHOLE)

    def _show(self) -> None:
        which = self.which.value()
        self.rows.replace([row for row in self.report.rows if which in (_ALL, row.outcome)])
        if self.rows.rows():
            self.table.selectRow(0)
        self._say_whole(self.table.current())  # a row in the same place is marked without a word

    @property
    def said(self) -> str:
        """What is said in full: the message of the marked row."""
        return self._whole.text()

    def _say_whole(self, row: RowResult | None) -> None:
        self._whole.setText(row.message if row else "")
