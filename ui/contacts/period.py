"""A filter of days: quick choices in a list, any others typed as people say them."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coletor.messages import text
from coletor.store.list_days import (
    LAST_DAY,
    MONTH,
    TODAY,
    WEEK,
    YESTERDAY,
    days_of,
    months_of,
    read_period,
)
from ui.contacts.chip import Chip, Choice
from ui.widgets.line import AnswerEdit

_ASK = "?"
_WIDTH = 236
_QUICK = (TODAY, YESTERDAY, "7 dias", "30 dias")


def period_words(period: str) -> str:
    """Return a period as a person reads it."""
    if period in {TODAY, YESTERDAY, WEEK, MONTH}:
        return text(f"contacts.period.{period}")
    if "/" not in period:
        return text("contacts.period.back", days=period)
    first, last = days_of(period)
    if last == LAST_DAY:
        return text("contacts.period.since", day=f"{first:%d/%m/%Y}")
    months = months_of(period)
    if months is not None:
        said = [f"{month[4:]}/{month[:4]}" for month in months]
        return said[0] if said[0] == said[1] else text("contacts.filter.range", **_ends(*said))
    if first == last:
        return f"{first:%d/%m/%Y}"
    return text("contacts.filter.range", **_ends(_short(first, last), f"{last:%d/%m/%Y}"))


def _ends(first: str, last: str) -> dict[str, str]:
    return {"first": first, "last": last}


def _short(first: date, last: date) -> str:
    """Return the first day without what the last one says."""
    if first.year != last.year:
        return f"{first:%d/%m/%Y}"
    return f"{first:%d/%m}" if first.month != last.month else f"{first:%d}"


def quick_choices(any_words: str, key: str) -> list[Choice]:
    """Return the lines that every list of days begins with.

    Args:
        any_words: message of the line that restricts nothing.
        key: the key that lets days be typed.
    """
    lines = [Choice("", text(any_words))]
    lines += [
        Choice(period, period_words(period).capitalize(), apart=not place)
        for place, period in enumerate(_QUICK)
    ]
    lines.append(Choice(_ASK, text("contacts.period.ask"), key=key))
    return lines


class PeriodChip(QWidget):
    """A chip whose place a field takes while days are typed.

    Args:
        name: what the days are of.
        key: the key that begins the typing from anywhere on the screen.
    """

    chosen = Signal(str)  # a period, empty for any; or what another line of the list stands for
    misread = Signal(str)  # what was typed is no period
    left = Signal()  # the typing ended, one way or the other

    def __init__(self, name: str, key: str) -> None:
        super().__init__()
        self.chip = Chip(name, tip=text("contacts.period.tip", key=key))
        self.chip.setAccessibleDescription(key)
        self.chip.chosen.connect(self._on_chosen)
        self.field = _Days()
        self.field.setPlaceholderText(text("contacts.period.prompt", name=name))
        self.field.setAccessibleName(text("contacts.period.name", name=name))
        self.field.setFixedWidth(_WIDTH)
        self.field.given.connect(self._on_typed)
        self.field.cancelled.connect(self._close)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.chip)
        row.addWidget(self.field)
        self.field.hide()

    def say(self, value: str) -> None:
        """Say what it is restricted to; empty for nothing."""
        self.chip.say(value)

    def offer(self, choices: Sequence[Choice]) -> None:
        """Put choices into the list."""
        self.chip.offer(choices)

    def ask(self) -> None:
        """Let days be typed."""
        self.field.clear()
        self.field.show()
        self.chip.hide()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_chosen(self, which: str) -> None:
        if which == _ASK:
            self.ask()
        else:
            self.chosen.emit(which)

    def _on_typed(self, said: str) -> None:
        period = read_period(said) if said else ""
        if period is None:
            self.field.selectAll()
            self.misread.emit(said)
            return
        self._close()
        self.left.emit()
        self.chosen.emit(period)

    def _close(self) -> None:
        if self.field.isHidden():
            return
        had = self.field.hasFocus()
        self.chip.show()
        self.field.hide()
        if had:
            self.left.emit()


class _Days(AnswerEdit):
    """Where days are typed; Enter takes them, Esc gives them up."""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Give up when the cursor goes elsewhere."""
        super().focusOutEvent(event)
        if event.reason() not in {
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        }:
            self.cancelled.emit()
