"""What the rules need to know of the code tables; ``coletor.terminology.Library`` satisfies it."""

from datetime import date
from functools import lru_cache
from typing import Any, Protocol

from coletor.terminology.types import Coverage, Procedure, Term

CACHED = 20_000
"""Answers kept: a month of a busy establishment names far fewer codes."""


class Tables(Protocol):
    """Look-ups by table, code and day."""

    def covers(self, table: str, on: date | None = None) -> Coverage:
        """Return how well the loaded packages serve a day."""

    def find(self, table: str, code: str, on: date | None = None) -> Term | None:
        """Return one term, or None when the table lacks it."""

    def procedure(self, code: str, on: date | None = None) -> Procedure | None:
        """Return the SIGTAP attributes of a procedure, or None."""


class CachedTables:
    """Tables that remember their answers, for checking many contacts.

    The answers are those of the moment: build a new checker after importing a package.
    """

    def __init__(self, tables: Tables) -> None:
        self.covers = lru_cache(CACHED)(tables.covers)
        self.find = lru_cache(CACHED)(tables.find)
        self.procedure = lru_cache(CACHED)(tables.procedure)
        self.consulted: dict[Any, Any] = {}
        """What the rules of SIGTAP made of their answers, by what they asked."""
