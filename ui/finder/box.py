"""The field of Ctrl K in the top bar."""

from collections.abc import Iterable

import shiboken6
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from coletor.errors import ColetorError
from coletor.messages import text
from coletor.store.database import Interrupt
from coletor.store.errors import InterruptedQueryError
from ui.buffering import KeyBuffer
from ui.finder.panel import FoundList
from ui.finder.places import PLACE, Found, places
from ui.finder.searching import find
from ui.screens.base import Context
from ui.screens.registry import Entry
from ui.widgets.notice import announce
from ui.widgets.search import SearchField
from ui.widgets.tone import Tone

KEY = "Ctrl+K"
_WAITING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Up, Qt.Key.Key_Down)
_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -6,
    Qt.Key.Key_PageDown: 6,
}


class FinderBox(SearchField):
    """Finds as it is typed, one search at a time; the newest text wins.

    Args:
        context: what the screens work with.
        entries: the screens there are.
        over: the widget in which Ctrl K works.
    """

    adrift = Signal()  # it was left, and what had the cursor before is gone, or takes no typing

    def __init__(self, context: Context, entries: Iterable[Entry], over: QWidget) -> None:
        super().__init__(text("finder.prompt"), KEY.replace("+", " "))
        self._context = context
        self._known = places(entries)
        self._searching: Interrupt | None = None
        self._wanted: str | None = None
        self._from: QWidget | None = None
        self._at = 0
        self._keys = KeyBuffer(self, anywhere=True)
        self._popup: FoundList | None = None
        self._pause.setInterval(0)  # the searches themselves take turns
        self.setAccessibleDescription(KEY)
        self.sought.connect(self._seek)
        QShortcut(QKeySequence(KEY), over).activated.connect(self.begin)

    @property
    def popup(self) -> FoundList:
        """The list under the field, made when it is first needed."""
        if self._popup is None:
            self._popup = FoundList(self)
            self._popup.picked.connect(self.take)
        return self._popup

    @property
    def searching(self) -> bool:
        """Whether a search is under way, or about to begin."""
        return self._searching is not None or self._pause.isActive()

    def offer(self, title: str, screen: str) -> None:
        """Find one thing more by its name.

        Args:
            title: what it is called.
            screen: where Enter goes.
        """
        self._known = (*self._known, Found(PLACE, title, screen=screen))

    def begin(self) -> None:
        """Take the cursor from wherever it is, and remember where that was."""
        now = QApplication.focusWidget()
        if now is not self:
            self._from = now
            self._at = now.cursorPosition() if isinstance(now, QLineEdit) else 0
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        if not self.text():
            self.popup.show_message(text("finder.hint"))

    def leave(self) -> None:
        """Close the list, empty the field and put the cursor back where it was."""
        self._stop()
        place, self._from = self._from, None
        valid = place is not None and shiboken6.isValid(place) and place.isVisible()
        if place is not None and valid and not isinstance(place, QAbstractButton):
            place.setFocus(Qt.FocusReason.OtherFocusReason)
            if isinstance(place, QLineEdit):
                place.deselect()
                place.setCursorPosition(self._at)
        else:
            self.clearFocus()
            self.adrift.emit()

    def take(self, found: Found) -> None:
        """Go to what was found."""
        self._stop()
        self._from = None
        if found.screen:
            self.clearFocus()
            self._context.go(found.screen, found.argument)
            return
        words = text("finder.code", code=found.code, name=found.title, table=found.remark)
        self.leave()
        QApplication.clipboard().setText(found.bare)
        self._context.toast(words, Tone.OK)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Drive the list with the keyboard."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in _WAITING and self.searching:
            self._keys.hold()  # for what is going to be found, with all that is typed on
            self._keys.add(event.clone())
        elif key in _STEPS and self._popup is not None:
            self.popup.move_mark(_STEPS[key])
            self._say_marked()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the list when the cursor goes elsewhere."""
        super().focusOutEvent(event)
        if self._popup is not None:
            self._popup.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the list away with the field."""
        if self._popup is not None and shiboken6.isValid(self._popup):
            self._popup.hide()
        super().hideEvent(event)

    def _enter(self) -> None:
        """Go to what is marked."""
        marked = self.popup.current()
        if marked is not None:
            self.take(marked)

    def _seek(self, typed: str) -> None:
        self._wanted = typed
        if self._searching is not None:
            self._searching.cancel()
            return
        self._next()

    def _next(self) -> None:
        typed, self._wanted = self._wanted, None
        if typed is None:
            return
        if not typed:
            self._keys.release()
            self.popup.show_message(text("finder.hint"))
            return
        interrupt = self._searching = Interrupt()
        workspace, known = self._context.workspace, self._known

        def work() -> list[Found] | None:
            try:
                return find(workspace, known, typed, interrupt)
            except InterruptedQueryError:
                return None  # a newer text came

        self._context.tasks.query(work, self._on_found, self._on_error, owner=self)

    def _on_found(self, found: list[Found] | None) -> None:
        self._searching = None
        if self._wanted is not None:
            self._next()
            return
        if found is not None and self.hasFocus() and self.text().strip():
            self.popup.show_found(found)
            if not self._keys.holding:
                self._say_marked()
        QTimer.singleShot(0, self, self._keys.release)

    def _on_error(self, error: ColetorError) -> None:
        self._searching = None
        self._keys.drop()
        self.popup.show_message(str(error))
        self._next()

    def _say_marked(self) -> None:
        marked = self.popup.current()
        announce(self, marked.said() if marked is not None else self.popup.message())

    def _stop(self) -> None:
        self._wanted = None
        if self._keys.holding:
            QTimer.singleShot(0, self, self._keys.release)
        if self._searching is not None:
            self._searching.cancel()
        self._pause.stop()
        self.clear()
        if self._popup is not None:
            self._popup.hide()
