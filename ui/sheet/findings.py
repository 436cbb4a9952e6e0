"""What is to be settled in the marked line, at the foot of the table; its room never changes."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from coletor.messages import text
from coletor.model import Element
from ui.form.binding import tone_of, words_of
from ui.form.pending import Pending, is_reason
from ui.sheet.standing_in import StandInPage
from ui.style import fonts
from ui.style.theme import restyle
from ui.widgets.labels import Elided, label, muted, rule, wrapped
from ui.widgets.line import AnswerEdit
from ui.widgets.marks import KbdMark

SHOWN = 3
_LINE = 18
_ROLES = {"error": "error", "warning": "warning"}


class FindingsStrip(QWidget):
    """The findings of one line, and where the reason of a warning is written.

    Args:
        parent: the widget it stands in.
    """

    confirmed = Signal(object, str)  # Pending, reason
    stood_in = Signal(str)  # the value that stands in for what is missing
    released = Signal()  # the reason was not given: the cursor goes back

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked: Pending | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(rule())
        self._stack = QStackedWidget(self)
        self._stack.setFixedHeight(SHOWN * _LINE + 2)
        self._stack.addWidget(self._make_list())
        self._stack.addWidget(self._make_reason())
        self.stand_in = StandInPage()
        self.stand_in.kept.connect(self._on_stood_in)
        self.stand_in.cancelled.connect(self._on_cancelled)
        self._stack.addWidget(self.stand_in)
        column.addWidget(self._stack)

    def _make_list(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        self._lines = [Elided("", fonts.secondary(), "muted") for _ in range(SHOWN)]
        for line in self._lines:
            line.setFixedHeight(_LINE)
            lines.addWidget(line)
        self._whole = wrapped()
        self._whole.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._whole.hide()
        lines.addWidget(self._whole, 1)
        row.addLayout(lines, 1)
        return page

    def _make_reason(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._message = Elided("", fonts.secondary(), "warning")
        column.addWidget(self._message)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label(text("sheet.findings.reason"), fonts.secondary_strong()))
        self.reason = AnswerEdit()
        self.reason.setFixedHeight(28)
        self.reason.setAccessibleName(text("sheet.findings.reason"))
        self.reason.given.connect(self._on_kept)
        self.reason.cancelled.connect(self._on_cancelled)
        row.addWidget(self.reason, 1)
        row.addWidget(KbdMark("↵"))
        row.addWidget(muted(text("form.key.keep_reason")))
        column.addLayout(row)
        return page

    def say(self, items: Sequence[Pending], remark: str = "") -> None:
        """Show what is to be settled in a line.

        Args:
            items: what is pending, errors first.
            remark: what is to be known of its patient before all that.
        """
        words: list[tuple[str, str]] = [(remark, "accent")] if remark else []
        words += [
            (f"{item.where}: {words_of(item)}", _ROLES.get(str(tone_of(item)), "muted"))
            for item in items
        ]
        if len(words) > SHOWN:
            more = text("sheet.findings.more", count=len(words) - SHOWN + 1)
            words = [*words[: SHOWN - 1], (more, "muted")]
        if not words:
            words = [(text("sheet.findings.none"), "muted")]
        self._show(words)

    def say_next(self, step: str) -> None:
        """Say what comes next where nothing was typed yet.

        Args:
            step: "begin" in the header, "blank" in a line.
        """
        self._show([(text(f"sheet.findings.{step}"), "muted")])

    def _show(self, words: list[tuple[str, str]]) -> None:
        if self._asked is not None:
            return  # somebody writes a reason there
        alone = len(words) == 1
        self._whole.setVisible(alone)
        if alone:
            self._whole.setText(words[0][0])
            restyle(self._whole, tone=words[0][1])
        for place, line in enumerate(self._lines):
            line.set_text(*(words[place] if place < len(words) else ("", "muted")))
            line.setVisible(not alone)
        self.setAccessibleName(" ".join(each for each, _ in words))

    def say_words(self, words: str) -> None:
        """Show a sentence in place of findings."""
        self._show([(words, "accent")])

    def words(self) -> list[str]:
        """Return what is shown."""
        return [line.text() for line in self._lines if line.text()]

    def ask(self, item: Pending) -> None:
        """Ask for the reason of a warning, in the same room."""
        self._asked = item
        self._message.set_text(f"{item.where}: {item.message}")
        self.reason.setText(item.usual)
        self.reason.selectAll()  # another reason is typed over it
        self._stack.setCurrentIndex(1)
        self.reason.setFocus()

    def ask_stand_in(self, element: Element, value: str) -> None:
        """Ask what stands in for a missing number, in the same room.

        Args:
            element: the coded element that stands in.
            value: what it says now.
        """
        self._stack.setCurrentWidget(self.stand_in)
        self.stand_in.ask(element, value)

    def _on_stood_in(self, value: str) -> None:
        self._close()
        self.stood_in.emit(value)

    def _on_kept(self, reason: str) -> None:
        item = self._asked
        if item is None or not is_reason(reason):
            return
        self._close()
        self.confirmed.emit(item, reason)
        self.released.emit()

    def _on_cancelled(self) -> None:
        self._close()
        self.released.emit()

    def _close(self) -> None:
        self._asked = None
        self._stack.setCurrentIndex(0)
