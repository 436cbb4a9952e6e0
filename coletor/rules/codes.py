"""The coded values that rules name, and the days they reckon with."""

from calendar import monthrange
from datetime import date

BASIC_CARE = "01"
INTERMEDIATE = "03"
HOSPITAL = "04"
EMERGENCY = "06"
SPECIALISED = "07"

ELECTIVE = "01"

VOLUNTARY, EVASION, COURT_ORDER, DEATH, STAYS, TRANSFER = "02", "04", "05", "06", "07", "09"
NOT_BY_TIME = frozenset({VOLUNTARY, EVASION, COURT_ORDER, DEATH, STAYS, TRANSFER})
"""Outcomes that end a stay early or late for a reason of their own."""

SUS = "01"
PRIVATE_INSURANCE = "03"

PRINCIPAL = "01"
SECONDARY = "02"

INDIGENOUS = "05"
UNKNOWN_SEX = "I"


def years_before(day: date, years: int) -> date:
    """Return the same day that many years before (28 February for the 29th)."""
    year = day.year - years
    if year < 1:
        return date.min
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))


def completed_months(birth: date, day: date) -> int:
    """Return the age in completed months on a day; negative before birth."""
    months = (day.year - birth.year) * 12 + day.month - birth.month
    return months - 1 if day.day < birth.day else months


def shown_date(day: date) -> str:
    """Return a date as a Brazilian clerk reads it."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"
