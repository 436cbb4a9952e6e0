"""Digitar: the ways of typing, side by side; each keeps what it has while another is in view."""

import importlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from coletor.messages import text
from ui import preferences
from ui.form.cards import Card, CardMaker
from ui.form.screen import FormScreen
from ui.help.book import screen_pages
from ui.screens.base import ANOTHER, Context, Screen
from ui.shell.making import Arrival, Workshop
from ui.typing.ways import ALL, FORM, PACKAGES, SHEET
from ui.widgets.buttons import SegmentedControl

if TYPE_CHECKING:
    from coletor.registers import Entry

_FACTORIES = {SHEET: "ui.sheet.page:SheetPage", PACKAGES: "ui.packages.page:PackagesPage"}
_WAYS = (FORM, SHEET)
"""Ways of typing: the last one used comes back; the packages are only looked after."""
NEXT_KEY, PREVIOUS_KEY = "Ctrl+PgDown", "Ctrl+PgUp"


class Page(Protocol):
    """What a way of typing gives; it is a widget with a head line of its own."""

    def activate(self, argument: str = "") -> None:
        """Come into view and take the focus."""

    def may_leave(self) -> bool:
        """Tell whether it may go out of view; it says itself why not."""

    def finish(self) -> None:
        """Store what is still in the air."""

    def take_modes(self, control: QWidget) -> None:
        """Put the control that switches between the ways into the head, before its buttons."""


class TypingScreen(Screen):
    """The screen of the ways of typing.

    Args:
        context: what it works with.
    """

    def _building(self) -> Iterator[None]:
        context = self.context
        self.page.setContentsMargins(0, 0, 0, 0)
        self._stack = QStackedWidget(self)
        self.page.addWidget(self._stack)
        self.form = FormScreen(context, _card_maker(context), self._stack, whole=False)
        while self.form.make_on():
            yield
        self._workshop = Workshop(self._begin_page, self._stack)
        self._workshop.made[FORM] = self.form
        self._pages = cast("dict[str, Page]", self._workshop.made)
        self._arrival = Arrival(self._stack, self._workshop, self._stack)
        self._mode = FORM
        self._begun = False
        choices = [(mode, text(f"form.mode.{mode}")) for mode in ALL]
        self.control = SegmentedControl(choices, text("form.mode.name"))
        self.control.setToolTip(text("form.mode.tip"))
        self.control.chosen.connect(self._on_chosen)
        self._stack.addWidget(self.form)
        self.form.take_modes(self.control)
        if preferences.typing_mode() == SHEET:  # it is what comes into view first
            for part in self._workshop.parts(SHEET):
                yield
                part()
        for key, step in ((NEXT_KEY, 1), (PREVIOUS_KEY, -1)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(lambda step=step: self._step(step))

    @property
    def mode(self) -> str:
        """The way in view, or on its way there."""
        return self._arrival.to or self._mode

    def page_of(self, mode: str) -> Page:
        """Return the page of a way, built when first asked for; one on its way is in view then."""
        if mode == self._arrival.to:
            self._arrival.end()
        return cast("Page", self._workshop.whole(mode))

    def _begin_page(self, mode: str) -> Screen:
        module, _, name = _FACTORIES[mode].partition(":")
        kind = getattr(importlib.import_module(module), name)
        return cast("Screen", kind(self.context, self._stack, whole=False))

    def activate(self, argument: str = "") -> None:
        """Show the way that was used last; a contact or what can be typed is for the form.

        Args:
            argument: as for the form; empty for the way as it is.
        """
        if argument and not (argument == ANOTHER and self._mode != FORM):
            self.show_mode(FORM, argument)
        else:
            here = self._begun and self._mode in _WAYS
            kept = self._mode if here else preferences.typing_mode()
            self.show_mode(kept if kept in ALL else FORM)

    def head_for(self, mode: str) -> None:
        """Bring a way of typing into view; one not made yet comes in some turns of the loop.

        Args:
            mode: one of those there are.
        """
        self._bring(mode, "", now=False)

    def show_mode(self, mode: str, argument: str = "") -> None:
        """Bring a way of typing into view at once.

        Args:
            mode: one of those there are.
            argument: what its page should show.
        """
        self._bring(mode, argument, now=True)

    def _bring(self, mode: str, argument: str, *, now: bool) -> None:
        if mode != self._mode and not self._pages[self._mode].may_leave():
            self.control.set_value(self._mode)
            self._arrival.stay()
            return
        self.control.set_value(mode)
        self._arrival.bring(mode, lambda: self._show(mode, argument), now=now)

    def _show(self, mode: str, argument: str) -> None:
        page = self._pages[mode]
        self._begun = True
        if mode != self._mode:
            self.form.out_of_view()
            page.take_modes(self.control)
            self._stack.setCurrentWidget(cast("QWidget", page))
        self._mode = mode
        if mode in _WAYS and preferences.typing_mode() != mode:
            preferences.keep_typing_mode(mode)
        page.activate(argument)

    def help_topic(self) -> str:
        """Return the page of the help about the way in view; the form's is that of the screen."""
        return screen_pages().get(f"digitar.{self._mode}", "")

    def may_leave(self) -> bool:
        """Tell whether the way in view may go."""
        return self._pages[self._mode].may_leave()

    def out_of_view(self) -> None:
        """Have the form let go of a contact in which nothing is left."""
        self._arrival.end()
        self.form.out_of_view()

    def finish(self) -> None:
        """Have every way store what is still in the air."""
        for page in self._pages.values():
            page.finish()

    def end(self) -> None:
        """Have every way let go of what it has."""
        self._arrival.drop()
        self.finish()
        self.form.end()

    def _on_chosen(self, mode: str) -> None:
        self.head_for(mode)

    def _step(self, by: int) -> None:
        self.head_for(ALL[(ALL.index(self.mode) + by) % len(ALL)])


def _card_maker(context: Context) -> CardMaker:
    """Return what makes the card of a person, which is imported when one is first opened."""

    def make(register_id: str, saved: Callable[["Entry"], None], left: Callable[[], None]) -> Card:
        from ui.people.card import PersonCard  # noqa: PLC0415 - start-up

        return PersonCard(context, register_id, saved, left)

    return make
