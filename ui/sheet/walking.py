"""Where the cursor of a sheet goes next: through the header, along a line, from line to line."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from coletor.messages import text
from coletor.sheets import BOTH
from ui.widgets.line import LineEdit
from ui.widgets.tone import Tone

if TYPE_CHECKING:
    from ui.sheet.view import SheetView


@dataclass(frozen=True)
class Place:
    """A field of a sheet.

    Args:
        line: UUID of its line, empty for the header.
        slot: id of its slot.
    """

    line: str
    slot: str


class Walking(QObject):
    """Moves the cursor of one sheet.

    Args:
        view: the sheet on screen; it owns this object.
    """

    def __init__(self, view: "SheetView") -> None:
        super().__init__(view)
        self._view = view
        self.by_enter = False
        """Whether Enter, and not Tab, asked to go on."""
        self.left_at: Place | None = None
        """Where the cursor was before the sheet was read anew."""

    @property
    def place(self) -> Place | None:
        """Where the cursor is, or was last."""
        view = self._view
        if view.editor is not None:
            return Place(view.editor.session.uuid, view.editor.host.current)
        return Place("", view.header.host.current) if view.header.host.current else None

    def start(self) -> None:
        """Go where typing goes on: the header until it is full, then the lines."""
        view, desk = self._view, self._view.desk
        if not desk.complete:
            return  # its lines are still being opened
        left_at, self.left_at = self.left_at, None
        if left_at is not None and self._go_back(left_at):
            return
        if view.editor is not None:
            view.editor.host.focus_slot(view.editor.host.current or view.editor.order[0])
        elif self._header_is_full() or desk.filled:
            view.open_line(desk.blank_line())
        else:
            view.header.take_focus()

    def _go_back(self, place: Place) -> bool:
        """Go on where the cursor was; tell whether that is there."""
        view = self._view
        host = view.header.host
        if place.line:
            line = next((each for each in view.desk.lines if each.uuid == place.line), None)
            if line is None:
                return False
            view.open_line(line)
            assert view.editor is not None  # it was just opened
            host = view.editor.host
        if not host.focus_slot(place.slot):
            return False
        editor = host.bindings[place.slot].editor
        if isinstance(editor, LineEdit):
            editor.end(False)  # what is typed goes on, and replaces nothing
        return True

    def take_unseen(self, words: list[str]) -> None:
        """Put what was typed for a sheet out of view where its cursor would have led.

        Args:
            words: field by field.
        """
        view, desk = self._view, self._view.desk
        line = view.line if view.editor is not None else None
        view.close_line()
        header = line is None and not desk.filled and not self._header_is_full()
        session = desk.header if header else line or desk.blank_line()
        slots = view.header.slots if header else view.line_slots
        stops = [session.stop_of(slot.element.path) for slot in slots]
        free = [stop for stop in stops if not session.rows.text(stop.row, stop.path).strip()]
        for stop, said in zip(free, words, strict=False):
            if said:
                session.put(stop, said)

    def _header_is_full(self) -> bool:
        header, places = self._view.header, self._view.desk.handle.arrangement
        needed = (slot for slot in header.slots if slot.element.minimum)
        fields = header.host.bindings
        return all(fields[slot.id].editor.raw() for slot in needed if places[slot.id] != BOTH)

    def step(self, by: int) -> None:
        """Mark the line above or below; below the last one it is typed in."""
        view, lines = self._view, self._view.desk.lines
        line = view.line
        place = lines.index(line) + by if line in lines else len(lines) - 1
        if place < 0:
            self._back_to_header()
        elif place < len(lines):
            target = lines[place]
            if target.blank:
                view.open_line(target)
            else:
                view.mark_line(target)

    def next_line(self) -> None:
        """Go on with the line that waits at the end."""
        self._view.close_line()
        self._view.open_line(self._view.desk.blank_line())

    def advance(self, forward: bool) -> None:
        """Go on from a field of the line being typed, or back.

        Args:
            forward: on (True) or back.
        """
        view, editor = self._view, self._view.editor
        if editor is None:
            return
        by_enter, self.by_enter = self.by_enter, False
        if forward and by_enter and editor.session.blank and editor.lacks_patient:
            view.said.emit(text("sheet.end"), Tone.NEUTRAL)
            return
        order = [each for each in editor.order if each == editor.host.current or self._asked(each)]
        found = editor.host.next_of(order, editor.host.current, forward=forward)
        if found:
            editor.host.focus_slot(found)
        elif forward:
            self.next_line()
        else:
            self._back_to_header()

    def _asked(self, slot_id: str) -> bool:
        """Tell whether a new line stops at a slot: what the header gave it needs no stop."""
        view, handle = self._view, self._view.desk.handle
        if view.editor is None or not view.fresh or handle.arrangement.get(slot_id) != BOTH:
            return True
        given = handle.header.get(slot_id, "")
        return not given or view.editor.session.text_of(slot_id) != given

    def _back_to_header(self) -> None:
        self._view.close_line()
        self._view.header.take_focus(last=True)

    def on_header_ended(self, forward: bool) -> None:
        """Go into the lines when the last field of the header is passed."""
        if forward:
            self._view.acts.leave_field()
            self._view.open_line(self._view.desk.blank_line())

    def on_table_ended(self, forward: bool) -> None:
        """Leave the table of lines, for the line that waits or for the header."""
        if forward:
            self._view.open_line(self._view.desk.blank_line())
        else:
            self._view.header.take_focus(last=True)
