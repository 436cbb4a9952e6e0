"""One sheet on screen: its header, its lines, who has the cursor, and what the keys do."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coletor.messages import text
from coletor.registers import Entry
from coletor.registers.register import Register
from coletor.sheets import HEADER, LINE, Slot, standing
from coletor.sheets.slots import PATIENT
from ui.form.strip import tighten
from ui.pieces import dress
from ui.sheet.acts import SheetActs
from ui.sheet.desk import Desk
from ui.sheet.findings import FindingsStrip
from ui.sheet.header import HeaderCard
from ui.sheet.hosting import Doors
from ui.sheet.keys import SheetKeys
from ui.sheet.line_editor import LineEditor
from ui.sheet.lines import LineSession
from ui.sheet.person_binding import PersonBinding
from ui.sheet.rowing import RowCache
from ui.sheet.table import LineTable
from ui.sheet.unlike import Unlike
from ui.sheet.walking import Walking
from ui.widgets.card import Card
from ui.widgets.cursor import cursor_in
from ui.widgets.keyline import KeyLine
from ui.widgets.marks import KeyHint

_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEYS = (
    ("↵", "next"),
    ("F2", "repeat"),
    ("Ctrl D", "copy"),
    ("Ctrl Del", "remove"),
    ("F8", "next_pending"),
    ("F9", "confirm"),
    ("F11", "whole"),
)


TOGETHER_MS = 15
"""How long what many lines say waits, so that they are shown together."""


class SheetView(QWidget):
    """Header and lines of one sheet, empty until its `parts` are made.

    Args:
        desk: the sheet.
        registers: returns the register of a person.
        parent: the widget it stands in.
    """

    said = Signal(str, object)  # words, Tone
    person_wanted = Signal(object)  # PersonBinding: somebody who is not in the register
    card_wanted = Signal(object)  # PersonBinding: somebody whose entry is to be completed
    places_wanted = Signal(str)  # slot id that has the cursor
    whole_wanted = Signal(str)  # UUID of a line, for the whole form
    concluding = Signal()

    def __init__(
        self, desk: Desk, registers: Callable[[str], Register], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self._registers = registers
        self.editor: LineEditor | None = None
        self._rows = RowCache(desk.names)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(TOGETHER_MS)
        self._soon.timeout.connect(self.show_lines)
        self.fresh = False
        """Whether the line being typed was blank when it was opened."""
        self.header: HeaderCard
        self.column = QVBoxLayout(self)

    def parts(self) -> Iterator[None]:
        """Make what is in it, part by part."""
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)
        self.lines_card = Card(text("sheet.lines"), parent=self)
        self.table = LineTable(self.lines_card)
        self.findings = FindingsStrip(self.lines_card)
        yield
        self._fill_lines()
        self.acts = SheetActs(self)
        self.walk = Walking(self)
        self.unlike = Unlike(self)
        self.keys = SheetKeys(self, self.acts)
        yield
        yield from self._make_header()
        yield
        self.column.addWidget(self.lines_card, 1)
        self._connect()
        self.lay_out()
        yield
        dress(self)

    def _fill_lines(self) -> None:
        card = self.lines_card
        tighten(card, 14, 8, 14, 8)
        keys = [KeyHint(cap, text(f"sheet.key.{does}")) for cap, does in _KEYS]
        card.head.addWidget(KeyLine(keys), 100)  # before the blank beside the title
        card.body.setSpacing(4)
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self.findings)

    def _make_header(self) -> Iterator[None]:
        places = self.desk.handle.arrangement
        self.header = HeaderCard(
            self.desk.header,
            standing(self.desk.model, places, HEADER),
            places,
            Doors(self.desk.names, self._registers, self._on_header_key),
            self,
        )
        yield from self.header.fill()
        self.header.ended.connect(self.walk.on_header_ended)
        self.header.host.focused.connect(self._on_header_focused)
        for binding in self.header.host.bindings.values():
            if isinstance(binding, PersonBinding):
                binding.editor.newWanted.connect(
                    lambda binding=binding: self.person_wanted.emit(binding)
                )
        self.column.insertWidget(0, self.header)

    def _connect(self) -> None:
        self.desk.listed.connect(self.show_lines)
        self.desk.completed.connect(self.take_focus)
        self.desk.changed.connect(self._on_changed)
        self.desk.names.learned.connect(self._on_learned)
        self.table.edited.connect(self.open_line)
        self.table.removed.connect(self.acts.remove)
        self.table.copied.connect(self.acts.duplicate)
        self.table.marked.connect(lambda _row: self.say_findings())
        self.table.ended.connect(self.walk.on_table_ended)
        self.table.pressed_key.connect(self.keys.on_table)
        self.findings.released.connect(self.take_focus)

    # What is shown

    @property
    def line_slots(self) -> tuple[Slot, ...]:
        """What is typed in a line, the patient first."""
        return standing(self.desk.model, self.desk.handle.arrangement, LINE)

    def lay_out(self) -> None:
        """Take the columns that the arrangement says."""
        self._rows.forget()
        self.table.lay_out(self.line_slots)
        self.show_lines()

    def arrange(self, arrangement: dict[str, str]) -> None:
        """Put slots into other places."""
        self.close_line()
        self.desk.arrange(arrangement)
        old = self.header
        self.column.removeWidget(old)
        old.hide()
        for _ in self._make_header():
            pass
        old.deleteLater()
        self.lay_out()

    def show_lines(self) -> None:
        """Show the lines as they are now."""
        slots = [slot for slot in self.line_slots if slot.person != PATIENT]
        desk = self.desk
        self.table.show_lines(self._rows.rows(desk.lines, slots))
        editor = self.editor
        if editor is not None and editor.session not in desk.lines:
            again = cursor_in(editor) is not None
            self.close_line()
            if again and desk.complete:
                self.open_line(desk.blank_line())
        elif editor is not None:
            self.table.follow(editor.session)
        self.say_findings()

    @property
    def settled(self) -> bool:
        """Whether the table shows what the lines say now."""
        return not self._soon.isActive()

    def _on_changed(self, line: LineSession) -> None:
        self._rows.forget(line)
        self._soon.start()

    def _on_learned(self) -> None:
        self._rows.forget()
        self._soon.start()

    @property
    def has_cursor(self) -> bool:
        """Whether the cursor is in the sheet."""
        return cursor_in(self) is not None

    @property
    def line(self) -> LineSession | None:
        """The line being typed, or the marked one."""
        return self.editor.session if self.editor is not None else self.table.marked_line()

    def say_findings(self) -> None:
        """Say at the foot what is to be settled in the line in hand."""
        line = self.line
        if line is None or line.blank:
            self.findings.say_next("blank" if self.editor is not None else "begin")
            return
        items = line.pending
        if self.editor is not None and line is self.editor.session:
            if self.editor.has_stranger:
                self.findings.say_words(text("sheet.findings.stranger"))
                return
            if self.fresh:  # of a line that was come back to, all is said
                items = [item for item in items if not item.missing or item.stop in line.visited]
        self.unlike.look(line)
        self.findings.say(sorted(items, key=lambda item: not item.error), self.unlike.words(line))

    # Going about

    def take_focus(self) -> None:
        """Put the cursor where typing goes on."""
        self.walk.start()

    def open_line(self, line: LineSession) -> None:
        """Type in a line."""
        if self.editor is not None and self.editor.session is line:
            self.editor.host.focus_slot(self.editor.order[0])
            return
        self.close_line()
        if line.blank and line not in self.desk.lines:
            line = self.desk.blank_line()  # leaving a field of the header renewed it
        self.fresh = line.blank
        editor = LineEditor(
            line,
            self.line_slots,
            self.table.areas,
            Doors(self.desk.names, self._registers, self._on_line_key),
        )
        self.editor = editor
        editor.advanced.connect(self.walk.advance)
        editor.host.focused.connect(lambda _slot: self.say_findings())
        if editor.patient is not None:
            patient = editor.patient
            patient.editor.newWanted.connect(lambda: self.person_wanted.emit(patient))
        editor.show_number(self.table.row_of(line) + 1)
        line.held = False
        self.table.put_over(editor, line)
        editor.host.focus_slot(editor.order[0])
        self.say_findings()

    def close_line(self) -> None:
        """Leave the line being typed; what is half chosen settles as on leaving a field."""
        editor, self.editor = self.editor, None
        if editor is None:
            return
        self.table.take_over()
        here = cursor_in(editor)
        if here is not None:
            here.clearFocus()
        editor.retire()
        editor.session.held = True
        editor.session.flush()
        self._rows.forget(editor.session)
        self._drop_hollow(editor.session)
        self._refresh_row()

    def _drop_hollow(self, line: LineSession) -> None:
        """Throw away a line in which everything typed was taken out again: it says nothing."""
        if not line.blank and line in self.desk.lines and line.is_hollow(self.desk.given):
            self.desk.remove(line)

    def _refresh_row(self) -> None:
        self._soon.start()

    def mark_line(self, line: LineSession) -> None:
        """Leave the line being typed and mark one, without editors."""
        self.close_line()
        self.table.setFocus()
        self.table.mark(line)
        self.say_findings()

    def _on_header_focused(self, _slot: str) -> None:
        if self.editor is not None:
            self.close_line()

    # Keys

    def _on_header_key(self, slot_id: str, event: QKeyEvent) -> bool:
        return self.keys.in_header(slot_id, event)

    def _on_line_key(self, slot_id: str, event: QKeyEvent) -> bool:
        self.walk.by_enter = event.key() in _ENTERS
        return self.keys.in_line(slot_id, event)

    def fill_person(self, binding: PersonBinding, entry: Entry) -> None:
        """Put a new person where somebody was missing, and go on from there."""
        binding.take(entry)
        binding.reload()
        binding.editor.setFocus()
        self.walk.by_enter = False
        parent = binding.editor.parentWidget()
        if parent is not None:
            binding.editor.focusNextPrevChild(True)
