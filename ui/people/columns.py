"""The columns of a register, from its definition: codes in figures of one width."""

from collections.abc import Callable

from coletor.messages import text
from coletor.model import Kind
from coletor.registers import Definition, Entry
from coletor.registers import Field as Kept
from ui.form.names import Names
from ui.people.reading import used
from ui.widgets.rows import Column
from ui.widgets.tone import Tone

Shown = tuple[Column[Entry], int]
"""A column and the width of the list from which it is shown."""
_CODE_WIDTHS = {Kind.CNS: 154, Kind.DATE: 94, Kind.INE: 116, Kind.CNES: 90}
_FORM_WIDTH = 134
_WIDE, _MIDDLE, _NARROW = 900, 720, 520
"""Widths from which the columns that are only nice to have are shown."""
_ROOMS = {Kind.TEXT: _MIDDLE, Kind.INE: _WIDE, Kind.DATE: _NARROW}


def person_columns(definition: Definition, names: Names) -> list[Shown]:
    """Return the columns of a list, left to right.

    Args:
        definition: the register.
        names: the names of codes.
    """
    order = definition.by_id[definition.order]
    searched = [field for field in definition.fields if field.search and field is not order]
    first = (
        Column[Entry](
            order.label, lambda entry: entry.values.get(order.id) or text("people.unnamed")
        ),
        0,
    )
    return [
        first,
        *(_column(field, names) for field in searched),
        (Column[Entry](text("people.last_use"), used, 118, muted=True), _WIDE),
        (Column[Entry](text("people.mark"), mark, 112, tone=_tone), 0),
    ]


def mark(entry: Entry) -> str:
    """Return what has to be seen of an entry, in a word."""
    if not entry.differences:
        return ""
    if entry.differences == 1:
        return text("people.difference")
    return text("people.differences", count=entry.differences)


def _tone(_entry: Entry) -> Tone:
    return Tone.WARNING


def _column(field: Kept, names: Names) -> Shown:
    if field.form:
        return Column[Entry](field.label, _value(field), _FORM_WIDTH, code=True), _WIDE
    code = field.kind in _CODE_WIDTHS
    width = _CODE_WIDTHS.get(field.kind, 0)
    show = _term(field, names) if field.kind is Kind.TERM else _value(field)
    return Column[Entry](field.label, show, width, code=code), _ROOMS.get(field.kind, 0)


def _value(field: Kept) -> Callable[[Entry], str]:
    return lambda entry: field.display(entry.values.get(field.id, ""))


def _term(field: Kept, names: Names) -> Callable[[Entry], str]:
    """Return the name of a code, or the code while its name is not known."""

    def shown(entry: Entry) -> str:
        code = entry.values.get(field.id, "")
        line = names.line(field.shape.table or "", code)
        return f"{code}  {line.name}" if line is not None else code

    return shown
