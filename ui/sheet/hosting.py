"""Header and line of a sheet as hosts of the form's editors."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeyEvent

from coletor.registers.register import Register
from coletor.sheets import Slot
from ui.form.binding import Binding, FieldBinding
from ui.form.editors import Editor
from ui.form.names import Names
from ui.form.navigation import Stop
from ui.form.pending import Pending
from ui.sheet.lines import SheetSession

OnKey = Callable[[str, QKeyEvent], bool]


@dataclass(frozen=True)
class Doors:
    """What header and lines need of the sheet around them.

    Args:
        names: the names of codes.
        registers: returns the register of a person.
        on_key: told slot and key before an editor sees it; returns whether it was used.
    """

    names: Names
    registers: Callable[[str], Register]
    on_key: OnKey


class FieldHost(QObject):
    """The header or the line being typed, as its editors see it.

    Args:
        session: the draft.
        names: the names of codes.
        on_key: told slot and key before an editor sees it; returns whether it was used.
        parent: the object that owns it.
    """

    focused = Signal(str)  # slot id

    def __init__(
        self, session: SheetSession, names: Names, on_key: OnKey, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.names = names
        self._on_key = on_key
        self._slots: dict[str, str] = {}
        self.bindings: dict[str, FieldBinding] = {}
        self.current = ""

    def know(self, slot: Slot) -> None:
        """Take a slot whose editor is going to be bound."""
        for element in slot.elements:
            self._slots[element.path] = slot.id

    def bind(self, editor: Editor, stop: Stop, name: str) -> Binding:
        """Tie an editor to a cell."""
        binding = Binding(editor, stop, name, self)
        self.bindings[self._slots[stop.path]] = binding
        return binding

    def follow(self, path: str) -> None:
        """Show what the program wrote into an element, where a field stands for it."""
        binding = self.bindings.get(self._slots.get(path, ""))
        if binding is not None:
            binding.follow()

    def focus(self, stop: Stop) -> None:
        """Put the cursor into a field."""
        self.focus_slot(self._slots.get(stop.path, ""))

    def focus_slot(self, slot_id: str) -> bool:
        """Put the cursor into a slot's field; tell whether there is one.

        What is out of view takes no cursor: Qt would give it the keyboard all the same.
        """
        binding = self.bindings.get(slot_id)
        if binding is None:
            return False
        if not binding.editor.isVisible():
            self.current = slot_id
            return True
        if not binding.editor.hasFocus():
            binding.editor.setFocus()
            binding.editor.selectAll()
        return True

    def entered(self, stop: Stop) -> None:
        """Note that a field took the focus."""
        self.current = self._slots.get(stop.path, "")
        self.focused.emit(self.current)

    def key(self, stop: Stop, event: QKeyEvent) -> bool:
        """Let the sheet have its keys before the editor."""
        return self._on_key(self._slots.get(stop.path, ""), event)

    def shown_at(self, stop: Stop) -> Pending | None:
        """Return what is said about a field at this moment."""
        slot = self._slots.get(stop.path)
        paths = {path for path, own in self._slots.items() if own == slot}
        found = (item for item in self.session.shown_pending() if item.stop.path in paths)
        return next(found, None)

    def next_of(self, order: Sequence[str], slot_id: str, *, forward: bool) -> str:
        """Return the next open slot, or '' past the end.

        Args:
            order: the slots in the order typed.
            slot_id: where the cursor is.
            forward: on or back.
        """
        ids = list(order) if forward else list(order)[::-1]
        start = ids.index(slot_id) + 1 if slot_id in ids else 0
        return next((each for each in ids[start:] if self.is_open(each)), "")

    def is_open(self, slot_id: str) -> bool:
        """Tell whether a slot can be typed in now."""
        binding = self.bindings.get(slot_id)
        return binding is not None and binding.editor.isEnabled()
