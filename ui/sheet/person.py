"""A field in which a person of a register is picked by number, name or date of birth."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from coletor.messages import text
from coletor.model import Element, Kind
from coletor.registers import Entry
from coletor.registers.register import Register
from ui.picking.numbers import mark_for
from ui.picking.people import PersonLine, TermName, suggestions
from ui.tasks import Tasks
from ui.widgets.suggestions import Suggestion, SuggestionList
from ui.widgets.typeahead import TypeAhead

_SHOWN = 8
_LIST_WIDTH = 640
"""Number, whole name, birth and mother side by side."""


class PersonEdit(TypeAhead):
    """Searches a register as it is typed; what is picked is a person, not a code.

    Enter takes who is marked: with the arrows, or because only that person has the whole number
    typed. A list that answers an older text is never taken; typed before the answer, Enter waits
    for it and settles only on who has the number.

    Args:
        tasks: runs the searches.
        register: the register.
        shown_as: returns what the field shows for a person.
        term_name: the name of an occupation, which tells the professionals apart.
        parent: the widget it stands in.
    """

    personPicked = Signal(object)  # Entry
    newWanted = Signal()

    def __init__(
        self,
        tasks: Tasks,
        register: Register,
        shown_as: Callable[[PersonLine], str],
        parent: QWidget | None = None,
        *,
        term_name: TermName | None = None,
    ) -> None:
        self._register = register
        self._term_name = term_name
        self._shown_as = shown_as
        super().__init__(tasks, self._look, None, parent)

    def _look(self, typed: str) -> Sequence[Suggestion]:
        found = self._register.search(typed, limit=_SHOWN)
        return suggestions(found, term_name=self._term_name)

    @property
    def popup(self) -> SuggestionList:
        """The list under the field; it names the key for somebody who is not in it."""
        made = self._popup is None
        popup = super().popup
        if made:
            popup.least_width = _LIST_WIDTH
            popup.add_key("Ins", text(f"sheet.new.{self._register.definition.id}"))
        return popup

    @property
    def person(self) -> Entry | None:
        """The person picked, None while there is only a text."""
        return self._settled.entry if isinstance(self._settled, PersonLine) else None

    def show_person(self, line: PersonLine | None, typed: str) -> None:
        """Show a person, or the text that stands for nobody yet.

        Args:
            line: the person.
            typed: what to show without one.
        """
        self._seeker.drop()
        self.close_list()
        self._settled = line
        self.setText(self._shown_as(line) if line is not None else typed)
        self.setCursorPosition(0)

    def shown(self, line: Suggestion) -> str:
        """Return what the field shows for a picked person."""
        return self._shown_as(line) if isinstance(line, PersonLine) else line.code

    def choose(self, line: Suggestion) -> None:
        """Settle on a person."""
        self.close_list()
        self._show_settled(line)
        if isinstance(line, PersonLine) and line.entry is not None:
            self.personPicked.emit(line.entry)

    def take_marked(self) -> None:
        """Settle on the marked person, unless the list still answers an older text."""
        if self._seeker.busy:
            self.close_list()
        else:
            super().take_marked()

    def _settle_alone(self, typed: str, lines: Sequence[Suggestion]) -> None:
        if self._settled is not None or self.text() != typed:
            return
        mark = mark_for(typed, lines)
        if mark is not None:
            self.choose(lines[mark])

    def mark_for(self, typed: str, lines: Sequence[Suggestion]) -> int | None:
        """Return the one person who has the whole number typed."""
        return mark_for(typed, lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for a new person with Ins; list everybody lately used with F4."""
        if event.key() == Qt.Key.Key_Insert and not event.modifiers():
            self._stop_search()
            self.newWanted.emit()
        else:
            super().keyPressEvent(event)


def sorted_out(typed: str, elements: Mapping[str, Element]) -> dict[str, str]:
    """Return where a text typed for a person stands until somebody is picked.

    Letters are a name, figures with a bar a date of birth, other figures the CNS; what is typed
    is stored at once, so that a line that was cut short says what was known.

    Args:
        typed: as typed.
        elements: name, number and birth by kind: ``nome``, ``numero``, ``data``.
    """
    bare = typed.strip()
    kind = "nome"
    if bare[:1].isdigit():
        kind = "data" if "/" in bare else "numero"
    kind = kind if kind in elements else "numero"  # a name is typed to find a professional, too
    return {
        element.path: (typed if name == kind and bare else "") for name, element in elements.items()
    }


def codes_of(element: Element) -> bool:
    """Tell whether an element is typed in figures of one width."""
    return element.kind in (Kind.CNS, Kind.DATE, Kind.CNES, Kind.INE, Kind.CEP, Kind.INTEGER)
