"""Makes the editor of an element from its kind; nothing here knows an element by name."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from coletor.contact.entry import display, parse
from coletor.model import Element, Kind, load_list
from ui.browser.panel import Browser
from ui.form.circumstances import Circumstances
from ui.form.names import Names, term_text
from ui.form.people_doors import register_for
from ui.form.services import FormServices, table_of
from ui.picking.numbers import mark_for
from ui.style import fonts
from ui.widgets import masks
from ui.widgets.choice import ChoiceEdit
from ui.widgets.line import LineEdit
from ui.widgets.suggestions import Suggestion
from ui.widgets.typeahead import TypeAhead

BEST = 3
"""Terms that stand before the people of the register, where a field finds both."""
LINES = 3
"""Lines of text that a long text always shows."""
MOST_LINES = 10
"""Lines to which it grows; beyond them it scrolls."""
LINE_HEIGHT = 16
LONG_HEIGHT = LINES * LINE_HEIGHT + 16

Look = Callable[[str], object]


class LongTextEdit(QPlainTextEdit):
    """Several lines of text with the manners of `LineEdit`; Enter goes on, Shift+Enter breaks."""

    rawEdited = Signal(str)
    entered = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(fonts.body())
        self.setTabChangesFocus(True)
        self.setFixedHeight(LONG_HEIGHT)
        self.grows = False
        self._silent = False
        self.textChanged.connect(self._on_changed)
        self.document().documentLayout().documentSizeChanged.connect(self._on_size)

    def raw(self) -> str:
        """Return the text to keep."""
        return self.toPlainText()

    def set_raw(self, raw: str) -> None:
        """Show a kept text."""
        self._silent = True
        self.setPlainText(raw)
        self._silent = False

    def selectAll(self) -> None:
        """Put the cursor at the end: a long text is not replaced by the first key."""
        cursor = self.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.setTextCursor(cursor)

    def _on_changed(self) -> None:
        if not self._silent:
            self.rawEdited.emit(self.raw())

    def _on_size(self) -> None:
        """Take the room of the text, where the place lets it grow."""
        if self.grows:
            lines = min(max(LINES, round(self.document().size().height())), MOST_LINES)
            self.setFixedHeight(lines * LINE_HEIGHT + 16)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter go to the next field."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.insertPlainText("\n")
        elif enter:
            self.focusNextPrevChild(True)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the field was entered."""
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the field was left, unless only a menu took the focus."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()


Editor = LineEdit | LongTextEdit


class TermEdit(TypeAhead):
    """A code of an external table; the table may be another value of the same row.

    Where the code is of a person (an occupation) the people of the register are offered below the
    best terms: choosing one is said with `personPicked`, and writes nothing here.

    Args:
        element: the element typed.
        services: doors to the core.
        names: the names of codes.
        look: the value of a role as the field's row sees it.
        width: columns the field has.
    """

    personPicked = Signal(object)  # Entry

    def __init__(
        self,
        element: Element,
        services: FormServices,
        names: Names,
        look: Look,
        width: float,
    ) -> None:
        self._width = width
        self._register = register_for(element) if services.people is not None else ""
        self._element = element
        self._services = services
        self._look = look
        self._names = names
        self._table = ""
        self._known = Circumstances()
        self._browser: Browser | None = None
        super().__init__(services.tasks, lambda _text: [])
        self.browsable = services.doors is not None
        self.browsing.connect(self._browse)
        if services.explain is not None:
            self.set_explainer(self._explained)
        self.follow_table()

    @property
    def columns(self) -> float:
        """Columns the field has."""
        return self._width

    def follow_table(self, known: Circumstances | None = None) -> None:
        """Search the table that the row names now, for what the draft knows now."""
        self._known = known or self._known
        table = _LOCAL.get(self._element.kind) or table_of(self._element, self._look)
        if table == self._table:
            return
        self._table = table
        find = self._services.find
        self.set_provider(
            lambda typed: self._found(table, typed),
            lambda code: find(table, code) if table else None,
        )

    def _found(self, table: str, typed: str) -> list[Suggestion]:
        """Return the lines for a text, off the GUI thread."""
        services = self._services
        terms = services.search(table, typed, self._known) if table else []
        people = services.people
        found = people.lines(self._register, typed) if people and self._register else []
        if table and services.require and not terms and not found:
            services.require(table, self._known)
        return [*terms[:BEST], *found, *terms[BEST:]]

    def choose(self, line: Suggestion) -> None:
        """Settle on a term, or say which person was chosen."""
        entry = getattr(line, "entry", None)
        if entry is None:
            super().choose(line)
        else:
            self.close_list()
            self.personPicked.emit(entry)

    def mark_for(self, typed: str, lines: Sequence[Suggestion]) -> int | None:
        """Return the best term; a person stands there unasked only by the whole number."""
        if lines and getattr(lines[0], "entry", None) is None:
            return 0
        return mark_for(typed, lines)

    def _settle_alone(self, typed: str, lines: Sequence[Suggestion]) -> None:
        """Settle on a term alone: a person is chosen by a person."""
        terms = [line for line in lines if getattr(line, "entry", None) is None]
        super()._settle_alone(typed, terms)

    def _explained(self, typed: str) -> str:
        explain = self._services.explain
        return explain(self._table, typed, self._known) if explain and self._table else ""

    def _browse(self) -> None:
        """Open the whole table over the window; what is chosen there is chosen here."""
        if self._services.doors is None or not self._table or self._browser is not None:
            return
        doors = self._services.doors(self._table, self._known)
        self._browser = Browser(self._services.tasks, doors, self)
        self._browser.picked.connect(self._on_picked)
        self._browser.closed.connect(self._on_browser_closed)

    def _on_browser_closed(self) -> None:
        self._browser = None

    def shown(self, line: Suggestion) -> str:
        """Return the name, with the code where there is room; remember it for other cells."""
        self._names.keep(self._table, line)
        return term_text(line, self._width)


def make_editor(
    element: Element, services: FormServices, names: Names, look: Look, width: float
) -> Editor:
    """Return the editor of an element.

    Args:
        element: the element typed.
        services: doors to the core.
        names: the names of codes.
        look: the value of a role as the field's row sees it.
        width: columns the field has.
    """
    if element.kind is Kind.TERM or _LOCAL.get(element.kind) in services.local:
        return TermEdit(element, services, names, look, width)
    if element.kind is Kind.CODE:
        return ChoiceEdit(options_of(element))
    if element.kind is Kind.LONG_TEXT:
        long = LongTextEdit()
        long.grows = not element.group_path
        return long
    if element.kind in _READ:
        return _read_edit(element, services)
    return _PLAIN.get(element.kind, LineEdit)()


def options_of(element: Element) -> list[Suggestion]:
    """Return the values an element's annex prints, in its order."""
    known = load_list(element.list_id or "")
    found = (known.get(code) for code in element.values)
    return [Suggestion(value.code, value.name) for value in found if value is not None]


_LOCAL = {Kind.INE: "equipe", Kind.CNES: "estabelecimento"}
"""Kinds of plain codes whose names an optional table of the own município may know."""


def _read_edit(element: Element, services: FormServices) -> masks.MaskedEdit:
    """Return a field whose complete values are written as they are shown everywhere else."""
    return masks.MaskedEdit(lambda typed: _tidied(element, typed, services.today()))


def _tidied(element: Element, typed: str, today: date) -> str:
    """Return the usual writing of a complete value, anything else exactly as typed."""
    wanted = masks.spoken_moment(typed, today) if element.kind is Kind.DATE_TIME else typed
    value = parse(element, wanted, today=today)
    shown = display(element, value)
    return typed if value is None or (shown == str(value) and value == wanted) else shown


_READ = (Kind.DATE_TIME, Kind.DECIMAL, Kind.DURATION)

_PLAIN: dict[Kind, Callable[[], LineEdit]] = {
    Kind.DATE: masks.DateEdit,
    Kind.CNS: masks.cns_edit,
    Kind.CEP: masks.cep_edit,
    Kind.CNES: masks.cnes_edit,
    Kind.INE: masks.digits_edit,
    Kind.INTEGER: masks.digits_edit,
}
