"""Names of codes of the external tables, found beside the window and kept."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from coletor.contact.entry import display, parse
from coletor.model import Element, Kind, masked
from ui.form.services import FormServices, table_of
from ui.widgets.suggestions import Suggestion

NARROW = 3.0
"""Up to this many columns a field shows the name of its code alone."""


class Names(QObject):
    """Answers at once with what is known and looks the rest up; `learned` says when to repaint.

    Args:
        services: doors to the core.
        parent: the object that owns it.
    """

    learned = Signal()

    def __init__(self, services: FormServices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._known: dict[tuple[str, str], Suggestion | None] = {}
        self._asked: set[tuple[str, str]] = set()

    def line(self, table: str, code: str) -> Suggestion | None:
        """Return the line of a code, or None while it is not known (or never will be)."""
        key = (table, code)
        if table and code and key not in self._known and key not in self._asked:
            self._asked.add(key)
            find = self._services.find
            self._services.tasks.query(
                lambda: find(table, code),
                lambda found: self._learn(key, found),
                lambda _error: self._learn(key, None),
                owner=self,
            )
        return self._known.get(key)

    def keep(self, table: str, line: Suggestion) -> None:
        """Remember a line that was seen in a list."""
        self._known[table, line.code] = line

    def _learn(self, key: tuple[str, str], found: Suggestion | None) -> None:
        self._asked.discard(key)
        self._known[key] = found
        if found is not None:
            self.learned.emit()

    def of(self, element: Element, value: object) -> str:
        """Return how a value is called in a sentence: the name of a code, or the value."""
        if element.kind is Kind.TERM and element.table:
            line = self.line(element.table, str(value))
            return line.name if line else display(element, value)
        return display(element, value)

    def shown(
        self, element: Element, text: str, value: Callable[[str], object], width: float
    ) -> str:
        """Return what a cell that is not being typed in shows.

        Args:
            element: the cell's element.
            text: its raw text.
            value: the value of a role as the cell's row sees it.
            width: columns the cell has.
        """
        parsed = parse(element, text)
        if element.kind is not Kind.TERM:
            return display(element, parsed)
        table, code = table_of(element, value), str(parsed or "")
        line = self.line(table, code)
        if line is None and table:
            return masked(code, table)  # no other terminology's mask, where this one is named
        return term_text(line, width) if line else display(element, parsed)


def term_text(line: Suggestion, width: float) -> str:
    """Return a code as a field of so many columns shows it: the name, with its code if it fits."""
    if width <= NARROW:
        short = line.group if len(line.group) <= 2 else ""
        return f"{line.name} · {short}" if short else line.name
    return f"{line.label}  {line.name}"
