"""Turns matches into hits: each code once, with the reason where it is not valid on the day."""

from datetime import date

from coletor.messages import text as message
from coletor.terminology.months import month_words
from coletor.terminology.search import Match
from coletor.terminology.types import Hit, Package


def hits_of(table: str, matches: list[Match], day: date) -> list[Hit]:
    """Return matches as hits, each code once, what is not valid on the day last.

    Args:
        table: table id.
        matches: best first.
        day: the day for which a code must be valid.
    """
    hits: dict[str, Hit] = {}
    for match in matches:
        reason = _outside(match, day)
        status = "fora" if reason else "ok"
        hit = Hit(table, match.code, match.name, match.group, status, reason, match.synonym)
        present = hits.get(match.code)
        if present is None or (present.status == "fora" and status == "ok"):
            hits[match.code] = hit
    return sorted(hits.values(), key=lambda hit: hit.status != "ok")


def _outside(match: Match, day: date) -> str:
    text = day.isoformat()
    if match.valid_to and match.valid_to < text:
        return message("terminology.outside.expired", day=_day(match.valid_to))
    if match.valid_from > text:
        return message("terminology.outside.not_yet", day=_day(match.valid_from))
    return ""


def _day(text: str) -> str:
    return f"{date.fromisoformat(text):%d/%m/%Y}"


def elsewhere(match: Match, here: Package, there: Package) -> Hit:
    """Return a procedure that only another competência has, as a hit that says so.

    Args:
        match: what was found there.
        here: the package of the day.
        there: the package that has it.
    """
    reason = message(
        "terminology.outside.competencia",
        wanted=month_words(here.competencia),
        found=month_words(there.competencia),
    )
    return Hit(there.table, match.code, match.name, match.group, "fora", reason)
