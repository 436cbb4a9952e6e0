"""What the keys of a sheet do to its header and its lines."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coletor.messages import text
from coletor.sheets import Slot, slots_of
from coletor.sheets.cells import first_texts, header_texts
from ui.form.pending import Pending
from ui.sheet.desk import Removed
from ui.sheet.hosting import FieldHost
from ui.sheet.lines import LineSession
from ui.widgets.cursor import cursor_in
from ui.widgets.tone import Tone

if TYPE_CHECKING:
    from ui.sheet.view import SheetView

_DAY = "data_admissao"
_NUMBER, _STAND_IN = "cns_individuo", "justificativa"


class SheetActs(QObject):
    """Carries out the acts of one sheet.

    Args:
        view: the sheet on screen; it owns this object.
    """

    none_left = Signal()  # nothing is to be settled in any line

    def __init__(self, view: "SheetView") -> None:
        super().__init__(view)
        self._view = view
        self._desk = view.desk
        self._desk.carried.connect(self._on_carried)
        self._desk.taken_back.connect(self._on_taken_back)
        view.findings.confirmed.connect(self._on_confirmed)
        view.findings.stood_in.connect(self._on_stood_in)

    def say(self, key: str, tone: Tone = Tone.NEUTRAL, **fields: object) -> None:
        """Say something of ``sheet.toml`` for a few seconds."""
        self._view.said.emit(text(f"sheet.{key}", **fields), tone)

    def say_of_form(self, key: str, **fields: object) -> None:
        """Say for a few seconds what the form says of the same act."""
        self._view.said.emit(text(f"form.screen.{key}", **fields), Tone.NEUTRAL)

    # Repeating

    def repeat_above(self, slot_id: str) -> None:
        """Write what the line above has in a field of the line being typed."""
        editor = self._view.editor
        if editor is None:
            return
        lines = self._desk.lines
        place = lines.index(editor.session) if editor.session in lines else 0
        above = first_texts(lines[place - 1].rows.live(), self._desk.model) if place else {}
        self._repeat(editor.host, slot_id, above)

    def repeat_before(self, slot_id: str) -> None:
        """Write what the sheet before had in a field of the header."""
        self._repeat(self._view.header.host, slot_id, self._desk.previous)

    def _repeat(self, host: FieldHost, slot_id: str, texts: Mapping[str, str]) -> None:
        slot = next(each for each in slots_of(self._desk.model) if each.id == slot_id)
        found = {element.path: texts.get(element.path, "") for element in slot.elements}
        if not any(found.values()):
            self._view.said.emit(text("form.screen.nothing_to_repeat"), Tone.NEUTRAL)
            return
        host.session.write_all(found, typing=False)
        host.bindings[slot_id].reload()

    def repeat_header(self) -> None:
        """Write the header of the sheet before, its day left out; what is typed stays."""
        header = self._view.header
        day = self._desk.model.by_role.get(_DAY)
        held = {element.path for slot in self._free_slots() for element in slot.elements}
        texts = {
            path: kept
            for path, kept in self._desk.previous.items()
            if path in held and (day is None or path != day.path)
        }
        if not any(texts.values()):
            self.say("nothing_before")
            return
        header.session.write_all(texts, typing=False)
        for binding in header.host.bindings.values():
            binding.reload()
        header.take_focus()

    def _free_slots(self) -> list[Slot]:
        """Return the slots of the header that say nothing but what the model proposes."""
        session, proposed = self._view.header.session, header_texts(self._desk.model)

        def typed(path: str) -> bool:
            return session.text_of(path).strip() not in ("", proposed.get(path, ""))

        slots = self._view.header.slots
        return [slot for slot in slots if not any(typed(e.path) for e in slot.elements)]

    # Undo

    def replay(self, host: FieldHost, replay: Callable[[], object]) -> None:
        """Take back what was typed here; where nothing was, what was done to the sheet."""
        if replay() is None:
            self.undo_sheet()
            return
        for binding in host.bindings.values():
            binding.reload()

    def undo_sheet(self) -> None:
        """Take back the last line removed or header changed."""
        done = self._desk.undo()
        if done is None:
            self._view.said.emit(text("form.screen.nothing_to_undo"), Tone.NEUTRAL)
        elif isinstance(done, Removed):
            self.say("came_back", Tone.OK)

    def _on_taken_back(self, path: str) -> None:
        self.say("header_back", Tone.OK, label=self._desk.model.by_path[path].label)

    def _on_carried(self, path: str, count: int) -> None:
        label = self._desk.model.by_path[path].label
        self.say("carried_one" if count == 1 else "carried", Tone.OK, label=label, count=count)

    # Lines

    def remove(self, line: LineSession) -> None:
        """Put a line into the bin; undo brings it back."""
        if line.blank:
            self.say("nothing_to_remove")
            return
        said = ("removed", {"name": line.patient}) if line.is_named else ("removed_one", {})
        place = self._desk.lines.index(line) if line in self._desk.lines else 0
        self._view.close_line()
        if not self._desk.remove(line):
            return
        self.say(said[0], Tone.NEUTRAL, **said[1])
        rest = self._desk.lines[min(place, len(self._desk.lines) - 1)]
        if rest.blank:
            self._view.open_line(rest)
        else:
            self._view.mark_line(rest)

    def duplicate(self, line: LineSession) -> None:
        """Begin the next line with everything of one but its patient."""
        if line.blank:
            self.say("nothing_to_copy")
            return
        self._view.close_line()
        self._view.open_line(self._desk.duplicate(line))

    def open_whole(self) -> None:
        """Show the line in the whole form, once it is stored."""
        line = self._view.line
        if line is not None and not line.blank:
            self._view.close_line()
            self._desk.when_stored(lambda _sheet: self._view.whole_wanted.emit(line.uuid))

    # What is to be settled

    def next_pending(self) -> None:
        """Go to the next line with something to settle, where it is to be settled."""
        lines, line = self._desk.filled, self._view.line
        start = lines.index(line) + 1 if line in lines else 0
        around = [*lines[start:], *lines[:start]]
        found = next((each for each in around if open_items(each)), None)
        if found is None:
            self.none_left.emit()
            return
        self._view.open_line(found)
        editor = self._view.editor
        if editor is not None:
            path = open_items(found)[0].stop.path
            own = (s.id for s in editor.slots if any(e.path == path for e in s.elements))
            editor.host.focus_slot(next(own, ""))

    def ask_reason(self) -> None:
        """Ask why a warning of the line is right."""
        line = self._view.line
        items = [] if line is None else open_items(line)
        warning = next((item for item in items if not item.error), None)
        if warning is None:
            self.say("findings.no_warning")
        else:
            self._view.findings.ask(warning)

    def _on_confirmed(self, item: Pending, reason: str) -> None:
        line = self._view.line
        if line is not None:
            line.settling.confirm(item, reason)

    def ask_stand_in(self) -> None:
        """Ask why the patient of the line has no number; the line need say nothing else."""
        view, element = self._view, self._desk.model.by_role.get(_STAND_IN)
        if element is None or view.line is None:
            self.say("unidentified")
            return
        view.open_line(view.line)
        view.findings.ask_stand_in(element, view.line.text_of(element.path))

    def _on_stood_in(self, value: str) -> None:
        """Write it in the place of the number, as one act, and go on after the patient."""
        view, by_role = self._view, self._desk.model.by_role
        editor = view.editor
        if editor is None or editor.patient is None:
            return
        texts = {by_role[_NUMBER].path: "", by_role[_STAND_IN].path: value}
        editor.session.write_all(texts, typing=False)
        editor.patient.reload()
        editor.host.focus_slot(editor.order[0])
        view.walk.advance(True)

    def leave_field(self) -> None:
        """Take the cursor away, so that a field of the header settles before a line begins."""
        here = cursor_in(self._view)
        if here is not None:
            here.clearFocus()


def open_items(line: LineSession) -> list[Pending]:
    """Return what is to be settled in a line, errors first."""
    items = [item for item in line.pending if item.error or not item.reason]
    return sorted(items, key=lambda item: not item.error)
