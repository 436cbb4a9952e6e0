"""Periods of days, as people say them: fixed ones, and ones that move with the calendar.

A period is kept as text: ``2026-11-03/2026-11-07`` (the last may be missing: to this day and on),
``hoje``, ``ontem``, ``7 dias`` (to today, itself included), ``semana``, ``mes``. So a saved view
"de ontem" is always about yesterday.
"""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta

from coletor import clock
from coletor.contact.fold import fold

TODAY, YESTERDAY, WEEK, MONTH = "hoje", "ontem", "semana", "mes"
LAST_DAY = date(9999, 12, 31)
_BACK = re.compile(r"(?:ultimos )?(\d{1,3}) dias?")
_FIXED = re.compile(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)?")
_SAID = {
    "hoje": TODAY,
    "ontem": YESTERDAY,
    "semana": WEEK,
    "esta semana": WEEK,
    "mes": MONTH,
    "este mes": MONTH,
}
_MONTHS = ("jan", "fev", "mar", "abr", "mai", "jun", "jul", "ago", "set", "out", "nov", "dez")
_NAMED = re.compile(rf"\s*(?:de |/)?\s*({'|'.join(_MONTHS)})[a-z]*(?:\s*(?:de |/)?\s*(?=\d)|$)")
_UNTIL = re.compile(r"\s+(?:a|ate|-)\s+|\s*\.\.+\s*")
_SINCE = re.compile(r"(?:desde|a partir de)\s+(.+)")
_YEAR = re.compile(r"\d\d|(?:19|20)\d\d")
_ENOUGH = 8
_Part = tuple[int | None, int | None, int | None]  # day, month, year, as far as said


def days_of(period: str, today: date | None = None) -> tuple[date, date]:
    """Return the first and the last day of a period.

    Args:
        period: as it is kept.
        today: the day it is seen from; the computer's without it.

    Raises:
        ValueError: the text is no period (a bug, or a view of a newer program).
    """
    now = today or clock.today()
    fixed, back = _FIXED.fullmatch(period), _BACK.fullmatch(period)
    if fixed:
        last = date.fromisoformat(fixed[2]) if fixed[2] else LAST_DAY
        return date.fromisoformat(fixed[1]), last
    if back:
        return now - timedelta(days=int(back[1]) - 1), now
    if period == TODAY:
        return now, now
    if period == YESTERDAY:
        return now - timedelta(days=1), now - timedelta(days=1)
    if period == WEEK:
        return now - timedelta(days=now.weekday()), now
    if period == MONTH:
        return now.replace(day=1), now
    raise ValueError(period)


def months_of(period: str) -> tuple[str, str] | None:
    """Return the first and the last month, AAAAMM, of a period of whole months, or None."""
    first, last = days_of(period)
    if first.day != 1 or last.day != monthrange(last.year, last.month)[1]:
        return None
    return f"{first:%Y%m}", f"{last:%Y%m}"


def instants_of(period: str) -> tuple[str, str]:
    """Return the first instant of a period and the first one after it, as they are stored.

    The days are the computer's, not those of UTC.
    """
    first, last = days_of(period)
    after = _begins(last + timedelta(days=1)) if last < LAST_DAY else str(LAST_DAY)
    return _begins(first), after


def _begins(day: date) -> str:
    return clock.stamp(datetime.combine(day, time()).astimezone().astimezone(UTC))


def read_period(typed: str, today: date | None = None) -> str | None:
    """Return the period that a person typed, None where it is none.

    Understood are days (``3/11``, ``3/11/26``, ``03112026``), months (``11/2026``, ``novembro``),
    stretches (``3 a 7/11``, ``28/12 a 3/1``, ``3 a 7 de novembro``, ``desde 3/11``) and what is
    said by its name (``ontem``, ``7 dias``). A year that is not said is the last one in which the
    day is not yet to come.

    Args:
        typed: as typed, with accents or without.
        today: the day it is seen from; the computer's without it.
    """
    now = today or clock.today()
    said = " ".join(fold(typed).split()).removeprefix("de ").removeprefix("dia ")
    if said in _SAID:
        return _SAID[said]
    back = _BACK.fullmatch(said)
    if back:
        return f"{back[1]} dias" if int(back[1]) else None
    since = _SINCE.fullmatch(said)
    sides = [since[1]] if since else _UNTIL.split(said)
    parts = [_part(side) for side in sides]
    try:
        found = _stretch([part for part in parts if part], now) if all(parts) else None
    except ValueError:  # there is no such day
        return None
    if found is None:
        return None
    return f"{found[0]}/" if since else f"{found[0]}/{found[1]}"


def _part(said: str) -> _Part | None:
    """Return what one side of a stretch says."""
    plain = said.strip()
    named = _NAMED.search(plain)
    if named:
        number = _MONTHS.index(named[1]) + 1
        plain = f"{plain[: named.start()]}/{number}/{plain[named.end() :]}".strip("/ ")
        if named.start() == 0:
            month, _, year = plain.partition("/")
            return (None, int(month), _year(year)) if _is_year(year) else None
    digits = re.sub(r"\D", "", plain)
    if plain == digits and len(digits) in {6, _ENOUGH}:
        plain = f"{digits[:2]}/{digits[2:4]}/{digits[4:]}"
    pieces = [piece.strip() for piece in re.split(r"[/.-]", plain)]
    if not all(piece.isascii() and piece.isdigit() for piece in pieces) or len(pieces) > 3:
        return None
    return _numbers(pieces)


def _numbers(pieces: list[str]) -> _Part | None:
    if len(pieces) == 2 and len(pieces[1]) == 4 and _is_year(pieces[1]):
        return None, int(pieces[0]), int(pieces[1])
    if len(pieces[0]) > 2 or (len(pieces) > 1 and len(pieces[1]) > 2):
        return None
    year = pieces[2] if len(pieces) == 3 else ""
    if not _is_year(year):
        return None
    return int(pieces[0]), int(pieces[1]) if len(pieces) > 1 else None, _year(year)


def _is_year(said: str) -> bool:
    return not said or bool(_YEAR.fullmatch(said))


def _year(said: str) -> int | None:
    return (int(said) + (2000 if len(said) == 2 else 0)) if said else None


def _stretch(parts: list[_Part], now: date) -> tuple[date, date] | None:
    """Return the days of one side, or of two of which the first takes from the last."""
    if not 1 <= len(parts) <= 2:
        return None
    last = _settled(parts[-1], now)
    day, month, year = parts[0]
    if len(parts) == 1:
        return _ends(last)
    first = (day, month or last[1], year or last[2])
    starts, ends = _ends(first)[0], _ends(last)[1]
    if starts > ends and year is None and month is not None:
        starts = _ends((first[0], first[1], first[2] - 1))[0]
    return (starts, ends) if starts <= ends else None


def _settled(part: _Part, now: date) -> tuple[int | None, int, int]:
    """Return a part with month and year: the last ones that are not yet to come."""
    day, month, year = part
    if month is None:
        before = now.replace(day=1) - timedelta(days=1)
        here = now if day is None or day <= now.day else before
        return day, here.month, here.year
    if year is None:
        coming = (month, day or 1) > (now.month, now.day)
        year = now.year - 1 if coming else now.year
    return day, month, year


def _ends(part: tuple[int | None, int, int]) -> tuple[date, date]:
    """Return the first and the last day of a day, or of a month."""
    day, month, year = part
    if day is not None:
        return date(year, month, day), date(year, month, day)
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])
