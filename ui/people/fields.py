"""The fields of an entry: the form's own editors, on lines of six narrow columns."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from coletor.model import Kind
from coletor.registers import Definition
from coletor.registers import Field as Kept
from ui.form.editors import Editor, make_editor
from ui.form.names import Names
from ui.form.services import FormServices
from ui.help.topics import field_topic
from ui.pieces import dress
from ui.widgets.field import Field
from ui.widgets.masks import MaskedEdit

COLUMNS = 6
_SHORT, _LONG = 1.75, 4.0
"""Up to so many columns of the form a field takes a third of a line; from so many on, all of it."""


class Fields(QWidget):
    """Every field of a register's definition, in its order, once its `pieces` are done.

    Args:
        definition: what an entry has.
        services: doors to the core.
        names: the names of codes.
        parent: the widget they stand in.
    """

    edited = Signal(str)  # field id
    left = Signal(str)  # field id
    entered = Signal(object)  # the field

    def __init__(
        self, definition: Definition, services: FormServices, names: Names, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._definition = definition
        self.services, self._names = services, names
        self.by_id: dict[str, Field] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 6, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        for column in range(COLUMNS):
            grid.setColumnStretch(column, 1)
        self._grid = grid

    def pieces(self) -> list[Callable[[], None]]:
        """Return the making of each field, so that keys come in between."""
        flow = list(_flow(self._definition.fields))
        last = flow[-1][1]
        return [
            *(partial(self._add, *each) for each in flow),
            partial(self._grid.setRowStretch, last + 1, 1),
        ]

    def _add(self, kept: Kept, line: int, column: int, width: int) -> None:
        editor = self._editor(kept)
        field = Field(kept.label, editor, required=kept.required)  # type: ignore[arg-type]
        field.setMinimumWidth(60)
        self._grid.addWidget(field, line, column, 1, width)
        dress(field)
        self.by_id[kept.id] = field
        editor.rawEdited.connect(lambda _raw, which=kept.id: self.edited.emit(which))
        editor.left.connect(lambda which=kept.id: self.left.emit(which))
        editor.entered.connect(lambda field=field: self.entered.emit(field))

    def _editor(self, kept: Kept) -> Editor:
        """Return the form's editor of the model's row; what is kept only here is tidied alike."""
        if kept.form:
            return MaskedEdit(lambda typed: kept.editable(kept.parse(typed)))
        width = _width(kept) / 2
        return make_editor(kept.shape, self.services, self._names, self.value_of_role, width)

    def help_topic(self) -> str:
        """Return the page of the help about the field with the cursor, if a model has it."""
        for kept in self._definition.fields:
            if kept.element is not None and self.by_id[kept.id].editor.hasFocus():
                return field_topic(self._definition.model, kept.element.path)
        return ""

    def value_of_role(self, role: str) -> object:
        """Return what the field of a role says now, or None."""
        kept = self._definition.by_role.get(role)
        return self.values().get(kept.id) if kept is not None else None

    def show_values(self, values: Mapping[str, str]) -> None:
        """Show kept values; findings of what was there before go away."""
        for kept in self._definition.fields:
            field = self.by_id[kept.id]
            field.clear_finding()
            field.set_raw(kept.editable(values.get(kept.id, "")))

    def texts(self) -> dict[str, str]:
        """Return the text of every field that has one, half values included."""
        found = {name: field.raw() for name, field in self.by_id.items()}
        return {name: raw for name, raw in found.items() if raw}

    def values(self) -> dict[str, str]:
        """Return the value of every field that has one."""
        return self._definition.canonical({name: each.raw() for name, each in self.by_id.items()})

    def take_focus(self, field_id: str = "") -> None:
        """Put the cursor into a field; without one, into the first."""
        field = self.by_id.get(field_id) or next(iter(self.by_id.values()))
        if field.editor.hasFocus():
            return  # who comes back to what they are typing goes on with it
        field.editor.setFocus()
        field.editor.selectAll()


def _width(kept: Kept) -> int:
    """Return how many of the six columns a field takes."""
    hint = kept.hint or (_LONG if kept.kind is Kind.LONG_TEXT else _SHORT + 1)
    if hint >= _LONG:
        return COLUMNS
    return 2 if hint <= _SHORT else 3


def _flow(fields: tuple[Kept, ...]) -> Iterator[tuple[Kept, int, int, int]]:
    """Yield each field with its line, its column and the columns it takes; lines are filled up."""
    line = column = 0
    for kept, following in zip(fields, (*fields[1:], None), strict=True):
        width = _width(kept)
        if column + width > COLUMNS:
            line, column = line + 1, 0
        if following is None or column + width + _width(following) > COLUMNS:
            yield kept, line, column, COLUMNS - column
            column = COLUMNS
        else:
            yield kept, line, column, width
            column += width
