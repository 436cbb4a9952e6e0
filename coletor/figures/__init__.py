"""Figures of a month: how many contacts, in what state, of what; never anything of a patient."""

from coletor.figures.reading import read_month
from coletor.figures.types import (
    DIVISIONS,
    STANDINGS,
    Day,
    MonthFigures,
    Share,
    Standing,
    check_month,
)

__all__ = [
    "DIVISIONS",
    "STANDINGS",
    "Day",
    "MonthFigures",
    "Share",
    "Standing",
    "check_month",
    "read_month",
]
