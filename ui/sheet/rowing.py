"""What the table shows of a line: painted from the texts of its draft."""

from collections.abc import Sequence

from coletor.contact.entry import display, parse
from coletor.model import Element
from coletor.sheets import Slot
from ui.form.names import Names
from ui.sheet.lines import LineSession
from ui.sheet.table import LineRow
from ui.sheet.words import word_of

_WIDTH = 5.0


def row_of(line: LineSession, number: int, slots: Sequence[Slot], names: Names) -> LineRow:
    """Return what is shown of a line.

    Args:
        line: the draft.
        number: its place, from 1.
        slots: what is typed in it beside the patient.
        names: the names of codes.
    """
    blank = line.blank
    word, tone = word_of(line.pending, blank=blank, known=line.known)
    return LineRow(
        line,
        number,
        _shown(line, "cns_individuo", names),
        _shown(line, "nome_individuo", names),
        _shown(line, "data_nascimento", names),
        tuple("" if blank else _words(line, slot, names) for slot in slots),
        word,
        tone,
    )


def _shown(line: LineSession, role: str, names: Names) -> str:
    element = line.model.by_role.get(role)
    return _text(line, element, names) if element is not None else ""


def _words(line: LineSession, slot: Slot, names: Names) -> str:
    parts = [_text(line, element, names) for element in slot.elements]
    return " · ".join(part for part in parts if part)


def _text(line: LineSession, element: Element, names: Names) -> str:
    stop = line.stop_of(element.path)
    typed = line.rows.text(stop.row, stop.path)
    if not typed:
        return ""
    if element.table or element.table_role:
        return names.shown(element, typed, lambda role: line.rows.value(stop.row, role), _WIDTH)
    return display(element, parse(element, typed))
