"""A section of the form: a card with its lines of fields, its tables and what is automatic."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLabel, QWidget

from coletor.contact.entry import display
from coletor.messages import text
from coletor.model import Element
from ui.form.binding import Binding, Host, brief_of, mark_of, tone_of, words_of
from ui.form.editors import make_editor
from ui.form.layout import Place, Section, Table, label_of
from ui.form.navigation import Stop
from ui.form.pending import Pending
from ui.form.strip import Strip, tighten
from ui.form.table import TableView
from ui.style import fonts
from ui.style.theme import restyle
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.labels import Elided, muted
from ui.widgets.marks import KbdMark
from ui.widgets.wording import tip

_AFTER_TABLE = 10
"""Room between a table and the fields below it."""


class FormField(Field):
    """A field of a section.

    Args:
        element: the element typed.
        stop: its cell.
        place: where it stands, perhaps with others.
        host: the form.
        parent: the widget it stands in.
    """

    def __init__(
        self,
        element: Element,
        stop: Stop,
        place: Place,
        host: Host,
        parent: QWidget | None = None,
    ) -> None:
        def look(role: str) -> object:
            return host.session.rows.effective(stop.row, role)

        editor = make_editor(element, host.session.services, host.names, look, place.width)
        super().__init__(label_of(element), editor, parent=parent)  # type: ignore[arg-type]
        self.stop = stop
        self._place = place
        self._states = host.session.states
        self._told: Pending | None = None
        self.binding: Binding = host.bind(editor, stop, element.label)

    def refresh(self) -> None:
        """Show whether it is open and required."""
        required = (
            self._states.state(self.stop.row, element.path).required
            for element in self._place.elements
        )
        self.set_required(any(required))
        self.binding.refresh()

    def tell(self) -> None:
        """Show what is pending there."""
        item = self.binding.pending()
        if item == self._told:
            return
        self._told = item
        if item is None:
            self.clear_finding()
            return
        self.set_finding(brief_of(item), tone_of(item), rejected=item.refused)
        self.editor.setToolTip(tip(words_of(item)))
        self.editor.setAccessibleDescription(words_of(item))
        restyle(self.editor, state=mark_of(item))


class PlaceSlot:
    """The fields that share one place, of which one is in sight.

    Args:
        strip: the line it stands on.
        place: the place.
        row: the row it belongs to.
        host: the form.
    """

    def __init__(self, strip: Strip, place: Place, row: int, host: Host) -> None:
        self._place = place
        self._row = row
        self._host = host
        self.fields = {
            element.path: FormField(element, Stop(row, element.path), place, host, strip)
            for element in place.elements
        }
        for field in self.fields.values():
            strip.put(field, place)
        self.show_right_one()

    def show_right_one(self) -> None:
        """Show the field whose element stands in the place now."""
        shown = self._host.session.states.shown(self._row, self._place)
        right = self.fields[shown.path]
        right.show()
        for field in self.fields.values():
            if field is right:
                continue
            if field.editor.hasFocus():
                right.editor.setFocus()  # before hiding, or the cursor strays to the next field
            field.hide()


class SectionCard(Card):
    """One section, filled place by place: a long one would hold up the keys.

    Args:
        section: what it shows.
        host: the form.
        parent: the widget it stands in.
    """

    def __init__(self, section: Section, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(section.label, "", parent)
        ends_in_table = isinstance(section.blocks[-1], Table)
        tighten(self, 14, 6, 14, 6 if ends_in_table else 0)
        self.body.setSpacing(2)
        self._section = section
        self._host = host
        self.slots: list[PlaceSlot] = []
        self.tables: list[TableView] = []
        self._switches: list[tuple[Place, QLabel]] = []
        self._strip: Strip
        self._last: QWidget | None = None

    def pieces(self) -> list[Callable[[], object]]:
        """Return the steps in which it is filled."""
        root = self._host.session.rows.root.id
        steps: list[Callable[[], object]] = []
        for block in self._section.blocks:
            if isinstance(block, Table):
                steps.append(partial(self._add_table, block, root))
            else:
                steps.append(self._add_strip)
                steps += [partial(self._add_slot, place, root) for place in block]
        return [*steps, self._fill_head]

    def _add_strip(self) -> None:
        self._strip = Strip(self)
        self._add(self._strip)

    def _add_slot(self, place: Place, root: int) -> None:
        self.slots.append(PlaceSlot(self._strip, place, root, self._host))

    def _add(self, block: QWidget) -> None:
        """Put a block below the others; a strip ends in the room of its findings."""
        if isinstance(self._last, TableView):
            self.body.addSpacing(_AFTER_TABLE)
        self._last = block
        self.body.addWidget(block)

    def _add_table(self, table: Table, root: int) -> None:
        """Put in a list; what is pending of it as a whole stands beside its name."""
        finding = Elided("", fonts.secondary(), "error")
        titled = len(self._section.blocks) > 1
        if not titled:
            self.head.insertWidget(1, finding, 1)
            self.head.setStretch(2, 0)  # all the room up to the keys is the finding's
        view = TableView(table, root, self._host, finding, titled=titled, parent=self)
        self.tables.append(view)
        self._add(view)

    def fields(self) -> list[FormField]:
        """Return every field, in sight or not."""
        return [field for slot in self.slots for field in slot.fields.values()]

    def _fill_head(self) -> None:
        """Say in the head what is automatic, and the keys that are used here."""
        automatic = self._host.session.services.automatic.values
        parts = [
            text("form.automatic", label=element.label, value=display(element, value))
            for element in self._section.automatic
            if (value := automatic.get(element.role or "")) is not None
        ]
        self.hint.setText("   ".join(parts))
        for place in (place for line in self._section.lines for place in line):
            if place.stand_ins:
                words = self._add_key(place.stand_ins[0].hint.key or "", "")
                self._switches.append((place, words))
        self.name_switches()
        if self._section.tables:
            self._add_key(text("form.key.new_row_cap"), text("form.key.new_row"))
            self._add_key(text("form.key.remove_row_cap"), text("form.key.remove_row"))

    def name_switches(self) -> None:
        """Say beside each key that switches a place what it would bring."""
        session = self._host.session
        for place, words in self._switches:
            order = place.elements
            now = order.index(session.states.shown(session.rows.root.id, place))
            words.setText(order[(now + 1) % len(order)].label)

    def _add_key(self, cap: str, does: str) -> QLabel:
        words = muted(does)
        self.head.addWidget(KbdMark(cap))
        self.head.addWidget(words)
        return words
