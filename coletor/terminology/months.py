"""Competências: months written ``AAAAMM``."""

from datetime import date


def month_number(competencia: str) -> int:
    """Return a competência as a count of months, so that differences can be taken.

    Args:
        competencia: ``AAAAMM``.
    """
    return int(competencia[:4]) * 12 + int(competencia[4:6]) - 1


def month_of(day: date) -> str:
    """Return the competência of a day, ``AAAAMM``."""
    return f"{day:%Y%m}"


def month_words(competencia: str) -> str:
    """Return a competência as a person reads it: "07/2026"; empty stays empty."""
    return f"{competencia[4:]}/{competencia[:4]}" if competencia else ""
