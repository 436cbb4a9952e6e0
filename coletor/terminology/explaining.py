"""Answers "why is this code not offered?" for a code that a person has in mind."""

from datetime import date
from typing import TYPE_CHECKING

from coletor import clock
from coletor.errors import ColetorError
from coletor.identifiers import sigtap
from coletor.messages import text
from coletor.model.masks import masked
from coletor.terminology.fitting import why_not
from coletor.terminology.months import month_words
from coletor.terminology.shelf import DATED
from coletor.terminology.text import code_like
from coletor.terminology.types import Cover, Hit, Situation

if TYPE_CHECKING:
    from coletor.terminology.library import Library

_SIGTAP_DIGITS = 10


def explain(
    library: "Library",
    table: str,
    typed: str,
    *,
    on: date | None = None,
    situation: Situation | None = None,
) -> str:
    """Return, in Portuguese, why a code is left out or marked, or that it is fine.

    Args:
        library: the loaded tables.
        table: table id.
        typed: a code with or without mask, or words: then the best answer is explained.
        on: the day for which the code must be valid; today if absent.
        situation: what the form knows.
    """
    day = on or clock.today()
    if not typed.strip():
        return text("terminology.why.nothing_typed")
    coverage = library.covers(table, day)
    if not coverage.loaded:
        return str(_missing(table))
    code = code_like(typed)
    hit = _best(library, table, typed, code, day)
    said = _said(library, table, typed, code, day, situation, hit)
    if coverage.kind is Cover.OTHER:
        wanted, found = month_words(coverage.wanted), month_words(coverage.competencia)
        said += " " + text("terminology.why.other_month", wanted=wanted, found=found)
    return said


def require(library: "Library", table: str, on: date | None = None) -> None:
    """Raise an error that says so if a table was not imported: nothing can be found in it.

    Args:
        library: the loaded tables.
        table: table id.
        on: the day; today if absent.

    Raises:
        ColetorError: no package answers for the table on the day.
    """
    if not library.covers(table, on).loaded:
        raise _missing(table)


def _missing(table: str) -> ColetorError:
    name = text(f"terminology.name.{table}")
    return ColetorError("terminology.why.no_table", table=name)


def _said(  # noqa: PLR0917 - what `explain` was told, and what it found
    library: "Library",
    table: str,
    typed: str,
    code: str,
    day: date,
    situation: Situation | None,
    hit: Hit | None,
) -> str:
    if hit is None:
        return _unknown(table, typed, code)
    reasons = [hit.reason] if hit.reason else []
    if table == DATED and situation is not None and not reasons:
        procedure = library.procedure(hit.code, day)
        reasons = why_not(procedure, situation) if procedure else []
    shown = masked(hit.code, table)
    if not reasons:
        return text("terminology.why.fits", code=shown, name=hit.name)
    return text("terminology.why.because", code=shown, name=hit.name, why=" ".join(reasons))


def _best(library: "Library", table: str, typed: str, code: str, day: date) -> Hit | None:
    hits = library.search(table, typed, on=day, limit=5)
    exact = [hit for hit in hits if hit.code == code]
    if exact or any(letter.isalpha() for letter in typed[1:]):
        found = exact or hits
        return found[0] if found else None
    return None  # a code that is not there: its neighbours say nothing


def _unknown(table: str, typed: str, code: str) -> str:
    name = text(f"terminology.name.{table}")
    whole = table == DATED and code.isdigit() and len(code) == _SIGTAP_DIGITS
    if whole and not sigtap.is_valid(code):
        return text("terminology.why.check_digit", code=typed.strip())
    return text("terminology.why.unknown", code=typed.strip()[:40], table=name)
