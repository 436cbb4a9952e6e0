"""The first two steps of an import: the file is chosen, its columns are looked at."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from coletor.messages import text
from coletor.model import Kind
from coletor.registers import Definition, Field
from coletor.registers.spreadsheet import Reading
from ui.people.mapping import MappingGrid
from ui.style import fonts
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.card import Card
from ui.widgets.intake import DropArea
from ui.widgets.labels import label, muted, wrapped
from ui.widgets.layouts import line_of
from ui.widgets.rows import Column, Rows
from ui.widgets.table import DataTable

_ROWS, _WIDTH = 5, 150
_NAMES, _WIDEST = 3, 900
"""Columns in which the fields are named, and the width of the page that says so."""
_CODES, _SHORT = 160, 120
_FITTING = 8
"""Up to so many columns share the width of the preview."""
_Cells = tuple[str, ...]


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
        self._reading: Reading | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self._columns = Card(text("people.import.columns"))
        self.grid = MappingGrid(definition)
        self.grid.changed.connect(self._on_changed)
        self._columns.body.addWidget(self.grid, 1)
        column.addWidget(self._columns, 1)
        card = Card(text("people.import.preview"))
        self.preview = DataTable(text("people.import.preview"))
        self.preview.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        card.body.addWidget(self.preview)
        column.addWidget(card)

    def show_reading(self, reading: Reading) -> None:
        """Show the columns of a file as they were recognised."""
        self._reading = reading
        self.grid.show_columns(reading)
        self._show_preview()

    def trouble(self) -> str:
        """Return what keeps the import from beginning, '' where nothing does."""
        doubled, missing = self.grid.doubled(), self.grid.missing()
        if doubled:
            return text("people.import.doubled", fields=", ".join(doubled))
        if missing:
            return text("people.import.missing", fields=", ".join(missing))
        return ""

    def _on_changed(self) -> None:
        self._show_preview()
        self.changed.emit()

    def _show_preview(self) -> None:
        sample: Sequence[_Cells] = self._reading.sample if self._reading is not None else ()
        chosen = self.grid.chosen()
        count = len(self.grid.places())
        self._columns.hint.setText(text("people.import.recognised", known=len(chosen), count=count))
        few = len(chosen) <= _FITTING
        columns = [
            Column[_Cells](field.label, _cell(place), _room(field) if few else _WIDTH)
            for place, field in chosen
        ]
        rows = Rows(columns, self.preview)
        before = self.preview.model()
        self.preview.show_rows(rows)
        if before is not None:
            before.deleteLater()
        rows.replace(list(sample))
        self.preview.fit(len(sample), _ROWS)


def _room(field: Field) -> int:
    """Return the pixels of a column: what is short keeps its own, names share what is left."""
    if field.kind is Kind.TEXT and not field.form:
        return 0
    head = QFontMetrics(fonts.secondary_strong()).horizontalAdvance(field.label)
    return max(_CODES if field.search else _SHORT, head + 20)


def _cell(place: int) -> Callable[[_Cells], str]:
    return lambda row: row[place] if place < len(row) else ""
