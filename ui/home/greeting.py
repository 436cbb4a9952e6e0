"""The greeting of the hour, and today in words."""

from datetime import datetime

from PySide6.QtCore import QDate, QLocale

from coletor import clock
from coletor.contact.fold import fold
from coletor.messages import text


def greeting(now: datetime, name: str) -> str:
    """Return the greeting of the hour; nobody is greeted by the name of a function.

    Args:
        now: the moment, in the computer's time.
        name: the operator's name, such as "Ana Lima" or the default "Operador".
    """
    part = "morning" if now.hour < 12 else "afternoon" if now.hour < 18 else "evening"
    said, first = text(f"home.{part}"), next(iter(name.split()), "")
    if not first or fold(first) in text("home.generic_names").split():
        return said
    return text("home.greeting", greeting=said, name=first)


def long_date() -> str:
    """Return today in words."""
    today = clock.today()
    day = QDate(today.year, today.month, today.day)
    return QLocale("pt_BR").toString(day, "dddd, d 'de' MMMM")
