"""People of a register under a field that is typed in; who has the number typed is marked."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from coletor.errors import ColetorError
from ui.buffering import KeyBuffer
from ui.picking.numbers import mark_for, whole_number
from ui.tasks import Tasks
from ui.widgets.line import LineEdit
from ui.widgets.popup import MOVES
from ui.widgets.seeking import Look, Seeker
from ui.widgets.suggestions import Suggestion, SuggestionList

WIDTH = 640
"""Pixels of the list: number, whole name, birth and mother are read at a glance."""
_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_WAITING = (*_TAKES, Qt.Key.Key_Down)
_CLOSING = (QEvent.Type.FocusOut, QEvent.Type.Hide)


class PersonPicker(QObject):
    """Searches a register for what is typed in a field, beside the typing.

    Enter and Tab keep what was typed, as in any field, unless a line is marked: with the arrows, or
    because only that person has the whole number typed. Pressed before the answer to a whole
    number is there they wait for it, with all that is typed after them, so that the same keys do
    the same however fast they come; so does Down, which leads into the list.

    Args:
        editor: the field; it owns this object.
        tasks: runs the searches.
        search: returns the lines for a text; called off the GUI thread.
    """

    picked = Signal(object)  # Entry

    def __init__(self, editor: LineEdit, tasks: Tasks, search: Look) -> None:
        super().__init__(editor)
        self._editor = editor
        self._popup: SuggestionList | None = None
        self._moved = self._down = False
        self._seeker = Seeker(tasks, search, self)
        self._seeker.found.connect(self._show)
        self._seeker.failed.connect(self._on_failed)
        self._held = KeyBuffer(editor, anywhere=True)
        editor.installEventFilter(self)
        editor.textEdited.connect(self._on_edited)

    @property
    def open(self) -> bool:
        """Whether the list is in view."""
        return self._popup is not None and self._popup.open

    @property
    def popup(self) -> SuggestionList:
        """The list, made when it is first needed."""
        if self._popup is None:
            self._popup = SuggestionList(self._editor)
            self._popup.least_width = WIDTH
            self._popup.picked.connect(self._pick)
        return self._popup

    def close(self) -> None:
        """Close the list and wait for no answer."""
        self._seeker.drop()
        if self._popup is not None:
            self._popup.hide()

    def _on_edited(self, typed: str) -> None:
        self._moved = False
        self._seeker.seek(typed)

    def _show(self, typed: str, lines: Sequence[Suggestion]) -> None:
        """Show who is found; an Enter that waited for it takes the one person with the number."""
        mark = mark_for(typed, lines)
        if self._held.holding and not self._down:
            self._go_on(lines[mark] if mark is not None else None)
            return
        if lines and self._editor.hasFocus():
            self.popup.show_lines(lines, mark=mark)
        else:
            self.close()
        if self._held.holding:
            self._held.release()

    def _wait(self, event: QKeyEvent) -> None:
        """Keep Enter, or Down, and what comes after it until the answer is there."""
        self._down = event.key() == Qt.Key.Key_Down
        self._held.hold()
        self._held.add(event.clone())

    def _go_on(self, line: Suggestion | None) -> None:
        """Type what waited: without the Enter where a person is taken, for that leads on itself."""
        if line is None:
            self.close()
            self._held.release()
            return
        self._held.skip()
        self._pick(line)
        self._held.release()  # where the cursor is now

    def _on_failed(self, _error: ColetorError) -> None:
        if self._held.holding:
            self._go_on(None)
        self.close()  # what is typed is kept as it is; the store says its own troubles

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Drive the list before the form's keys; without a list everything passes."""
        if event.type() in _CLOSING:
            if self._held.holding and self._seeker.wanted is not None:
                self._held.skip()  # the mouse led on already
                QTimer.singleShot(0, self, self._held.release)
            self.close()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        return False

    def _on_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        pending = self._seeker.wanted
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _WAITING and plain and pending is not None and not self._moved:
            if self._editor.hasFocus() and (key == Qt.Key.Key_Down or whole_number(pending)):
                self._wait(event)
                return True
            self.close()  # what is marked answers an older text
        return self.open and self._drive(key)

    def _drive(self, key: Qt.Key) -> bool:
        marked = self.popup.current()
        if key in MOVES and (marked is not None or MOVES[key] > 0):
            self._moved = True
            self.popup.move_mark(MOVES[key])
        elif key == Qt.Key.Key_Escape:
            self.close()
        elif key in _TAKES and marked is not None:
            self._pick(marked)
        else:
            if key in _TAKES or key in MOVES:
                self.close()
            return False
        return True

    def _pick(self, line: Suggestion) -> None:
        self.close()
        self.picked.emit(getattr(line, "entry", None))
