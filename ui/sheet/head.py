"""The line above the sheet: its day, how many lines, what is saved, and what comes next."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coletor.messages import text
from ui.form.typing_head import TypingHead
from ui.style import fonts
from ui.widgets.buttons import Button
from ui.widgets.card import heading
from ui.widgets.labels import Elided

_GAP, _ROOM = 12, 100
"""What is said of the sheet takes the room there is before the blank at the right does."""


class SheetHead(TypingHead):
    """Title, what is said of the sheet, the saved mark, and the buttons.

    Args:
        parent: the widget it stands in.
    """

    sheets_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        row, self._title, plain = heading(text("sheet.title"))
        row.removeWidget(plain)
        plain.deleteLater()
        self.sheets = Button(text("sheet.sheets"), text("form.key.drafts_cap"))
        super().__init__(row, (self.sheets,), text("sheet.conclude"), parent)
        self.sheets.clicked.connect(self.sheets_wanted)
        self._remark = Elided("", fonts.secondary(), "muted")
        row.insertWidget(1, self._remark, _ROOM)
        row.insertWidget(2, self._saved)

    def _least_name(self) -> int:
        """Return the room of the day and of what is stored: neither is cut."""
        return self._title.sizeHint().width() + self._saved.sizeHint().width() + 2 * _GAP

    def say(self, title: str, remark: str) -> None:
        """Say day, lines and minutes of the sheet."""
        self._title.setText(title)
        self._remark.set_text(remark)
        self._remark.setMaximumWidth(self._remark.sizeHint().width())

    def words(self) -> str:
        """Return what is said of the sheet."""
        said = (self._title.text(), self._remark.text())
        return " · ".join(words for words in said if words)

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
        self._forget_saved()
