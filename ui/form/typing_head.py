"""What the lines above form and sheet share: whether what is typed is on the disk."""

from datetime import datetime

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coletor.messages import text
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.marks import Pill
from ui.widgets.tone import Tone

_GAP, _LINE_GAP, _LEAST_NAME = 12, 8, 140
"""Between the parts, between two lines, and what the name keeps of the line."""
SLOW_MS = 800
"""A save that takes longer than this is said; a quick one only changes the time."""


class TypingHead(QWidget):
    """A line that says whether all is saved and ends in buttons, the next step last.

    Args:
        row: the line; titles and marks stand in it already, or come later at the left.
        buttons: what stands before the button of the next step.
        conclude: the words of that button.
        parent: the widget it stands in.
    """

    concluded = Signal()

    def __init__(
        self,
        row: QHBoxLayout,
        buttons: tuple[Button, ...],
        conclude: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._row = row
        self._first = buttons[0]
        self._saved = Pill()
        self._saved.hide()
        self._tone: Tone | None = None
        """Of what is said about saving; None: nothing yet."""
        self.conclude = PrimaryButton(conclude, text("form.key.conclude_cap"))
        self.conclude.clicked.connect(self.concluded)
        for button in (*buttons, self.conclude):
            row.addWidget(button)
        self._modes: QWidget | None = None
        self._below = QHBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_LINE_GAP)
        column.addLayout(row)
        column.addLayout(self._below)
        self._buttons = (*buttons, self.conclude)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_MS)
        self._slow.timeout.connect(lambda: self._mark(text("form.screen.saving"), Tone.NEUTRAL))

    def take_modes(self, control: QWidget) -> None:
        """Put the control that switches between the ways of typing before the buttons."""
        self._modes = control
        self._row.insertWidget(self._row.indexOf(self._first), control)
        self._place_modes()
        control.show()

    def minimumSizeHint(self) -> QSize:
        """Return the width without the ways of typing: they can stand below."""
        size, modes = super().minimumSizeHint(), self._modes
        if modes is None or not self.isAncestorOf(modes) or self._stands_below:
            return size
        width = modes.sizeHint().width()
        return QSize(max(size.width() - width, width), size.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the ways of typing where there is room for them."""
        super().resizeEvent(event)
        self._place_modes()

    @property
    def _stands_below(self) -> bool:
        return self._modes is not None and self._below.indexOf(self._modes) >= 0

    def _place_modes(self) -> None:
        """Put them before the buttons; with large text in a small window, below the line."""
        modes = self._modes
        if modes is None or not self.isAncestorOf(modes):
            return  # another page has them now
        shown = (each for each in (modes, *self._buttons) if not each.isHidden())
        needed = self._least_name() + sum(each.sizeHint().width() + _GAP for each in shown)
        below, was_below = self.isVisible() and self.width() < needed, self._stands_below
        if below and not was_below:
            self._row.removeWidget(modes)
            self._below.addWidget(modes, 0, Qt.AlignmentFlag.AlignLeft)
        elif was_below and not below:
            self._below.removeWidget(modes)
            self._row.insertWidget(self._row.indexOf(self._first), modes)

    def _least_name(self) -> int:
        """Return what stands before the ways of typing at least, in pixels."""
        return _LEAST_NAME

    def show_saving(self) -> None:
        """Something typed is on its way to the disk."""
        if not self._slow.isActive():
            self._slow.start()

    def show_saved(self) -> None:
        """Everything typed is on the disk."""
        self._slow.stop()
        now = datetime.now().astimezone()
        self._mark(text("form.screen.saved", time=f"{now:%H:%M:%S}"), Tone.OK)

    def show_unsaved(self) -> None:
        """Something typed could not be stored."""
        self._slow.stop()
        self._mark(text("form.screen.unsaved"), Tone.ERROR)

    def _forget_saved(self) -> None:
        """Say nothing of what is stored: nothing was in this sitting."""
        self._slow.stop()
        self._tone = None
        self._arrange()

    def _mark(self, words: str, tone: Tone) -> None:
        self._saved.show_as(words, tone)
        self._tone = tone
        self._arrange()

    def _arrange(self) -> None:
        """Show what there is room for."""
        self._saved.setVisible(self._tone is not None)
