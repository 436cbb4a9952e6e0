"""One setting: its name, a sentence, its editor; kept when changed, undone in place."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from coletor.messages import text
from ui.style import fonts
from ui.style.theme import restyle
from ui.widgets.buttons import Button, SegmentedControl
from ui.widgets.labels import breaking, wrapped
from ui.widgets.line import LineEdit
from ui.widgets.notice import announce

EDITOR_WIDTH = 320
_NARROW = 560
_BESIDE, _UNDER = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
_UNDO_WIDTH = 90
_STATE_HEIGHT = 20


class Setting(QWidget):
    """One setting; the room for what is said of it is always there.

    Args:
        name: what is set.
        remark: one sentence more.
        editor: a line or a few choices.
    """

    wanted = Signal(str)  # the person wants another value

    def __init__(self, name: str, remark: str, editor: LineEdit | SegmentedControl) -> None:
        super().__init__()
        self.editor = editor
        self._kept = ""
        self._before = ""
        self._name = breaking(name, fonts.make(weight=fonts.medium()))
        self._state = wrapped()
        self._undo = Button(text("settings.undo"), kind="link")
        self._undo.set_font(fonts.secondary())
        self._undo.setAccessibleName(text("settings.undo_named", name=name))
        self._undo.clicked.connect(lambda: self.wanted.emit(self._before))
        self._lay_out(remark)
        editor.setAccessibleName(name)
        editor.setAccessibleDescription(remark)
        self._listen()

    def _lay_out(self, remark: str) -> None:
        row = self._row = QBoxLayout(_BESIDE, self)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(24)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._name)
        words.addWidget(wrapped(remark))
        words.addStretch(1)
        row.addLayout(words, 1)
        side = QVBoxLayout()
        side.setSpacing(2)
        self._side = side
        side.addWidget(self.editor)
        state = QHBoxLayout()
        state.setSpacing(6)
        self._state.setMinimumSize(EDITOR_WIDTH - _UNDO_WIDTH, _STATE_HEIGHT)
        state.addWidget(self._state, 1)
        state.addWidget(self._undo)
        side.addLayout(state)
        side.addStretch(1)
        row.addLayout(side)
        self._undo.hide()
        self._align()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the editor under the words where both do not fit beside each other."""
        super().resizeEvent(event)
        direction = _BESIDE if self.width() >= _NARROW else _UNDER
        if direction != self._row.direction():
            self._row.setDirection(direction)
            self._row.setSpacing(24 if direction == _BESIDE else 6)
            self._align()

    def minimumSizeHint(self) -> QSize:
        """Return the room that the editor needs under the words."""
        needed = self.editor.minimumSizeHint().width()
        least = max(needed, self._state.minimumWidth() + _UNDO_WIDTH)
        return QSize(least, super().minimumSizeHint().height())

    def _align(self) -> None:
        """Let the editor stand at the right beside the words, at the left under them."""
        beside = self._row.direction() == _BESIDE
        across = Qt.AlignmentFlag.AlignRight if beside else Qt.AlignmentFlag.AlignLeft
        self._side.setAlignment(self.editor, across)
        if isinstance(self.editor, LineEdit):
            across = Qt.AlignmentFlag.AlignLeft  # under what was typed, as under every field
        self._state.setAlignment(across | Qt.AlignmentFlag.AlignVCenter)

    def _listen(self) -> None:
        editor = self.editor
        if isinstance(editor, LineEdit):
            self._name.setBuddy(editor)
            editor.setFixedWidth(EDITOR_WIDTH)
            editor.left.connect(self._on_left)
        else:
            editor.chosen.connect(self._ask)

    def value(self) -> str:
        """Return what the editor shows."""
        editor = self.editor
        return editor.raw().strip() if isinstance(editor, LineEdit) else editor.value()

    def said(self) -> str:
        """Return what is said of it, or an empty text."""
        return self._state.text()

    def show_value(self, value: str) -> None:
        """Show the value in force, unless the person is typing another."""
        typing = isinstance(self.editor, LineEdit) and self.editor.hasFocus()
        if typing and self.value() != self._kept:
            return
        self._kept = value
        self._put(value)

    def kept(self, value: str) -> None:
        """Say that a value was kept, and offer the one before."""
        self._before, self._kept = self._kept, value
        self._put(value)
        self._say(text("settings.kept"), "ok")
        self._undo.setVisible(self._before != value)

    def refuse(self, words: str) -> None:
        """Say why a value was not kept; what was typed stays to be corrected."""
        self._undo.hide()
        self._say(words, "error")
        restyle(self.editor, state="error")
        if not isinstance(self.editor, LineEdit):
            self._put(self._kept)

    def undo(self) -> None:
        """Go back to the value before, as the button does."""
        self._undo.click()

    def _say(self, words: str, role: str) -> None:
        restyle(self.editor, state="")
        self._state.setText(words)
        restyle(self._state, tone=role)
        self.editor.setToolTip(words if role == "error" else "")
        announce(self, words)

    def _put(self, value: str) -> None:
        editor = self.editor
        if isinstance(editor, LineEdit):
            editor.set_raw(value)
        else:
            editor.set_value(value)

    def _on_left(self) -> None:
        if self.value() != self._kept:
            self._ask(self.value())
        elif self.editor.property("state") == "error":
            self._say("", "muted")

    def _ask(self, value: str) -> None:
        if value != self._kept:
            self.wanted.emit(value)


def choice(name: str, remark: str, choices: Sequence[tuple[str, str]]) -> Setting:
    """Return a setting with a few choices side by side.

    Args:
        name: what is set.
        remark: one sentence more.
        choices: (value, word) of each.
    """
    return Setting(name, remark, SegmentedControl(choices, name))
