"""Which tables are in order for a day, which are missing and which are old."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from coletor import clock, resources
from coletor.messages import text
from coletor.terminology.months import month_number, month_of, month_words
from coletor.terminology.shelf import ALSO_IN_SIGTAP, DATED, Shelf
from coletor.terminology.types import SEARCHABLE, Package

_TOGETHER = ("missing", "demonstration")
"""Sentences that are said once for all the tables they are true of."""


class State(StrEnum):
    """How a table stands."""

    OK = "em_dia"
    MISSING = "falta"
    STALE = "antiga"
    DEMONSTRATION = "demonstracao"
    OPTIONAL = "opcional"

    @property
    def wants_care(self) -> bool:
        """Tell whether a person should do something."""
        return self not in {State.OK, State.OPTIONAL}


@dataclass(frozen=True, slots=True)
class Standing:
    """How one table stands on a day.

    Args:
        table: table id.
        state: in order, missing, old, only demonstrated, or not loaded and not needed.
        text: one sentence in Portuguese that says it and what to do.
        name: which sentence it is.
    """

    table: str
    state: State
    text: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class _Term:
    needed: bool
    monthly: bool
    months: int


@cache
def _terms() -> dict[str, _Term]:
    with resources.path("terminology", "prazos.toml").open("rb") as stream:
        listed = tomllib.load(stream)
    return {
        table: _Term(entry["necessaria"], entry["cadencia"] == "mensal", entry["meses"])
        for table, entry in listed.items()
    }


def standings(shelf: Shelf, day: date) -> list[Standing]:
    """Return how every table stands on a day, in the order of the tables.

    Args:
        shelf: the packages.
        day: usually today.
    """
    return [_standing(shelf, table, day) for table in SEARCHABLE]


def summary(standing: Iterable[Standing]) -> str:
    """Return in a few sentences what a person should do about the tables; empty where nothing.

    Args:
        standing: how the tables stand.
    """
    wanting = [each for each in standing if each.state.wants_care]
    alone = [each for each in wanting if each.name not in _TOGETHER]
    said = [each.text for each in alone]
    for name in _TOGETHER:
        tables = [text(f"terminology.name.{each.table}") for each in wanting if each.name == name]
        if tables:
            said.append(text(f"terminology.standing.{name}_all", tables=", ".join(tables)))
    return " ".join(said)


def _standing(shelf: Shelf, table: str, day: date) -> Standing:
    own = shelf.official(table, day)
    if own is not None:
        return _loaded(table, own, day)
    if table in ALSO_IN_SIGTAP and shelf.official(DATED, day) is not None:
        return _said(table, State.OK, "copy")
    if shelf.package(table, day) is not None:
        return _said(table, State.DEMONSTRATION, "demonstration")
    if _terms()[table].needed:
        return _said(table, State.MISSING, "missing")
    return _said(table, State.OPTIONAL, "optional")


def _loaded(table: str, package: Package, day: date) -> Standing:
    term, wanted = _terms()[table], month_of(day)
    if term.monthly and package.competencia != wanted:
        return _said(
            table,
            State.MISSING,
            "missing_month",
            wanted=month_words(wanted),
            found=month_words(package.competencia),
        )
    since = _since(package)
    age = month_number(wanted) - month_number(since)
    if term.months and age > term.months:
        return _said(table, State.STALE, "stale", since=month_words(since))
    return _said(table, State.OK, "ok")


def _since(package: Package) -> str:
    """Return the month a package speaks for: its competência, or when it was brought."""
    return package.competencia or month_of(clock.read(package.imported_at).date())


def _said(table: str, state: State, name: str, **fields: object) -> Standing:
    who = text(f"terminology.name.{table}")
    return Standing(table, state, text(f"terminology.standing.{name}", table=who, **fields), name)
