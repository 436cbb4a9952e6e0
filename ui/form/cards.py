"""The card of a person of the register, opened in the place of the form and left for it again."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from coletor.messages import text
from ui.form.navigation import Stop
from ui.form.people_doors import PATIENTS
from ui.widgets.tone import Tone

if TYPE_CHECKING:
    from coletor.registers import Entry
    from ui.form.screen import FormScreen

KEY = "Ctrl+I"


class Card(Protocol):
    """The card of one register, which knows no form."""

    @property
    def widget(self) -> QWidget:
        """What stands in the place of the form."""

    def begin(self, entry: "Entry | None", said: Mapping[str, str]) -> None:
        """Show an entry, or a new one with what is said of it already, by field id."""

    def finish(self) -> None:
        """Keep what is typed: the program may be about to end."""

    def may_leave(self) -> bool:
        """Tell whether nothing is typed that is not saved; it says so."""

    def take_focus(self) -> None:
        """Put the cursor back to where it was."""


CardMaker = Callable[[str, Callable[["Entry"], None], Callable[[], None]], Card]
"""Makes the card of a register, told what to call when it is saved, and when it is left."""


class Cards(QObject):
    """Opens the card of the patient, or of the professional whose row has the cursor.

    Args:
        screen: the screen; it owns this object.
        make: makes the card of a register, when it is first asked for.
    """

    def __init__(self, screen: "FormScreen", make: CardMaker) -> None:
        super().__init__(screen)
        self._screen = screen
        self._make = make
        self._cards: dict[str, Card] = {}
        self._row = 0
        self._stop: Stop | None = None
        QShortcut(QKeySequence(KEY), screen).activated.connect(self.open)

    def card_of(self, register_id: str) -> Card:
        """Return the card of a register, made when it is first asked for."""
        if register_id not in self._cards:
            self._cards[register_id] = self._make(register_id, self._on_saved, self._leave)
        return self._cards[register_id]

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
        card = self.card_of(register_id)
        screen.show_instead(card.widget)
        card.begin(entry, said)

    def finish(self) -> None:
        """Keep what is typed in a card: the program may be about to end."""
        for card in self._cards.values():
            card.finish()

    def may_leave(self) -> bool:
        """Tell whether no card in view has something typed that is not saved; it says so."""
        return all(card.may_leave() for card in self._in_view())

    def take_focus(self) -> None:
        """Put the cursor back into the card in view."""
        for card in self._in_view():
            card.take_focus()

    def _in_view(self) -> list[Card]:
        return [card for card in self._cards.values() if card.widget.isVisible()]

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
