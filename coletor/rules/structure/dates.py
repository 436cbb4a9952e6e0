"""Dates as the contact writes them, read exactly."""

import re
from datetime import date, datetime
from functools import lru_cache

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEAR = re.compile(r"[0-9]{4}")
_DATE_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})?"
)
_DURATION = re.compile(
    r"P(?=.)([0-9]+Y)?([0-9]+M)?([0-9]+W)?([0-9]+D)?(T(?=.)([0-9]+H)?([0-9]+M)?([0-9]+S)?)?"
)
_TYPED = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_VERSION = re.compile(r"([0-9]{8})([A-Z]?)")


@lru_cache(4096)
def read_date(text: str) -> date | None:
    """Return a date of the calendar written ``AAAA-MM-DD``, or None."""
    if not _DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def read_year(text: str) -> int | None:
    """Return a year alone (``1980``), or None."""
    return int(text) if _YEAR.fullmatch(text) and text != "0000" else None


def read_date_time(text: str) -> datetime | None:
    """Return an instant written ``AAAA-MM-DDTHH:MM[:SS]``, or None."""
    if not _DATE_TIME.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def is_duration(text: str) -> bool:
    """Tell whether a text is a duration of ISO 8601, such as ``PT30M``."""
    return _DURATION.fullmatch(text) is not None


def suggest_date(text: str) -> str | None:
    """Return how a date typed ``14/07/2026`` is written in a contact, or None."""
    match = _TYPED.fullmatch(text.strip())
    if not match:
        return None
    written = f"{match[3]}-{match[2]:0>2}-{match[1]:0>2}"
    return written if read_date(written) else None


@lru_cache(1024)
def is_version(text: str, form: str) -> bool:
    """Tell whether a terminology's version has the printed form.

    Args:
        text: such as ``20260710A``.
        form: ``AAAAMMDD``, with an ``L`` at the end where a letter closes it.
    """
    match = _VERSION.fullmatch(text)
    if not match or bool(match[2]) is not form.endswith("L"):
        return False
    digits = match[1]
    return read_date(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}") is not None
