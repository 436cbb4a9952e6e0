"""Time as the program writes it: instants in UTC with milliseconds, dates by the computer."""

from datetime import UTC, date, datetime, timedelta


def now() -> str:
    """Return this instant as ``AAAA-MM-DDTHH:MM:SS.mmmZ`` (UTC)."""
    return stamp(datetime.now(UTC))


def stamp(moment: datetime) -> str:
    """Return an instant as stored text.

    Args:
        moment: an instant with a time zone.
    """
    text = moment.astimezone(UTC).isoformat(timespec="milliseconds")
    return text.removesuffix("+00:00") + "Z"


def later(seconds: float) -> str:
    """Return the instant that many seconds from now, as stored text."""
    return stamp(datetime.now(UTC) + timedelta(seconds=seconds))


def read(text: str) -> datetime:
    """Return a stored instant as a moment with time zone."""
    return datetime.fromisoformat(text)


def today() -> date:
    """Return the computer's local date."""
    return datetime.now().astimezone().date()


def local_text(instant: str) -> str:
    """Return a stored instant in the computer's time, as dd/mm/aaaa hh:mm.

    Args:
        instant: as stored (UTC).
    """
    return f"{read(instant).astimezone():%d/%m/%Y %H:%M}"
