"""Which key does what in the header, in the line being typed, and on a marked line."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.form.keys import Act, act_of
from ui.sheet.acts import SheetActs
from ui.sheet.person import PersonEdit
from ui.widgets.choice import SuggestingEdit

if TYPE_CHECKING:
    from ui.sheet.view import SheetView

_CTRL = Qt.KeyboardModifier.ControlModifier
Do = Callable[[], object]


class SheetKeys:
    """The keys of one sheet; the same ones as in the form wherever they mean the same.

    Args:
        view: the sheet on screen.
        acts: what the keys do.
    """

    def __init__(self, view: "SheetView", acts: SheetActs) -> None:
        self._view = view
        self._acts = acts

    def in_header(self, slot_id: str, event: QKeyEvent) -> bool:
        """Do what a key does in a field of the header; tell whether it was one."""
        view, acts, header = self._view, self._acts, self._view.header
        if self._anywhere(slot_id, event):
            return True
        session, host = header.session, header.host
        does: dict[Act, Do] = {
            Act.BACK: lambda: header.focusNextPrevChild(False),
            Act.ON: lambda: header.focusNextPrevChild(True),
            Act.REPEAT: lambda: acts.repeat_before(slot_id),
            Act.REPEAT_ALL: acts.repeat_header,
            Act.UNDO: lambda: acts.replay(host, session.undo),
            Act.REDO: lambda: acts.replay(host, session.redo),
            Act.NEXT_PENDING: acts.next_pending,
            Act.CONCLUDE: view.concluding.emit,
        }
        return _done(act_of(event, host.bindings[slot_id].editor), does)

    def in_line(self, slot_id: str, event: QKeyEvent) -> bool:
        """Do what a key does in a field of the line being typed; tell whether it was one."""
        view, acts, editor = self._view, self._acts, self._view.editor
        if editor is None:
            return False
        field, line = editor.host.bindings[slot_id].editor, editor.session
        if self._anywhere(slot_id, event) or self._moves(event, field):
            return True
        if event.key() == Qt.Key.Key_Insert and not event.modifiers() & _CTRL:
            asked = slot_id if _is_person(field) else editor.order[0]
            view.person_wanted.emit(editor.host.bindings[asked])
            return True
        host = editor.host
        does: dict[Act, Do] = {
            Act.REPEAT: lambda: acts.repeat_above(slot_id),
            Act.UNDO: lambda: acts.replay(host, line.undo),
            Act.REDO: lambda: acts.replay(host, line.redo),
            Act.REMOVE_ROW: lambda: acts.remove(line),
            Act.NEXT_PENDING: acts.next_pending,
            Act.CONFIRM: acts.ask_reason,
            Act.USE_KEPT: view.unlike.use_kept,
            Act.CONCLUDE: view.concluding.emit,
            Act.NEW_ROW: view.walk.next_line,
        }
        return _done(act_of(event, field), does)

    def on_table(self, event: QKeyEvent) -> None:
        """Do what a key does while a line is only marked."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self._acts.undo_sheet()
        elif event.key() == Qt.Key.Key_F8:
            self._acts.next_pending()
        elif event.key() == Qt.Key.Key_F9:
            self._acts.ask_reason()
        elif event.key() == Qt.Key.Key_Insert:
            self._view.walk.next_line()
        else:
            self._anywhere("", event)

    def _moves(self, event: QKeyEvent, field: QWidget) -> bool:
        """Go to the line above or below, or out of the line with Esc."""
        listing = isinstance(field, SuggestingEdit) and field.list_open
        line = self._view.line
        if listing or line is None or event.modifiers() & _CTRL:
            return False
        if event.key() == Qt.Key.Key_Up:
            self._view.walk.step(-1)
        elif event.key() == Qt.Key.Key_Down and line is not self._view.desk.lines[-1]:
            self._view.walk.step(1)
        elif event.key() == Qt.Key.Key_Escape:
            self._view.mark_line(line)
        else:
            return False
        return True

    def _anywhere(self, slot_id: str, event: QKeyEvent) -> bool:
        """Do what a key does in header and lines alike; tell whether it was one."""
        key, line = event.key(), self._view.line
        if key == Qt.Key.Key_F10:
            self._view.places_wanted.emit(slot_id)
        elif key == Qt.Key.Key_F7:
            self._acts.ask_stand_in()
        elif key == Qt.Key.Key_I and event.modifiers() & _CTRL:
            self._card()
        elif key == Qt.Key.Key_F11:
            self._acts.open_whole()
        elif key == Qt.Key.Key_D and event.modifiers() & _CTRL:
            if line is not None:
                self._acts.duplicate(line)
        else:
            return False
        return True

    def _card(self) -> None:
        """Open the entry of the line's patient, to be completed or to be made."""
        view = self._view
        if view.line is not None:
            view.open_line(view.line)
        if view.editor is not None and view.editor.patient is not None:
            view.card_wanted.emit(view.editor.patient)


def _is_person(field: QWidget) -> bool:
    return isinstance(field, PersonEdit)


def _done(act: Act | None, does: dict[Act, Do]) -> bool:
    """Do what an act asks for; an act of the form that a sheet has no use for does nothing."""
    if act is None:
        return False
    doing = does.get(act)
    if doing is not None:
        doing()
    return True
