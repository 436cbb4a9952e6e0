"""Masked line edits: they tidy a complete value when it is left and never block typing.

While a value is typed, and for good when it is incomplete, the text stays exactly as typed.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

from PySide6.QtWidgets import QWidget

from coletor import clock
from ui.style import fonts
from ui.widgets.line import LineEdit

Tidy = Callable[[str], str]


def grouped(*sizes: int, separators: str = " ") -> Tidy:
    """Return a function that groups digits.

    Args:
        *sizes: how many digits in each group; other lengths are left as typed.
        separators: what stands between groups.
    """

    def tidy(typed: str) -> str:
        digits = re.sub(r"[\s./-]", "", typed)
        if not (digits.isascii() and digits.isdigit()) or len(digits) != sum(sizes):
            return typed
        parts, start = [], 0
        for size in sizes:
            parts.append(digits[start : start + size])
            start += size
        return separators.join(parts)

    return tidy


def _century(two_digits: int, today: date) -> int:
    """Return the year nearest to now that is not in the future (next year still counts)."""
    year = today.year // 100 * 100 + two_digits
    return year if year <= today.year + 1 else year - 100


def _parts(typed: str) -> tuple[str, str, str] | None:
    digits = re.fullmatch(r"(\d{2})(\d{2})(\d{4}|\d{2})", typed)
    slashed = re.fullmatch(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})", typed)
    match = digits or slashed
    if match:
        return match[1], match[2], match[3]
    short = re.fullmatch(r"(\d{1,2})/(\d{1,2})", typed)
    return (short[1], short[2], "") if short else None


def tidy_date(typed: str, today: date) -> str:
    """Return a complete date as dd/mm/aaaa; anything else exactly as typed.

    "14072026", "140726", "14/7/26", "14/7" (this year), "h" (today) and "o" (yesterday) are
    complete; a year alone, "1984", is kept, because it is all that is known of some people.

    Args:
        typed: what the person typed.
        today: the computer's day.
    """
    word = typed.strip().lower()
    if word in ("h", "hoje"):
        return f"{today:%d/%m/%Y}"
    if word in ("o", "ontem"):
        return f"{today - timedelta(days=1):%d/%m/%Y}"
    parts = _parts(word)
    if parts is None:
        return typed
    day, month, year = parts
    number = int(year) if year else today.year
    if len(year) == 2:
        number = _century(number, today)
    try:
        return f"{date(number, int(month), int(day)):%d/%m/%Y}"
    except ValueError:
        return typed


def spoken_moment(typed: str, today: date) -> str:
    """Return a moment with its shorthands written out; anything else exactly as typed.

    "h 10:30" is today, "o 1830" yesterday, "140726 1030" and "14/7/26 10h30" have their year in
    full, and "agora" is this minute.

    Args:
        typed: what the person typed.
        today: the computer's day.
    """
    words = typed.strip().lower()
    if words in ("a", "agora"):
        return f"{today:%d/%m/%Y} {datetime.now().astimezone():%H:%M}"
    run = re.fullmatch(r"(\d{8})(\d{4})", words)
    day, _, hour = (run[1], " ", run[2]) if run else words.partition(" ")
    whole = tidy_date(day, today)
    return f"{whole} {hour.strip()}" if hour.strip() and whole != day else typed


class MaskedEdit(LineEdit):
    """A line of figures that is tidied when left.

    Args:
        tidy: returns the tidy form of a complete value, anything else unchanged.
        parent: the widget it stands in.
    """

    def __init__(self, tidy: Tidy, parent: QWidget | None = None) -> None:
        super().__init__(fonts.code(), parent)
        self._tidy = tidy
        self.left.connect(self._on_left)

    def set_raw(self, raw: str) -> None:
        """Show a kept text, tidied if it is complete and not being typed."""
        super().set_raw(raw if self.hasFocus() else self._tidy(raw))

    def _on_left(self) -> None:
        tidy = self._tidy(self.text())
        if tidy != self.text():
            self.setText(tidy)
            self.rawEdited.emit(self.raw())


class DateEdit(MaskedEdit):
    """A date as dd/mm/aaaa.

    Args:
        today: returns the computer's day.
        parent: the widget it stands in.
    """

    def __init__(
        self, today: Callable[[], date] = clock.today, parent: QWidget | None = None
    ) -> None:
        super().__init__(lambda typed: tidy_date(typed, today()), parent)


def cns_edit(parent: QWidget | None = None) -> MaskedEdit:
    """Return a field for a CNS, shown 3-4-4-4."""
    return MaskedEdit(grouped(3, 4, 4, 4), parent)


def cep_edit(parent: QWidget | None = None) -> MaskedEdit:
    """Return a field for a CEP, shown 00000-000."""
    return MaskedEdit(grouped(5, 3, separators="-"), parent)


def cnes_edit(parent: QWidget | None = None) -> MaskedEdit:
    """Return a field for a CNES number, seven figures."""
    return MaskedEdit(grouped(7), parent)


def digits_edit(parent: QWidget | None = None) -> MaskedEdit:
    """Return a field for figures of any length; blanks around them go when it is left."""
    return MaskedEdit(str.strip, parent)
