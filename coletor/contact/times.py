"""Dates, moments and durations: ISO 8601 in the document, Brazilian on screen."""

import re
from datetime import date

from coletor.contact.fold import fold

_DATE = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})", re.ASCII)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(
    r"(?P<day>.+?)[ T,]+(?:as )?(?P<hour>\d{1,2})[:hH]?(?P<minute>\d{2})?", re.ASCII
)
_ISO_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::\d{2})?", re.ASCII)
_DURATION = re.compile(r"(\d{1,4}) ?([a-z]+)", re.ASCII)
_ISO_DURATION = re.compile(r"P(?:(\d+)([DWMY])|T(\d+)([HM]))", re.ASCII)
_CENTURY = 100
_UNITS = {
    "dia": "D", "dias": "D", "d": "D", "semana": "W", "semanas": "W", "sem": "W", "s": "W",
    "mes": "M", "meses": "M", "m": "M", "ano": "Y", "anos": "Y", "a": "Y",
    "hora": "TH", "horas": "TH", "h": "TH", "minuto": "TM", "minutos": "TM", "min": "TM",
}  # fmt: skip
_WORDS = {
    "D": ("dia", "dias"), "W": ("semana", "semanas"), "M": ("mês", "meses"), "Y": ("ano", "anos"),
    "TH": ("hora", "horas"), "TM": ("minuto", "minutos"),
}  # fmt: skip


def read_date(text: str, today: date | None = None) -> str:
    """Read 14/07/2026, 14.7.26, 14072026, 140726 and 2026-07-14; a year alone stays a year.

    Args:
        text: what was typed, without blanks around it.
        today: two-digit years become the latest year that is not after this day.

    Returns:
        ``AAAA-MM-DD``, or the text itself where it is no date.
    """
    if _ISO.fullmatch(text):
        return text
    match = _DATE.fullmatch(text)
    if match:
        day, month, year = match.groups()
    elif text.isascii() and text.isdigit() and len(text) in (6, 8):
        day, month, year = text[:2], text[2:4], text[4:]
    else:
        return text
    return f"{_full_year(year, int(day), int(month), today)}-{int(month):02d}-{int(day):02d}"


def _full_year(year: str, day: int, month: int, today: date | None) -> str:
    if len(year) == 4:
        return year
    century = today.year - today.year % _CENTURY if today else 2000
    full = century + int(year)
    if today and (full, month, day) > (today.year, today.month, today.day):
        full -= _CENTURY
    return f"{full:04d}"


def read_date_time(text: str, today: date | None = None) -> str:
    """Read a date followed by a time: 14/07/2026 10:30, 140726 10h30, 14/07/2026 10h.

    Returns:
        ``AAAA-MM-DDTHH:MM``, or the text itself where it is no moment.
    """
    match = _ISO_MOMENT.fullmatch(text)
    if match:
        return f"{match[1]}T{match[2]}:{match[3]}"
    match = _MOMENT.fullmatch(text.replace("às", "as"))
    if not match:
        return text
    day = read_date(match["day"].strip(), today)
    if not _ISO.fullmatch(day):
        return text
    return f"{day}T{int(match['hour']):02d}:{match['minute'] or '00'}"


def read_duration(text: str) -> str:
    """Read "7 dias", "2 semanas", "3 meses", "12 h" as ISO 8601 (P7D, P2W, P3M, PT12H).

    Returns:
        The duration, or the text itself where it is none.
    """
    upper = text.upper()
    if _ISO_DURATION.fullmatch(upper):
        return upper
    match = _DURATION.fullmatch(fold(text))
    unit = _UNITS.get(match[2]) if match else None
    if match is None or unit is None:
        return text
    number = int(match[1])
    return f"PT{number}{unit[1]}" if unit.startswith("T") else f"P{number}{unit}"


def write_date(text: str) -> str:
    """Return dd/mm/aaaa for a document's date, anything else as it is."""
    if not _ISO.fullmatch(text):
        return text
    year, month, day = text.split("-")
    return f"{day}/{month}/{year}"


def write_date_time(text: str) -> str:
    """Return dd/mm/aaaa hh:mm for a document's moment, anything else as it is."""
    match = _ISO_MOMENT.fullmatch(text)
    return f"{write_date(match[1])} {match[2]}:{match[3]}" if match else text


def write_duration(text: str) -> str:
    """Return "7 dias" for P7D, anything that is no simple duration as it is."""
    match = _ISO_DURATION.fullmatch(text)
    if not match:
        return text
    number, unit = (match[1], match[2]) if match[1] else (match[3], f"T{match[4]}")
    one, many = _WORDS[unit]
    return f"{int(number)} {one if int(number) == 1 else many}"
