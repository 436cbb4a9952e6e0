"""Which column of a spreadsheet goes to which field; what was recognised can be changed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout

from coletor.messages import text
from coletor.registers import Definition, Field
from coletor.registers.spreadsheet import Reading
from ui.style import fonts
from ui.widgets.choice import ChoiceEdit
from ui.widgets.labels import Elided, label
from ui.widgets.scrolling import Scrolled
from ui.widgets.suggestions import Suggestion

_LEFT_OUT = "-"
_SAMPLES = 3
_FIELD_WIDTH = 240


class MappingGrid(Scrolled):
    """One line for each column of the file: its head, some values, and the field it goes to.

    Args:
        definition: the register.
    """

    changed = Signal()

    def __init__(self, definition: Definition) -> None:
        super().__init__()
        self._definition = definition
        self._choices: dict[int, ChoiceEdit] = {}
        left_out = Suggestion(_LEFT_OUT, text("people.import.left_out"))
        fields = [Suggestion(field.id, field.label) for field in definition.fields]
        self._options = [*fields, left_out]

    def show_columns(self, reading: Reading) -> None:
        """Show the columns of a file, but those that are empty."""
        grid = QGridLayout(self.inside())
        grid.setContentsMargins(0, 4, 6, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(2, 1)
        for place, name in enumerate(("column", "field", "samples")):
            head = label(text(f"people.import.{name}"), fonts.secondary_strong(), "muted")
            grid.addWidget(head, 0, place)
        self._choices = {}
        for place, heading in enumerate(reading.headings):
            values = (row[place] for row in reading.sample if place < len(row) and row[place])
            samples = " · ".join(list(dict.fromkeys(values))[:_SAMPLES])
            if heading or samples:
                name = heading or text("people.import.no_head", number=place + 1)
                self._add_line(grid, name, samples, place, reading.mapping.get(place, _LEFT_OUT))
        grid.setRowStretch(len(self._choices) + 1, 1)

    def _add_line(
        self, grid: QGridLayout, name: str, samples: str, place: int, field_id: str
    ) -> None:
        choice = ChoiceEdit(self._options)
        choice.setFixedWidth(_FIELD_WIDTH)
        choice.setAccessibleName(text("people.import.goes_to", column=name))
        choice.set_raw(field_id)
        choice.rawEdited.connect(lambda _: self.changed.emit())
        choice.entered.connect(lambda: self.ensureWidgetVisible(choice, 0, 8))
        line = len(self._choices) + 1
        grid.addWidget(label(name), line, 0)
        grid.addWidget(Elided(samples, fonts.secondary(), "muted"), line, 2)
        grid.addWidget(choice, line, 1)
        self._choices[place] = choice

    def choice(self, place: int) -> ChoiceEdit:
        """Return where the field of a column is chosen, by the place of the column."""
        return self._choices[place]

    def places(self) -> list[int]:
        """Return the places of the columns that are shown."""
        return list(self._choices)

    def mapping(self) -> dict[int, str]:
        """Return field id by place of the column, of those that go somewhere."""
        raws = {place: choice.raw() for place, choice in self._choices.items()}
        return {place: raw for place, raw in raws.items() if raw in self._definition.by_id}

    def chosen(self) -> list[tuple[int, Field]]:
        """Return (place of the column, field) of those that go somewhere, by the definition."""
        places = {name: place for place, name in self.mapping().items()}
        return [(places[f.id], f) for f in self._definition.fields if f.id in places]

    def doubled(self) -> list[str]:
        """Return the labels of fields that more than one column goes to."""
        used = list(self.mapping().values())
        return [field.label for field in self._definition.fields if used.count(field.id) > 1]

    def missing(self) -> list[str]:
        """Return the labels of required fields that no column goes to."""
        used = set(self.mapping().values())
        return [f.label for f in self._definition.fields if f.required and f.id not in used]

    def take_focus(self) -> None:
        """Put the cursor on the first choice."""
        for choice in self._choices.values():
            choice.setFocus()
            choice.selectAll()
            return
