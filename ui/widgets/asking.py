"""What can be done, as a short list; each thing is explained and confirmed in its place."""

from collections.abc import Sequence
from functools import partial
from itertools import zip_longest

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from coletor.messages import text
from ui.acting import Deed
from ui.style import fonts
from ui.widgets.buttons import Button, across
from ui.widgets.cursor import cursor_in
from ui.widgets.labels import label, rule, wrapped
from ui.widgets.layouts import show_once, tab_through
from ui.widgets.line import LineEdit
from ui.widgets.marks import KbdMark

_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class _Reason(LineEdit):
    """Where a reason is written; Enter and Esc are the panel's."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter and Esc to the panel."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Offer(Button):
    """A button of the panel; the arrows go round its list and never out of it."""

    deed: Deed | None = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows to the panel: Qt would lead them out of it."""
        if event.key() in _MOVES:
            event.ignore()
        else:
            super().keyPressEvent(event)


class ActionPanel(QFrame):
    """Offers deeds and asks before one is done; arrows move, Enter chooses, Esc goes back.

    Args:
        parent: the widget it stands in.
    """

    confirmed = Signal(str, str)  # id of the deed, reason
    left = Signal()  # Esc: the cursor goes back to where it was
    turned = Signal(bool)  # something is being asked, or is no more

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._deed: Deed | None = None
        self._made: list[_Offer] = []
        self._offered: tuple[Deed, ...] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(rule())
        head = QHBoxLayout()
        head.addWidget(label(text("acts.title"), fonts.strong()))
        head.addStretch(1)
        head.addWidget(KbdMark(text("acts.key_cap")))
        column.addLayout(head)
        self._offers = QWidget()
        self._list = QVBoxLayout(self._offers)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(6)
        column.addWidget(self._offers)
        column.addWidget(self._make_asking())
        self.offer(())

    def _make_asking(self) -> QWidget:
        self._asking = QWidget()
        column = QVBoxLayout(self._asking)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._name = label("", fonts.secondary_strong())
        self._effect = wrapped()
        self.reason = _Reason()
        self._missing = wrapped(text("acts.no_reason"), tone="error")
        buttons = QHBoxLayout()
        self.confirm_button = _Offer(text("acts.confirm"), "↵", kind="primary")
        self.back_button = _Offer(text("acts.back"), "Esc")
        self.confirm_button.clicked.connect(self._confirm)
        self.back_button.clicked.connect(self._back)
        buttons.addWidget(self.confirm_button)
        buttons.addWidget(self.back_button)
        buttons.addStretch(1)
        for widget in (self._name, self._effect, self.reason, self._missing):
            column.addWidget(widget)
        column.addLayout(buttons)
        return self._asking

    @property
    def asking(self) -> str:
        """Id of the deed that waits for a confirmation, or an empty text."""
        return self._deed.id if self._deed else ""

    def offers(self) -> list[Button]:
        """Return the buttons of what is offered."""
        return [button for button in self._made if button.deed is not None]

    def offer(self, deeds: Sequence[Deed]) -> None:
        """Show what can be done now; nothing hides the panel.

        Args:
            deeds: in the order of the list; one that is being asked about stays in view.
        """
        if self._deed is not None and self._deed in deeds:
            return
        if tuple(deeds) == self._offered and self._deed is None:
            return  # what the cursor stands on stays
        inside = cursor_in(self) is not None
        if inside:
            self.setFocus()  # until there is something else to stand on
        self._deed, self._offered = None, tuple(deeds)
        self._fill(deeds)
        self._show()
        if inside and not self.take_focus():
            self.left.emit()
        self.setVisible(bool(deeds))

    def _fill(self, deeds: Sequence[Deed]) -> None:
        """Name the buttons there are; more are made, and find their turn of Tab, where they miss.

        From one row of a list to the next they are mostly the same.
        """
        missing = [self._make_offer() for _ in deeds[len(self._made) :]]
        self._made += missing
        for button, deed in zip_longest(self._made, deeds):
            button.deed = deed
            if deed is not None and deed.name != button.text():
                button.set_text(deed.name)
            button.setAccessibleDescription(deed.effect if deed else "")
            button.setToolTip(deed.effect if deed else "")
            # At once: the layout would a moment later, and a key between were the list's.
            show_once(button, shown=deed is not None)
        if missing:
            tab_through(self._offers, self._made)

    def _make_offer(self) -> _Offer:
        button = _Offer("")
        button.clicked.connect(partial(self._on_offer, button))
        self._list.addWidget(across(button))
        return button

    def _on_offer(self, button: _Offer) -> None:
        if button.deed is not None:
            self._ask(button.deed)

    def take_focus(self) -> bool:
        """Put the cursor on the first offer; tell whether there is one."""
        if self._deed is not None:
            self._focus_asking()
            return True
        offers = self.offers()
        if offers:
            offers[0].setFocus(Qt.FocusReason.TabFocusReason)
        return bool(offers)

    def _ask(self, deed: Deed) -> None:
        self._deed = deed
        self._name.setText(deed.name)
        self._effect.setText(deed.effect)
        self.reason.clear()
        self.reason.setPlaceholderText(deed.reason)
        self.reason.setAccessibleName(deed.reason)
        self._show()

    def _focus_asking(self) -> None:
        wants = self._deed is not None and self._deed.reason
        (self.reason if wants else self.confirm_button).setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self, at: str = "") -> None:
        """Show what is asked, or what is offered.

        What has the cursor hides last: Qt would send it to the first field of the screen.

        Args:
            at: name of the offer that takes the cursor from what was asked.
        """
        asked = self._deed is not None
        self.turned.emit(asked)
        self.reason.setVisible(bool(self._deed and self._deed.reason))
        self._missing.setVisible(False)
        come, go = (self._asking, self._offers) if asked else (self._offers, self._asking)
        come.show()
        if asked:
            self._focus_asking()
        for button in self.offers():
            if button.text() == at:
                button.setFocus(Qt.FocusReason.TabFocusReason)
        go.hide()

    def _confirm(self) -> None:
        deed, reason = self._deed, self.reason.text().strip()
        if deed is None:
            return
        if deed.reason and not reason:
            self._missing.setVisible(True)
            self.reason.setFocus()
            return
        self._deed = None
        self.confirmed.emit(deed.id, reason)
        self._show(deed.name)

    def _back(self) -> None:
        deed, self._deed = self._deed, None
        if deed is None:
            self.left.emit()
        else:
            self._show(deed.name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between the offers, confirm, or go back."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self._back()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._deed is not None:
            self._confirm()
        elif key in _MOVES:
            self._move(_MOVES[key])
        else:
            super().keyPressEvent(event)

    def _move(self, step: int) -> None:
        stops = self._stops()
        place = next((n for n, stop in enumerate(stops) if stop.hasFocus()), 0)
        if stops:
            stops[(place + step) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)

    def _stops(self) -> Sequence[QWidget]:
        if self._deed is None:
            return self.offers()
        answers = (self.confirm_button, self.back_button)
        return (self.reason, *answers) if self._deed.reason else answers
