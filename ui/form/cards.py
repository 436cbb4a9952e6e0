"""The card of a person of the register, opened in the place of the form and left for it again."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

from coletor.messages import text
from ui.form.navigation import Stop
from ui.form.people_doors import PATIENTS
from ui.widgets.tone import Tone

if TYPE_CHECKING:
    from coletor.registers import Entry
    from ui.form.screen import FormScreen
    from ui.people.editor import PersonEditor
    from ui.people.keeping import Keeper

KEY = "Ctrl+I"


class Cards(QObject):
    """Opens the card of the patient, or of the professional whose row has the cursor.

    Args:
        screen: the screen; it owns this object.
    """

    def __init__(self, screen: "FormScreen") -> None:
        super().__init__(screen)
        self._screen = screen
        self._editors: dict[str, PersonEditor] = {}
        self._keepers: dict[str, Keeper] = {}
        self._row = 0
        self._stop: Stop | None = None
        QShortcut(QKeySequence(KEY), screen).activated.connect(self.open)

    def editor_of(self, register_id: str) -> "PersonEditor":
        """Return the editor of a register, made when it is first asked for."""
        if register_id not in self._editors:
            from ui.people.editor import PersonEditor  # noqa: PLC0415 - it uses the form's parts
            from ui.people.keeping import Keeper  # noqa: PLC0415

            made = PersonEditor(self._screen.context, register_id)
            made.saved.connect(self._on_saved)
            made.left.connect(self._leave)
            self._editors[register_id] = made
            self._keepers[register_id] = Keeper(self._screen.context, made)
        return self._editors[register_id]

    def open(self) -> None:
        """Show the card that belongs to the field with the cursor."""
        screen = self._screen
        if screen.people is None or screen.view is None or screen.starting:
            return
        if not screen.form_in_view or (screen.session is not None and screen.session.concluding):
            return
        self._stop = screen.view.current
        screen.view.leave_field()
        register_id, self._row, entry, said = screen.people.card_of(self._stop)
        editor = self.editor_of(register_id)
        screen.show_instead(editor)
        self._keepers[register_id].begin(entry, {} if entry is not None else said)

    def finish(self) -> None:
        """Keep what is typed in a card: the program may be about to end."""
        for keeper in self._keepers.values():
            keeper.finish()

    def may_leave(self) -> bool:
        """Tell whether no card in view has something typed that is not saved; it says so."""
        for editor in self._editors.values():
            if editor.isVisible() and editor.dirty:
                editor.say_unsaved()
                return False
        return True

    def take_focus(self) -> None:
        """Put the cursor back into the card in view."""
        for editor in self._editors.values():
            if editor.isVisible():
                editor.take_focus()

    def _on_saved(self, entry: "Entry") -> None:
        screen = self._screen
        if screen.people is not None:
            screen.people.learn(self._row, entry)
        if screen.session is not None:
            screen.session.check()  # a rule may have waited for what the card says now
        key = "form.person.patient_saved" if entry.register == PATIENTS else "form.person.saved"
        screen.context.toast(text(key), Tone.OK)
        self._leave()

    def _leave(self) -> None:
        """Give the form back, and the cursor to the field that had it."""
        screen = self._screen
        screen.show_form()
        if self._stop is not None and screen.view is not None:
            screen.view.focus(self._stop)
        else:
            screen.back_to_field()
