"""What each key does in a field of the form; the same key means the same everywhere."""

from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from ui.form.editors import Editor, LongTextEdit
from ui.form.layout import Layout, Place
from ui.form.rows import FormRow
from ui.widgets.choice import SuggestingEdit

_CONTROL = Qt.KeyboardModifier.ControlModifier


class Act(Enum):
    """What a key asks for."""

    BACK = auto()
    ON = auto()
    NEXT_PART = auto()
    PREVIOUS_PART = auto()
    REPEAT = auto()
    REPEAT_ALL = auto()
    SWITCH = auto()
    NEXT_PENDING = auto()
    CONFIRM = auto()
    NEW_ROW = auto()
    REMOVE_ROW = auto()
    UNDO = auto()
    REDO = auto()
    CONCLUDE = auto()
    USE_KEPT = auto()
    CORRECT_KEPT = auto()


_PLAIN = {
    Qt.Key.Key_F2: Act.REPEAT,
    Qt.Key.Key_F3: Act.REPEAT_ALL,
    Qt.Key.Key_F8: Act.NEXT_PENDING,
    Qt.Key.Key_F9: Act.CONFIRM,
}
_WITH_CONTROL = {
    Qt.Key.Key_Down: Act.NEXT_PART,
    Qt.Key.Key_Up: Act.PREVIOUS_PART,
    Qt.Key.Key_Plus: Act.NEW_ROW,
    Qt.Key.Key_Equal: Act.NEW_ROW,
    Qt.Key.Key_Insert: Act.NEW_ROW,
    Qt.Key.Key_Delete: Act.REMOVE_ROW,
    Qt.Key.Key_Return: Act.CONCLUDE,
    Qt.Key.Key_Enter: Act.CONCLUDE,
    Qt.Key.Key_R: Act.USE_KEPT,
}
_WITH_BOTH = {Qt.Key.Key_R: Act.CORRECT_KEPT}


def act_of(event: QKeyEvent, editor: Editor) -> Act | None:
    """Return what a key asks of the form, or None when it is the editor's.

    Args:
        event: the key.
        editor: the editor that has the cursor.
    """
    key = Qt.Key(event.key())
    if is_undo(event):
        return Act.UNDO
    if is_redo(event):
        return Act.REDO
    if event.modifiers() & _CONTROL:
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        return _WITH_BOTH.get(key) if shifted and key in _WITH_BOTH else _WITH_CONTROL.get(key)
    if key in _PLAIN:
        return _PLAIN[key]
    return _moves(key, editor)


def is_undo(event: QKeyEvent) -> bool:
    """Tell whether a key takes back what was done last."""
    return event.matches(QKeySequence.StandardKey.Undo)


def is_redo(event: QKeyEvent) -> bool:
    """Tell whether a key does again what was taken back: on each system, the keys of all."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    pressed = (held, event.key()) in {
        (_CONTROL, Qt.Key.Key_Y),
        (_CONTROL | Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_Z),
    }
    return pressed or event.matches(QKeySequence.StandardKey.Redo)


def switched_by(event: QKeyEvent, layout: Layout, row: FormRow) -> Place | None:
    """Return the place that a key gives to its other element, as the model file names the key.

    Args:
        event: the key.
        layout: the form.
        row: the row that has the cursor; a place of another list is not reached from here.
    """
    name = QKeySequence(event.key()).toString(QKeySequence.SequenceFormat.PortableText)
    for place in layout.places.values():
        within = place.element.group_path in ("", row.list)
        if within and any(name == item.hint.key for item in place.stand_ins):
            return place
    return None


def _moves(key: Qt.Key, editor: Editor) -> Act | None:
    """Up goes back and Down goes on, where the editor has no use for them."""
    if isinstance(editor, LongTextEdit):
        return None
    if isinstance(editor, SuggestingEdit):
        return Act.BACK if key == Qt.Key.Key_Up and not editor.list_open else None
    return {Qt.Key.Key_Up: Act.BACK, Qt.Key.Key_Down: Act.ON}.get(key)
