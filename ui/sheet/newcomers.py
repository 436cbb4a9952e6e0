"""People who are not in the registers yet, typed in the place of the sheet and put into it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from coletor.registers import Entry
from ui.people.card import PersonCard
from ui.people.editor import PersonEditor
from ui.sheet.person_binding import PersonBinding

if TYPE_CHECKING:
    from ui.sheet.page import SheetPage


class Newcomers(QObject):
    """Opens the editor of a new person and brings the person back to the field that asked.

    Args:
        page: the page of sheets; it owns this object.
    """

    def __init__(self, page: "SheetPage") -> None:
        super().__init__(page)
        self._page = page
        self._cards: dict[str, PersonCard] = {}
        self._binding: PersonBinding | None = None

    def forget(self) -> None:
        """Forget the field that asked: its sheet is gone."""
        self._binding = None

    def card_wanted(self, binding: PersonBinding) -> None:
        """Open the entry of who was picked; of somebody new, what was typed already."""
        self.wanted(binding, binding.editor.person)

    def wanted(self, binding: PersonBinding, entry: Entry | None = None) -> None:
        """Open the editor in place, with what was typed already.

        Args:
            binding: the field that asked.
            entry: the entry to be changed; None for a new one.
        """
        kind = binding.slot.person
        if kind not in self._cards:
            made = PersonCard(self._page.context, kind, self._on_saved, self._on_left)
            self._cards[kind] = made
            self._page.stack.addWidget(made.widget)
        self._binding = binding
        card = self._cards[kind]
        self._page.stack.setCurrentWidget(card.widget)
        card.begin(entry, binding.typed_values())

    def finish(self) -> None:
        """Keep what is typed of somebody: the program may be about to end."""
        for card in self._cards.values():
            card.finish()

    def may_leave(self) -> bool:
        """Tell whether nobody is half typed; otherwise the editor says so in its place."""
        here = self._page.stack.currentWidget()
        return all(card.may_leave() for card in self._cards.values() if card.widget is here)

    def in_view(self) -> PersonEditor | None:
        """Return the editor in view."""
        here = self._page.stack.currentWidget()
        return here if isinstance(here, PersonEditor) else None

    def _on_saved(self, entry: Entry) -> None:
        binding, self._binding = self._binding, None
        self._page.show_sheet()
        if binding is not None and self._page.view is not None:
            self._page.view.fill_person(binding, entry)

    def _on_left(self) -> None:
        binding, self._binding = self._binding, None
        self._page.show_sheet()
        if binding is not None:
            binding.editor.setFocus()
