"""What contacts said otherwise than the register: a person takes one or keeps the other."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from coletor.messages import text
from coletor.registers import Definition, Difference
from ui.form.names import Names
from ui.people.reading import on_day
from ui.people.words import shown
from ui.style import fonts
from ui.widgets.buttons import Button
from ui.widgets.labels import label, muted, wrapped
from ui.widgets.layouts import clear, widgets
from ui.widgets.marks import Pill
from ui.widgets.tone import Tone

LABEL_WIDTH = 144
"""Room for the names beside values."""
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class DifferenceLine(QWidget):
    """One value that differs, and the two ways to settle it.

    Args:
        difference: what differs.
        name: the field's label.
        kept: the register's value in words.
        typed: the contact's value in words.
    """

    settled = Signal(int, bool)  # id of the difference, whether the typed value is taken

    def __init__(self, difference: Difference, name: str, kept: str, typed: str) -> None:
        super().__init__()
        self.difference = difference
        nothing = text("people.detail.nothing")
        self.setAccessibleName(
            text(
                "people.detail.difference_name",
                field=name,
                kept=kept or nothing,
                typed=typed or nothing,
                day=on_day(difference.at),
            )
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 6)
        column.setSpacing(3)
        column.addWidget(label(name, fonts.secondary_strong()))
        pairs = QGridLayout()
        pairs.setHorizontalSpacing(8)
        pairs.setVerticalSpacing(2)
        pairs.setColumnMinimumWidth(0, LABEL_WIDTH)
        pairs.setColumnStretch(1, 1)
        for line, (words, value) in enumerate(
            (
                (text("people.detail.kept"), kept),
                (text("people.detail.typed", day=on_day(difference.at)), typed),
            )
        ):
            pairs.addWidget(muted(words), line, 0, Qt.AlignmentFlag.AlignTop)
            pairs.addWidget(wrapped(value or nothing, tone="", font=fonts.body()), line, 1)
        column.addLayout(pairs)
        self.keep_button = Button(text("people.detail.keep"), text("people.key.keep"))
        self.take_button = Button(text("people.detail.take"), text("people.key.take"))
        self.keep_button.clicked.connect(lambda: self._settle(take=False))
        self.take_button.clicked.connect(lambda: self._settle(take=True))
        row = QHBoxLayout()
        row.setSpacing(6)
        for button in (self.keep_button, self.take_button):
            button.setAccessibleDescription(self.accessibleName())
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Settle with one key."""
        key = event.text().upper()
        if key == text("people.key.keep"):
            self._settle(take=False)
        elif key == text("people.key.take"):
            self._settle(take=True)
        else:
            super().keyPressEvent(event)

    def _settle(self, *, take: bool) -> None:
        self.settled.emit(self.difference.id, take)


class Differences(QWidget):
    """Every value that differs, one under the other; arrows move between them.

    Args:
        definition: the register.
        names: the names of codes.
    """

    settled = Signal(int, bool)
    finished = Signal()  # nothing is left, and the cursor was here

    def __init__(self, definition: Definition, names: Names) -> None:
        super().__init__()
        self._definition = definition
        self._names = names
        self._settling: int | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(label(text("people.detail.differences"), fonts.strong()))
        self._mark = Pill("", Tone.WARNING)
        head.addWidget(self._mark)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(wrapped(text("people.detail.differences_remark")))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        column.addLayout(self._lines)
        self.hide()

    def lines(self) -> list[DifferenceLine]:
        """Return the lines in view."""
        return [each for each in widgets(self._lines) if isinstance(each, DifferenceLine)]

    def show_all(self, differences: Sequence[Difference]) -> None:
        """Show what differs; the cursor stays where it was, on what is left.

        Args:
            differences: those that nobody settled yet.
        """
        place = self._settling if self._settling is not None else self._place()
        self._settling = None
        clear(self._lines)
        for each in differences:
            kept = self._definition.by_id[each.field_id]
            line = DifferenceLine(
                each,
                kept.label,
                shown(kept, each.kept, self._names),
                shown(kept, each.typed, self._names),
            )
            line.settled.connect(self._on_settled)
            self._lines.addWidget(line)
        self._mark.setText(str(len(differences)))
        self.setVisible(bool(differences))
        if place is not None and not self.take_focus(place):
            self.finished.emit()

    def _on_settled(self, difference_id: int, take: bool) -> None:
        """Hand a decision on, once: until it is answered other keys wait."""
        if self._settling is None:
            self._settling = self._place() or 0
            self.settled.emit(difference_id, take)

    def take_focus(self, place: int = 0) -> bool:
        """Put the cursor on a difference; tell whether there is one."""
        lines = self.lines()
        if lines:
            line = lines[min(place, len(lines) - 1)]
            line.show()
            line.keep_button.setFocus(Qt.FocusReason.TabFocusReason)
        return bool(lines)

    def _place(self) -> int | None:
        focus = self.focusWidget() if self.isVisible() else None
        if focus is None or not self.window().isActiveWindow():
            return None
        return next((n for n, x in enumerate(self.lines()) if x.isAncestorOf(focus)), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between the differences with the arrows."""
        step = _MOVES.get(Qt.Key(event.key()))
        place = self._place()
        if step is None or place is None:
            super().keyPressEvent(event)
        else:
            self.take_focus(max(0, place + step))
