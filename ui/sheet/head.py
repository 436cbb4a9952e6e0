"""The line above the sheet: its day, how many lines, what is saved, and what comes next."""

from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coletor.messages import text
from ui.form.head import SLOW_MS
from ui.style import fonts
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.card import heading
from ui.widgets.labels import Elided
from ui.widgets.marks import Pill
from ui.widgets.tone import Tone

_ROOM = 100
"""What is said of the sheet takes the room there is before the blank at the right does."""


class SheetHead(QWidget):
    """Title, what is said of the sheet, the saved mark, and the buttons.

    Args:
        parent: the widget it stands in.
    """

    sheets_wanted = Signal()
    concluded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row, self._title, plain = heading(text("sheet.title"))
        self._row.removeWidget(plain)
        plain.deleteLater()
        self._remark = Elided("", fonts.secondary(), "muted")
        self._saved = Pill()
        self._row.insertWidget(1, self._remark, _ROOM)
        self._row.insertWidget(2, self._saved)
        self.sheets = Button(text("sheet.sheets"), text("form.key.drafts_cap"))
        self.sheets.clicked.connect(self.sheets_wanted)
        self.conclude = PrimaryButton(text("sheet.conclude"), text("form.key.conclude_cap"))
        self.conclude.clicked.connect(self.concluded)
        self._row.addWidget(self.sheets)
        self._row.addWidget(self.conclude)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._row)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_MS)
        self._slow.timeout.connect(lambda: self._mark(text("form.screen.saving"), Tone.NEUTRAL))
        self._saved.hide()

    def take_modes(self, control: QWidget) -> None:
        """Put the control that switches between the ways of typing before the buttons."""
        self._row.insertWidget(self._row.indexOf(self.sheets), control)
        control.show()

    def say(self, title: str, remark: str) -> None:
        """Say day, lines and minutes of the sheet."""
        self._title.setText(title)
        self._remark.set_text(remark)
        self._remark.setMaximumWidth(self._remark.sizeHint().width())

    def words(self) -> str:
        """Return what is said of the sheet."""
        return f"{self._title.text()} · {self._remark.text()}"

    def saved(self) -> str:
        """Return what is said of what is stored; empty before the first thing typed."""
        return "" if self._saved.isHidden() else self._saved.text()

    def show_sheets(self, count: int) -> None:
        """Show how many other sheets are open."""
        words = text("sheet.sheets_count", count=count) if count else text("sheet.sheets")
        self.sheets.set_text(words)

    def show_progress(self, words: str) -> None:
        """Say what is under way; empty when nothing is."""
        self.conclude.set_text(words or text("sheet.conclude"))

    def begin(self) -> None:
        """Show a sheet that was just opened: nothing of it was saved in this sitting."""
        self._slow.stop()
        self._saved.hide()

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

    def _mark(self, words: str, tone: Tone) -> None:
        self._saved.show_as(words, tone)
        self._saved.show()
