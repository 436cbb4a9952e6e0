"""The form of a draft: its sections, who has the cursor, and what the keys do."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget
from shiboken6 import isValid

from ui.form.binding import Binding
from ui.form.body import FormBody
from ui.form.editors import Editor, TermEdit
from ui.form.keys import Act, act_of, switched_by
from ui.form.layout import Table
from ui.form.names import Names
from ui.form.navigation import Stop
from ui.form.pending import Pending
from ui.form.people_doors import register_for
from ui.form.person_picker import PersonPicker
from ui.form.row import RowView
from ui.form.section import FormField, PlaceSlot, SectionCard
from ui.form.session import FormSession
from ui.form.table import TableView
from ui.pieces import dress
from ui.widgets.line import LineEdit

MARGIN = 24
"""Pixels kept free above and below the focused field."""


class FormView(QScrollArea):
    """The form of one draft.

    Args:
        session: the draft.
        names: the names of codes.
        parent: the widget it stands in.
    """

    focused = Signal(object)  # Stop
    acted = Signal(object, object)  # Act, Stop: what the screen does about a key
    picked = Signal(object, object)  # Stop, Entry of a register
    ended = Signal(bool)  # the last field was passed (True) or the first one (False)
    stayed = Signal()  # Enter in the last field: it stays, since Enter never submits

    def __init__(self, session: FormSession, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.names = names
        self.current: Stop | None = None
        self.wanted: Stop | None = None
        """Where the cursor belongs as soon as the form is in view."""
        self.yielding = False
        """Whether the cursor is where somebody put it meanwhile, and stays there."""
        self._bindings: dict[Stop, Binding] = {}
        self._said: dict[Stop, Pending] = {}
        self._open_rows: list[RowView] = []
        self._left_rows: list[RowView] = []
        self._by_enter = False
        model = session.rows.model
        named = {element.hint.default_from for element in model.elements}
        self._proposing = {model.by_role[role].path for role in named if role}
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._body = FormBody(self.viewport(), self.advance)
        self.cards: list[SectionCard] = []
        self._fields: dict[Stop, FormField] = {}
        self._slots: list[PlaceSlot] = []

    def pieces(self) -> list[Callable[[], object]]:
        """Return the steps in which the form is made; before the last one it is not to be shown.

        Each part is made inside the one that holds it: Qt dresses a widget, and all it holds,
        anew whenever it comes to another place.
        """
        steps: list[Callable[[], object]] = []
        for section in self.session.layout.sections:
            card = SectionCard(section, self, self._body)
            self.cards.append(card)
            steps += [*card.pieces(), partial(self._add_card, card)]
        return [*steps, self._settle]

    def _add_card(self, card: SectionCard) -> None:
        dress(card)
        self._body.column.addWidget(card)
        self._fields |= {field.stop: field for field in card.fields()}
        self._slots += card.slots

    def _settle(self) -> None:
        """Follow the session, and catch up with what it told meanwhile."""
        self._body.column.addStretch(1)
        self.setWidget(self._body)
        self._connect()
        self._refresh_states()
        self._on_pending()

    def _connect(self) -> None:
        session = self.session
        session.cellChanged.connect(self._on_cell)
        session.rowsChanged.connect(self._on_rows)
        session.statesChanged.connect(self._refresh_states)
        session.placeChanged.connect(self._on_place)
        session.pendingChanged.connect(self._on_pending)
        self.names.learned.connect(self._refresh_rows)

    # Host: what the parts of the form ask for

    def bind(self, editor: Editor, stop: Stop, name: str) -> Binding:
        """Tie an editor to a cell."""
        binding = Binding(editor, stop, name, self)
        self._bindings[stop] = binding
        self._offer_people(editor, stop)
        return binding

    def _offer_people(self, editor: Editor, stop: Stop) -> None:
        """Have a field that names a person search the register too."""
        services = self.session.services
        register = register_for(self.session.model.by_path[stop.path])
        people = services.people
        if people is None or not register:
            return
        if isinstance(editor, TermEdit):
            editor.personPicked.connect(partial(self.picked.emit, stop))
        elif isinstance(editor, LineEdit):
            picker = PersonPicker(editor, services.tasks, partial(people.lines, register))
            picker.picked.connect(partial(self.picked.emit, stop))

    def entered(self, stop: Stop) -> None:
        """Note that a field took the focus; rows open and close with it."""
        before, self.current = self.current, stop
        self._open(stop)
        if before is not None and before.row != stop.row:
            self.session.leave_row(before.row)
        self._close_left()  # at once, so that the form is laid out and painted once
        QTimer.singleShot(0, self, self._show_current)
        self.focused.emit(stop)

    def key(self, stop: Stop, event: QKeyEvent) -> bool:
        """Do what a key of the form does; tell whether it was one."""
        editor = self._bindings[stop].editor
        self._by_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        row = self.session.rows.by_id[stop.row]
        place = switched_by(event, self.session.layout, row)
        if place is not None:
            inside = stop.row if place.element.group_path == row.list else self.session.rows.root.id
            self.acted.emit(Act.SWITCH, Stop(inside, place.element.path))
            return True
        act = act_of(event, editor)
        if act is None:
            return False
        if act is Act.BACK:
            self.advance(forward=False)
        elif act is Act.ON:
            self.advance(forward=True)
        else:
            self.acted.emit(act, stop)
        return True

    def shown_at(self, stop: Stop) -> Pending | None:
        """Return what is said about a place at this moment."""
        return self._said.get(stop)

    # Going about

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        first = self.session.navigator.first()
        if first is not None:
            self.focus(first)

    def focus(self, stop: Stop) -> None:
        """Put the cursor into a field, or into the first one of the list named.

        A form that is out of view takes no cursor: Qt would give it the keyboard all the same.
        """
        stop = self.reachable(stop)
        self.wanted = None if self.isVisible() and not self.yielding else stop
        if self.wanted is not None:
            return
        self._open(stop)
        binding = self._bindings.get(stop)
        if binding is None or binding.editor.hasFocus():
            return  # whoever is typing there must not find the text selected: the next key eats it
        binding.editor.setFocus(Qt.FocusReason.TabFocusReason)
        binding.editor.selectAll()

    def reachable(self, stop: Stop) -> Stop:
        """Return a field that can take the cursor for a place that may be a list or hidden."""
        rows = self.session.rows
        if stop.path in rows.model.by_group and stop.path != rows.by_id[stop.row].list:
            inner = rows.children(stop.row, stop.path)
            return self.session.navigator.entry(inner[0].id) if inner else stop
        place = self.session.layout.places.get(stop.path)
        if place is None:
            return self.session.navigator.entry(stop.row) if rows.by_id[stop.row].list else stop
        shown = self.session.states.shown(stop.row, place)
        return Stop(stop.row, shown.path)

    def whole(self, stop: Stop) -> str:
        """Return what the field of a place has no room for, empty where all of it is read."""
        binding = self._bindings.get(stop)
        return binding.whole() if binding is not None else ""

    def leave_field(self) -> None:
        """Take the cursor away, so that what is half chosen settles as it does on leaving."""
        binding = self._bindings.get(self.current) if self.current else None
        if binding is not None:
            binding.editor.clearFocus()

    def advance(self, *, forward: bool) -> bool:
        """Go to the next field or back; Enter in a row with nothing in it leaves its list."""
        if self.current is None:
            return False
        by_enter, self._by_enter = self._by_enter, False
        self.session.look_ahead()
        navigator, rows = self.session.navigator, self.session.rows
        row = rows.by_id[self.current.row]
        if forward and by_enter and row.list and rows.is_blank(row):
            found = navigator.leave_table(self.current)
        else:
            found = navigator.next(self.current) if forward else navigator.previous(self.current)
        if found is None and by_enter:
            self.stayed.emit()
        elif found is None:
            self.ended.emit(forward)
        else:
            self.focus(found)
        return True

    def _open(self, stop: Stop) -> None:
        """Open the row of a field and those that hold it; close the others."""
        chain: list[RowView] = []
        rows = self.session.rows
        keys = []
        here = rows.by_id[stop.row]
        while here.list and here.parent_id is not None:
            keys.append(here)
            here = rows.by_id[here.parent_id]
        tables = [table for card in self.cards for table in card.tables]
        for row in reversed(keys):
            view = next(t.rows[row.id] for t in tables if row.id in t.rows)
            view.open()
            chain.append(view)
            tables = view.tables
        closing = [view for view in self._open_rows if view not in chain]
        self._open_rows = chain
        if closing:
            self._left_rows += reversed(closing)
            QTimer.singleShot(0, self, self._close_left)  # once the cursor is out of them

    def _close_left(self) -> None:
        """Close the rows that the cursor has left."""
        left, self._left_rows = self._left_rows, []
        for view in left:
            if isValid(view) and view not in self._open_rows:
                view.close_row()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the field with the cursor in view where a message below took its room."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._show_current)

    def _show_current(self) -> None:
        binding = self._bindings.get(self.current) if self.current else None
        if binding is None:
            return
        widget: QWidget = binding.editor
        corner = widget.mapTo(self._body, QPoint(0, 0))
        self.ensureVisible(corner.x(), corner.y() - MARGIN, 0, 0)
        self.ensureVisible(corner.x(), corner.y() + widget.height() + MARGIN, 0, 0)

    # What the session tells

    def _on_cell(self, row: int, path: str) -> None:
        binding = self._bindings.get(Stop(row, path))
        if binding is not None:
            binding.reload()
        if path in self._proposing:
            self._refresh_rows()  # blank ones show what they are going to propose
        self._refresh_row(row)

    def _on_rows(self, holder: int, path: str) -> None:
        for table in self._tables():
            if table.holder == holder and table.table.group.path == path:
                table.sync()
        self._refresh_row(holder)
        self._forget_gone()

    def _forget_gone(self) -> None:
        live = {row.id for row in self.session.rows.live()}
        for stop in [stop for stop in self._bindings if stop.row not in live]:
            del self._bindings[stop]
        self._open_rows = [view for view in self._open_rows if view.row in live]

    def _refresh_row(self, row: int) -> None:
        for table in self._tables():
            if row in table.rows:
                table.rows[row].refresh()

    def _tables(self) -> list[TableView]:
        found = [table for card in self.cards for table in card.tables]
        for table in found:
            found += [inner for row in table.rows.values() for inner in row.tables]
        return found

    def _refresh_states(self) -> None:
        for field in self._fields.values():
            field.refresh()
        self._refresh_rows()

    def _refresh_rows(self) -> None:
        for table in self._tables():
            for row in table.rows.values():
                row.refresh()

    def _on_place(self, _row: int, _path: str) -> None:
        for slot in self._slots:
            slot.show_right_one()
        for card in self.cards:
            card.name_switches()

    def _on_pending(self) -> None:
        self._said = {}
        for item in self.session.shown_pending():
            self._said.setdefault(item.stop, item)
        for field in self._fields.values():
            field.tell()
        for card in self.cards:
            for table in card.tables:
                table.tell()

    def table_of(self, path: str) -> Table:
        """Return the layout of a list."""
        return self.session.layout.table(path)
