"""Keeps rows of the form as a package: which rows, its name, the figure of its key."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from coletor.contact.drafting import NewRow
from coletor.messages import text
from ui.style import fonts
from ui.widgets import masks
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.labels import Elided, label, wrapped
from ui.widgets.layouts import clear, line_of
from ui.widgets.scrolling import Scrolled
from ui.widgets.tone import Tone

_CTRL = Qt.KeyboardModifier.ControlModifier
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row of the form that may go into a package.

    Args:
        row: what it says, with the rows it holds.
        words: how a person recognises it.
        wanted: whether it is taken unless somebody says otherwise.
    """

    row: NewRow
    words: str
    wanted: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be kept.

    Args:
        name: as typed.
        number: as typed.
        rows: those that were marked.
    """

    name: str
    number: str
    rows: tuple[NewRow, ...]


class PackageKeeper(Card):
    """Asks for name, figure and rows beside the form; Ctrl+Enter keeps, Esc goes back.

    Args:
        parent: the widget it stands in.
    """

    wanted = Signal(object)  # Wanted
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(text("packages.keeper.title"), "", parent)
        self._candidates: Sequence[Candidate] = ()
        self.boxes: list[QCheckBox] = []
        self.name = Field(text("packages.keeper.name"), required=True)
        self.number = Field(text("packages.keeper.number"), masks.digits_edit())
        self.number.editor.setPlaceholderText(text("packages.keeper.number_hint"))
        self.name.editor.rawEdited.connect(lambda _raw: self.name.clear_finding())
        self.number.editor.rawEdited.connect(lambda _raw: self.number.clear_finding())
        scroll = Scrolled(self)  # the fields too: below the form, large text leaves little height
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        column = QVBoxLayout(scroll.inside())
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.name)
        column.addWidget(self.number)
        column.addWidget(label(text("packages.keeper.rows"), fonts.secondary(), "muted"))
        column.addLayout(self._rows)
        column.addStretch(1)
        self.body.addWidget(scroll, 1)
        self.body.addWidget(wrapped(text("packages.keeper.remark")))
        self._build_buttons()

    def _build_buttons(self) -> None:
        self.keep = PrimaryButton(text("packages.keeper.keep"), "Ctrl ↵")
        back = Button(text("packages.keeper.back"), "Esc")
        self.keep.clicked.connect(self._ask)
        back.clicked.connect(self.left)
        self.body.addLayout(line_of(self.keep, back))

    def offer(self, candidates: Sequence[Candidate]) -> None:
        """Show the rows of the form and take the cursor.

        Args:
            candidates: in the form's order.
        """
        self._candidates = tuple(candidates)
        clear(self._rows)
        self.boxes = []
        for candidate in candidates:
            self._add(candidate)
        for field in (self.name, self.number):
            field.set_raw("")
            field.clear_finding()
        self.name.editor.setFocus(Qt.FocusReason.TabFocusReason)

    def _add(self, candidate: Candidate) -> None:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(2, 0, 4, 0)
        box = QCheckBox()
        box.setChecked(candidate.wanted)
        box.setAccessibleName(candidate.words)
        row.addWidget(box)
        row.addWidget(Elided(candidate.words, fonts.secondary()), 1)
        self.boxes.append(box)
        self._rows.addWidget(line)

    def say(self, words: str, *, about_number: bool) -> None:
        """Say why it was not kept, under the field it is about."""
        field = self.number if about_number else self.name
        field.set_finding(words, Tone.ERROR)
        field.editor.setFocus(Qt.FocusReason.TabFocusReason)

    def _ask(self) -> None:
        rows = tuple(
            candidate.row
            for candidate, box in zip(self._candidates, self.boxes, strict=True)
            if box.isChecked()
        )
        self.wanted.emit(Wanted(self.name.raw(), self.number.raw(), rows))

    def event(self, event: QEvent) -> bool:
        """Take Ctrl+Enter and Esc before any shortcut of the screen around it."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and _is_ours(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep with Ctrl+Enter, go back with Esc."""
        if not _is_ours(event):
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            self._ask()


def _is_ours(event: QKeyEvent) -> bool:
    if event.key() == Qt.Key.Key_Escape:
        return True
    return event.key() in _ENTERS and bool(event.modifiers() & _CTRL)
