"""What a sheet says in few words: of a line, of a person, of the sheet itself."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from coletor import clock
from coletor.messages import text
from ui.form.pending import Pending
from ui.widgets.tone import Tone

_WHOLE_DAY = re.compile(r"\d{2}/\d{2}/\d{4}", re.ASCII)


def word_of(items: Sequence[Pending], *, blank: bool, known: bool) -> tuple[str, Tone]:
    """Return the word of a line and its tone: ready, warnings, or the first thing wrong.

    Args:
        items: what is pending in the line.
        blank: nothing was typed in it.
        known: whether the checks have seen it as it is.
    """
    if blank or not known:
        return "" if blank else text("sheet.word.checking"), Tone.NEUTRAL
    errors = sorted((item for item in items if item.error), key=lambda item: item.missing)
    wrong = next(iter(errors), None)
    if wrong is not None:
        key = "missing" if wrong.missing else "wrong"
        return text(f"sheet.word.{key}", label=_label(wrong)), Tone.ERROR
    open_ = [item for item in items if not item.reason]
    if open_:
        many = "warning" if len(open_) == 1 else "warnings"
        return text(f"sheet.word.{many}", count=len(open_)), Tone.WARNING
    return text("sheet.word.ready"), Tone.OK


def _label(item: Pending) -> str:
    return item.where.rpartition(" · ")[2] or item.where


def minutes_since(created_at: str) -> int:
    """Return how many whole minutes ago something began.

    Args:
        created_at: UTC, as the store writes it.
    """
    return max(0, int((datetime.now(UTC) - clock.read(created_at)).total_seconds() // 60))


def is_day(said: str) -> bool:
    """Tell whether what stands in the place of a day is a whole one."""
    return bool(_WHOLE_DAY.fullmatch(said))


def title_of(day: str) -> str:
    """Return what a sheet is called: by its day once it is a whole one, or simply new."""
    return text("sheet.of_day", day=day) if is_day(day) else text("sheet.title")


def remark_of(count: int, minutes: int) -> str:
    """Return what stands beside the title: how many lines, and how long they took, if any."""
    lines = text("sheet.one_line") if count == 1 else text("sheet.lines_count", count=count)
    said = (lines if count else "", text("sheet.minutes", count=minutes) if minutes else "")
    return " · ".join(part for part in said if part)
