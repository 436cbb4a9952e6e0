"""Entries go to the bin and come back: at once with Ctrl+Z, for thirty days from the bin."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from coletor.messages import text
from coletor.registers import Entry, Register
from ui.people import reading
from ui.people.editor import TOUCHED
from ui.screens.base import Context
from ui.widgets.notice import Toast
from ui.widgets.tone import Tone


class Removing(QObject):
    """Removes and restores entries of one register, and says so below, where no row stands.

    Args:
        context: what the screen works with.
        register: the register.
        over: the list; it owns this object.
    """

    restored = Signal(object)  # Entry
    failed = Signal(object)  # ColetorError

    def __init__(self, context: Context, register: Register, over: QWidget) -> None:
        super().__init__(over)
        self._context = context
        self._register = register
        self._over = over
        self._last: int | None = None
        self.toast = Toast(over)
        self.toast.acted.connect(self.undo)
        self.destroyed.connect(self.toast.deleteLater)

    def remove(self, entry: Entry) -> None:
        """Put an entry into the bin, where it stays thirty days."""
        register, operator = self._register, self._context.workspace.operator.id
        self._context.tasks.change(
            lambda: register.remove(entry.id, operator),
            lambda _: self._on_removed(entry),
            self.failed.emit,
            touches=TOUCHED,
            owner=self,
        )

    def _on_removed(self, entry: Entry) -> None:
        self._last = entry.id
        name = reading.name_of(self._register.definition, entry)
        self.toast.stand_over(self._over.window())  # over the list it would cover its last row
        self.toast.say(text("people.removed", name=name), Tone.NEUTRAL, text("people.undo"))

    def undo(self) -> None:
        """Bring back what was removed last."""
        if self._last is not None:
            self.restore(self._last)

    def restore(self, entry_id: int) -> None:
        """Bring an entry back from the bin."""
        self._last = None
        self.toast.clear()
        register, operator = self._register, self._context.workspace.operator.id
        self._context.tasks.change(
            lambda: register.restore(entry_id, operator),
            self._on_restored,
            self.failed.emit,
            touches=TOUCHED,
            owner=self,
        )

    def _on_restored(self, entry: Entry) -> None:
        name = reading.name_of(self._register.definition, entry)
        self._context.toast(text("people.restored", name=name), Tone.OK)
        self.restored.emit(entry)
