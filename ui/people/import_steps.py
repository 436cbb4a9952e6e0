"""The first two steps of an import: the file is chosen, its columns are looked at."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from coletor.messages import text
from coletor.model import Kind
from coletor.registers import Definition, Field
from coletor.registers.spreadsheet import Foreseen, Reading
from ui.people.mapping import MappingGrid
from ui.style import fonts
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.card import Card
from ui.widgets.intake import DropArea
from ui.widgets.labels import label, muted, wrapped
from ui.widgets.layouts import line_of
from ui.widgets.rows import Column, Rows
from ui.widgets.table import DataTable
from ui.widgets.tone import Tone

_ROWS, _WIDTH = 5, 150
_NAMES, _WIDEST = 3, 900
"""Columns in which the fields are named, and the width of the page that says so."""
_CODES, _SHORT = 168, 120
_FITTING = 8
"""Up to so many columns share the width of the preview."""
_STATE, _BAR = 108, 12


class ChoosingStep(QWidget):
    """Takes the file, gives the empty spreadsheet, says what can be brought.

    Args:
        definition: the register.
    """

    dropped = Signal(list)

    def __init__(self, definition: Definition) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        drop = DropArea(text("people.import.drop"), text("people.import.drop_remark"))
        drop.dropped.connect(self.dropped)
        column.addWidget(drop)
        self.choose_button = PrimaryButton(text("people.import.choose"), "Ctrl O")
        self.template_button = Button(text("people.import.template"), "Ctrl M")
        column.addLayout(line_of(self.choose_button, self.template_button, gap=8))
        card = Card(text("people.import.expected"))
        card.body.addWidget(wrapped(text("people.import.expected_remark")))
        card.body.addLayout(_named(definition))
        column.addWidget(card)
        column.addStretch(1)
        self.setMaximumWidth(_WIDEST)


def _named(definition: Definition) -> QGridLayout:
    """Return the names of the fields in columns, read downwards; the required ones with mark."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(6)
    lines = -(-len(definition.fields) // _NAMES)
    for place, field in enumerate(definition.fields):
        words = [label(field.label)]
        if field.required:
            words += [label("*", tone="error"), muted(text("people.import.required"))]
        grid.addLayout(line_of(*words, gap=4), place % lines, place // lines)
    for column in range(_NAMES):
        grid.setColumnStretch(column, 1)
    return grid


class LookingStep(QWidget):
    """Where each column goes, and how the first rows look then.

    Args:
        definition: the register.
    """

    changed = Signal()

    def __init__(self, definition: Definition) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self._columns = Card(text("people.import.columns"))
        self.grid = MappingGrid(definition)
        self.grid.changed.connect(self.changed)
        self._columns.body.addWidget(self.grid, 1)
        column.addWidget(self._columns, 1)
        card = Card(text("people.import.preview"))
        self.preview = DataTable(text("people.import.preview"))
        self.preview.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        card.body.addWidget(self.preview)
        self._reason = wrapped("", tone="")
        self._reason.hide()
        self.preview.marked.connect(self._say_reason)
        card.body.addWidget(self._reason)
        column.addWidget(card)

    def show_reading(self, reading: Reading, first: Sequence[Foreseen]) -> None:
        """Show the columns of a file as they were recognised, and how its first rows will be."""
        self.grid.show_columns(reading)
        self.show_first(first)

    @property
    def reason(self) -> str:
        """What is said of the marked row: why it will be refused, '' where it comes in."""
        return self._reason.text()

    def trouble(self) -> str:
        """Return what keeps the import from beginning, '' where nothing does."""
        doubled, missing = self.grid.doubled(), self.grid.missing()
        if doubled:
            return text("people.import.doubled", fields=", ".join(doubled))
        if missing:
            return text("people.import.missing", fields=", ".join(missing))
        return ""

    def show_first(self, first: Sequence[Foreseen]) -> None:
        """Show how the first rows will be, with those that will be refused marked."""
        chosen = self.grid.chosen()
        count = len(self.grid.places())
        self._columns.hint.setText(text("people.import.recognised", known=len(chosen), count=count))
        few = len(chosen) <= _FITTING
        columns = [
            Column[Foreseen](field.label, _cell(field), _room(field) or (0 if few else _WIDTH))
            for _, field in chosen
        ]
        if any(row.problem for row in first):
            columns.insert(0, _state())
        rows = Rows(columns, self.preview)
        before = self.preview.model()
        self.preview.show_rows(rows)
        if before is not None:
            before.deleteLater()
        rows.replace(list(first))
        self.preview.fit(len(first), _ROWS)
        if not few:  # the bar that goes sideways covers no row
            self.preview.setFixedHeight(self.preview.minimumHeight() + _BAR)
        refused = next((place for place, row in enumerate(first) if row.problem), None)
        self._reason.setVisible(refused is not None)
        self.preview.selectRow(refused or 0)
        self._say_reason(self.preview.current())

    def _say_reason(self, row: Foreseen | None) -> None:
        words = ""
        if row is not None and row.problem is not None:
            words = text("people.import.why", line=row.line, message=row.problem.message)
        self._reason.setText(words)


def _state() -> Column[Foreseen]:
    word = text("people.outcome.recusado")
    return Column(
        text("people.import.outcome"),
        lambda row: word if row.problem else "",
        _STATE,
        tone=lambda _: Tone.ERROR,
    )


def _room(field: Field) -> int:
    """Return the pixels of a column: what is short keeps its own, names share what is left."""
    if field.kind is Kind.TEXT and not field.form:
        return 0
    head = QFontMetrics(fonts.secondary_strong()).horizontalAdvance(field.label)
    return max(_CODES if field.search else _SHORT, head + 20)


def _cell(field: Field) -> Callable[[Foreseen], str]:
    return lambda row: row.texts.get(field.id, "")
