"""The figures in words, for the line above the chart, for tables and for screen readers."""

from coletor import clock
from coletor.figures import STANDINGS, Day, MonthFigures, Share, Standing
from coletor.figures.types import PROFESSIONALS
from coletor.figures.writing import share_name
from coletor.messages import text
from coletor.model import masked
from ui.widgets.masks import grouped
from ui.widgets.wording import figure

_CNS = grouped(3, 4, 4, 4)


def percent(part: int, whole: int) -> str:
    """Return a share of the whole as a percentage; a little is not nothing, most is not all."""
    share = round(100 * part / max(1, whole))
    if part and not share:
        return "< 1 %"
    return "> 99 %" if part < whole and share == 100 else f"{share} %"


def day_name(day: Day) -> str:
    """Return a day as a person reads it: 14/07."""
    return f"{day.date[8:]}/{day.date[5:7]}"


def day_sentence(day: Day) -> str:
    """Return all the figures of a day in one sentence."""
    name, today = day_name(day), day.date == clock.today().isoformat()
    name = text("home.month.day_today", day=name) if today else name
    if not day.typed:
        return text("home.month.day_none", day=name)
    said = text(
        "home.month.day_one" if day.typed == 1 else "home.month.day",
        day=name,
        typed=figure(day.typed),
    )
    parts = [
        text("home.month.part", count=figure(day.count(each)), name=each.of(day.count(each)))
        for each in STANDINGS
        if day.count(each)
    ]
    return f"{said} · {', '.join(parts)}"


def total_sentence(figures: MonthFigures) -> str:
    """Return how many contacts of the month were accepted, of how many."""
    return text(
        "figures.total",
        accepted=figure(figures.count(Standing.ACCEPTED)),
        typed=figure(figures.typed),
    )


def share_words(by: str, share: Share) -> str:
    """Return what a share is called: its name, its code without one, or that it has no value."""
    if by == PROFESSIONALS and share.code and not share.name:
        return _CNS(share.code)
    return share_name(by, share) or masked(share.code)
