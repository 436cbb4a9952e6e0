"""The header of a sheet: what holds for every line, with the editors of the form."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coletor.messages import text
from coletor.sheets import BOTH, Slot
from ui.form.binding import brief_of, mark_of, tone_of, words_of
from ui.form.layout import COLUMNS, Place
from ui.form.section import FormField
from ui.form.strip import Strip, tighten
from ui.sheet.hosting import Doors, FieldHost
from ui.sheet.lines import HeaderSession
from ui.sheet.person_binding import PersonBinding, person_field
from ui.style.theme import restyle
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.labels import muted
from ui.widgets.marks import KbdMark
from ui.widgets.tone import Tone
from ui.widgets.wording import tip

_PERSON_WIDTH = 2.5
_SLACK = 0.01
_NARROW, _WIDE, _SAME = 1.5, 4.7, 2.3


class PersonField(Field):
    """A person's field of the header.

    Args:
        slot: the person.
        binding: ties its editor to its cells.
        parent: the widget it stands in.
    """

    def __init__(self, slot: Slot, binding: PersonBinding, parent: QWidget | None = None) -> None:
        super().__init__(slot.label, binding.editor, parent=parent)
        self.binding = binding
        self._slot = slot

    def refresh(self) -> None:
        """Show whether it is required."""
        self.set_required(any(element.minimum for element in self._slot.elements))

    def tell(self) -> None:
        """Show what is pending there."""
        item = self.binding.pending()
        if self.binding.has_nobody:
            self.set_finding(text(f"sheet.nobody.{self._slot.person}"), Tone.WARNING)
            return
        if item is None:
            self.clear_finding()
            return
        self.set_finding(brief_of(item), tone_of(item), rejected=item.refused)
        self.editor.setToolTip(tip(words_of(item)))
        restyle(self.editor, state=mark_of(item))


class HeaderCard(Card):
    """The header, empty until it is filled; Tab and Enter go through it in the order typed.

    Args:
        session: the header's draft.
        slots: what stands in it.
        places: place by slot id, to tell what a line may have otherwise.
        doors: what it needs of the sheet.
        parent: the widget it stands in.
    """

    ended = Signal(bool)  # the last field was passed (True) or the first one (False)

    def __init__(
        self,
        session: HeaderSession,
        slots: Sequence[Slot],
        places: dict[str, str],
        doors: Doors,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text("sheet.header"), "", parent)
        tighten(self, 14, 8, 14, 4)
        self.head.addWidget(KbdMark("F10"))
        self.head.addWidget(muted(text("sheet.key.places")))
        self.session = session
        self.slots = tuple(slots)
        self._places = places
        self.host = FieldHost(session, doors.names, doors.on_key, self)
        self._registers = doors.registers
        self.fields: dict[str, FormField | PersonField] = {}

    def fill(self) -> Iterator[None]:
        """Make the fields, line by line."""
        session, places = self.session, self._places
        column = QVBoxLayout()
        column.setSpacing(2)
        self.body.addLayout(column)
        for line in _flow(self.slots, places):
            yield
            strip = Strip(self)
            for slot, place in line:
                made = self._field(slot, place, strip)
                self.fields[slot.id] = made
                strip.put(made, place)
            column.addWidget(strip)
        yield
        session.cellChanged.connect(self._on_cell)
        session.statesChanged.connect(self.refresh)
        session.pendingChanged.connect(self.tell)
        self.refresh()

    @property
    def order(self) -> list[str]:
        """Slots in the order typed."""
        return [slot.id for slot in self.slots]

    def _field(self, slot: Slot, place: Place, strip: Strip) -> "FormField | PersonField":
        self.host.know(slot)
        if slot.person:
            binding = person_field(slot, self._registers(slot.person), self.host)
            return PersonField(slot, binding, strip)
        stop = self.session.stop_of(slot.element.path)
        made = FormField(slot.element, stop, place, self.host, strip)
        if self._places.get(slot.id) == BOTH:
            made.set_name(text("sheet.if_same", label=slot.label))
        return made

    def refresh(self) -> None:
        """Show which fields are open and required."""
        for slot_id, field in self.fields.items():
            field.refresh()
            if self._places.get(slot_id) == BOTH:
                field.set_required(False)  # each line may have its own

    def tell(self) -> None:
        """Show what is pending in the fields that were left."""
        for slot_id, field in self.fields.items():
            item = field.binding.pending()
            if item is not None and item.missing and self._places.get(slot_id) == BOTH:
                continue
            field.tell()

    def _on_cell(self, row: int, path: str) -> None:
        self.host.follow(path)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go on in the order typed; past the end the lines begin."""
        found = self.host.next_of(self.order, self.host.current, forward=forward)
        if not found or not self.host.focus_slot(found):
            self.ended.emit(forward)
        return True

    def take_focus(self, *, last: bool = False) -> None:
        """Put the cursor into the first empty field, or the last one."""
        order = self.order[::-1] if last else self.order
        empty = [each for each in order if not self.host.bindings[each].editor.raw()]
        self.host.focus_slot((order if last else [*empty, *order])[0])


def _flow(slots: Sequence[Slot], places: dict[str, str]) -> list[list[tuple[Slot, Place]]]:
    """Return the slots on lines of twelve columns, each line filled to its end."""
    lines: list[list[tuple[Slot, float]]] = [[]]
    for slot in slots:
        width = _SAME if places.get(slot.id) == BOTH else _width(slot)
        if lines[-1] and sum(each for _, each in lines[-1]) + width > COLUMNS + _SLACK:
            lines.append([])
        lines[-1].append((slot, width))
    return [_stretched(line) for line in lines if line]


def _stretched(line: list[tuple[Slot, float]]) -> list[tuple[Slot, Place]]:
    total, start, made = sum(width for _, width in line), 0.0, []
    for slot, width in line:
        taken = width * COLUMNS / total
        made.append((slot, Place(slot.element, start, taken)))
        start += taken
    return made


def _width(slot: Slot) -> float:
    if slot.person:
        return _PERSON_WIDTH
    return min(_WIDE, max(_NARROW, float(slot.element.hint.columns or 2)))
