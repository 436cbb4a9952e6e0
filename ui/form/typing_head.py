"""What the lines above form and sheet share: whether what is typed is on the disk."""

from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coletor.messages import text
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.marks import Pill
from ui.widgets.tone import Tone

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
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_MS)
        self._slow.timeout.connect(lambda: self._mark(text("form.screen.saving"), Tone.NEUTRAL))

    def take_modes(self, control: QWidget) -> None:
        """Put the control that switches between the ways of typing before the buttons."""
        self._row.insertWidget(self._row.indexOf(self._first), control)
        control.show()

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
