"""What the table shows of a line: painted from the texts of its draft."""

from collections.abc import Sequence
from dataclasses import replace

from coletor.contact.entry import display, parse
from coletor.messages import text
from coletor.model import Element
from coletor.sheets import Slot
from ui.form.names import Names
from ui.sheet.lines import LineSession
from ui.sheet.table import LineRow
from ui.sheet.words import word_of
from ui.widgets.tone import Tone

_WIDTH = 5.0


class RowCache:
    """The rows of a sheet, worked out anew only where a line says another thing.

    Args:
        names: the names of codes.
    """

    def __init__(self, names: Names) -> None:
        self._names = names
        self._known: dict[LineSession, LineRow] = {}

    def forget(self, line: LineSession | None = None) -> None:
        """Look at a line again, or at all of them."""
        if line is None:
            self._known.clear()
        else:
            self._known.pop(line, None)

    def rows(self, lines: Sequence[LineSession], slots: Sequence[Slot]) -> list[LineRow]:
        """Return what is shown of the lines, in order."""
        found: dict[LineSession, LineRow] = {}
        for number, line in enumerate(lines, 1):
            row = self._known.get(line)
            if row is None or line.blank:
                row = row_of(line, number, slots, self._names)
            found[line] = row if row.number == number else replace(row, number=number)
        self._known = found
        return list(found.values())


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
    many = 0 if blank else line.count_of("codigo_procedimento")
    if tone is Tone.OK and many > 1:
        word = text("sheet.word.ready_with", count=many)
    return LineRow(
        line,
        number,
        _shown(line, "cns_individuo", names) or _shown(line, "justificativa", names),
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
