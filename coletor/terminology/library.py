"""The tables of an establishment's folder: look-ups by date and search."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from coletor import clock
from coletor.errors import ColetorError
from coletor.messages import text as message
from coletor.terminology import demonstration as demo
from coletor.terminology import removed
from coletor.terminology.connections import DEMONSTRATION, Connections
from coletor.terminology.fitting import why_not
from coletor.terminology.hits import elsewhere, hits_of
from coletor.terminology.procedures import read_codes, read_description, read_procedure
from coletor.terminology.retention import require_removable
from coletor.terminology.search import Match, search
from coletor.terminology.shelf import ALSO_IN_SIGTAP, DATED, Shelf
from coletor.terminology.standing import Standing, standings
from coletor.terminology.terms import read_branches, read_leaves, read_term
from coletor.terminology.types import (
    Cover,
    Coverage,
    Hit,
    Node,
    Package,
    Procedure,
    Situation,
    Term,
)

_CID_WIRE = "20080101"

_WIDER = 3
"""Times more answers looked at when some of them may not fit the form."""

_ELSEWHERE = 3
"""Other competências in which a search looks for what this one lacks."""


class Library:
    """The loaded tables; safe to share among threads.

    Args:
        folder: where the search files are (``tabelas`` of the establishment's folder).
        demonstration: answer with the demonstration set where no official table is loaded.
    """

    def __init__(self, folder: Path, *, demonstration: bool = False) -> None:
        self.folder = folder
        self._shelf = Shelf(folder, demonstration=demonstration)
        self._connections = Connections(folder, demo.build)
        self._find = lru_cache(8192)(self._read_term)
        self._procedure = lru_cache(1024)(self._read_procedure)
        self._codes = lru_cache(128)(self._read_codes)

    def packages(self) -> list[Package]:
        """Return every loaded package, then the demonstration of the tables that lack one."""
        return self._shelf.all()

    def damaged(self) -> list[str]:
        """Return one sentence for each file of the folder that cannot be used."""
        return [
            message("terminology.damaged_file", file=name) for name in self._shelf.state().damaged
        ]

    def search(
        self,
        table: str,
        text: str,
        *,
        on: date | None = None,
        limit: int = 20,
        situation: Situation | None = None,
        favourites: Collection[str] = (),
    ) -> list[Hit]:
        """Return the codes that answer to a text, best first; what does not fit comes last.

        Args:
            table: table id.
            text: a code with or without mask, or beginnings of words in any order.
            on: the day for which the code must be valid; today if absent.
            limit: most answers wanted.
            situation: what the form knows; procedures that do not fit it are marked.
            favourites: codes used often here, best loved first; they come after the exact code.

        Raises:
            ColetorError: there is no such table.
            SearchInterrupted: :meth:`interrupt` was called meanwhile.
        """
        day = on or clock.today()
        package = self._shelf.package(table, day)
        if package is None:
            return []
        wanted = limit * _WIDER if situation and table == DATED else limit
        connection = self._connections.get(package.file)
        matches = search(connection, table, text, wanted, favourites)
        if table in ALSO_IN_SIGTAP and package.table == table:
            more = self._only_in_sigtap(table, text, day, package, limit)
            exact = [match for match in more if match.exact]
            matches = exact + matches + [match for match in more if not match.exact]
        hits = hits_of(table, matches, day)
        if situation is not None and table == DATED:
            hits = [self._fitted(hit, situation, day) for hit in hits]
            hits.sort(key=lambda hit: hit.status != "ok")
        if table == DATED and not package.demonstration and not any(m.exact for m in matches):
            hits += self._elsewhere(text, day, package, limit - len(hits))
        return hits[:limit]

    def _only_in_sigtap(
        self, table: str, text: str, day: date, own: Package, limit: int
    ) -> list[Match]:
        """Return what SIGTAP's copy of a table has beyond it (N184, 5151F1): the SUS accepts it."""
        sigtap = None if own.demonstration else self._shelf.official(DATED, day)
        if sigtap is None:
            return []
        return [
            match
            for match in search(self._connections.get(sigtap.file), table, text, limit)
            if self._term(own, table, match.code, day) is None
        ]

    def _fitted(self, hit: Hit, situation: Situation, day: date) -> Hit:
        procedure = self.procedure(hit.code, day)
        reasons = why_not(procedure, situation) if procedure else []
        return replace(hit, status="fora", reason=" ".join(reasons)) if reasons else hit

    def branches(self, table: str, parent: str = "", on: date | None = None) -> list[Node]:
        """Return the branches below another one of a table seen as a tree.

        Args:
            table: table id.
            parent: id of the branch above; empty for the top.
            on: the day; today if absent.
        """
        package = self._shelf.package(table, on or clock.today())
        if package is None:
            return []
        return read_branches(self._connections.get(package.file), table, parent)

    def leaves(self, table: str, node: str = "", on: date | None = None) -> list[Term]:
        """Return the codes below a lowest branch, or all where the table has no tree.

        Args:
            table: table id.
            node: id of the branch, which begins its codes.
            on: the day; today if absent.
        """
        day = on or clock.today()
        package = self._shelf.package(table, day)
        if package is None:
            return []
        return read_leaves(self._connections.get(package.file), table, node, day)

    def description(self, code: str, on: date | None = None) -> str:
        """Return SIGTAP's long description of a procedure; empty where there is none.

        Args:
            code: ten digits.
            on: the day; today if absent.
        """
        package = self._shelf.package(DATED, on or clock.today())
        if package is None:
            return ""
        return read_description(self._connections.get(package.file), code)

    def _elsewhere(self, text: str, day: date, here: Package, room: int) -> list[Hit]:
        """Return the procedures of other competências, where this one has few answers."""
        if room <= 0:
            return []
        found: dict[str, Hit] = {}
        latest = {each.competencia: each for each in self._shelf.of(DATED)}
        latest.pop(here.competencia, None)
        for package in list(latest.values())[-_ELSEWHERE:]:
            for match in search(self._connections.get(package.file), DATED, text, room):
                if match.code not in found and self._term(here, DATED, match.code, day) is None:
                    found[match.code] = elsewhere(match, here, package)
        return list(found.values())[:room]

    def find(self, table: str, code: str, on: date | None = None) -> Term | None:
        """Return a code as the table knows it on a day, or None.

        Args:
            table: table id.
            code: without mask.
            on: the day; today if absent.
        """
        day = on or clock.today()
        package = self._shelf.package(table, day)
        if package is None:
            return None
        found = self._term(package, table, code, day)
        if found is None and table in ALSO_IN_SIGTAP and package.table == table:
            # The federal systems check against SIGTAP's own copy of these two tables.
            sigtap = None if package.demonstration else self._shelf.official(DATED, day)
            found = self._term(sigtap, table, code, day) if sigtap else None
        return found

    def covers(self, table: str, on: date | None = None) -> Coverage:
        """Return which package answers for a table on a day.

        Args:
            table: table id.
            on: the day; today if absent.
        """
        day = on or clock.today()
        package = self._shelf.package(table, day)
        wanted = f"{day:%Y%m}"
        if package is None:
            return Coverage(Cover.NONE, table, wanted=wanted)
        if package.demonstration:
            month = wanted if table == DATED else ""
            return Coverage(Cover.EXACT, table, month, package.version, True, wanted)
        other = table == DATED and package.competencia != wanted
        kind = Cover.OTHER if other else Cover.EXACT
        return Coverage(kind, table, package.competencia, package.version, False, wanted)

    def wire_version(self, table: str, on: date | None = None) -> str | None:
        """Return the version of a table as the CMD message carries it, or None if not loaded.

        Args:
            table: table id.
            on: the day (the procedure's for SIGTAP); today if absent.
        """
        package = self._shelf.package(table, on or clock.today())
        if package is None:
            return None
        if table == "cid-10" and package.table == DATED:
            return _CID_WIRE
        return package.wire_version

    def procedure(self, code: str, on: date | None = None) -> Procedure | None:
        """Return what SIGTAP says of a procedure on a day, or None.

        Args:
            code: ten digits.
            on: the procedure's date; today if absent.
        """
        day = on or clock.today()
        package = self._shelf.package(DATED, day)
        if package is None:
            return None
        month = f"{day:%Y%m}" if package.demonstration else package.competencia
        return self._procedure(package.file, month, code)

    def standing(self, day: date | None = None) -> list[Standing]:
        """Return which tables are in order on a day, missing or old, each with a sentence.

        Args:
            day: today if absent.
        """
        return standings(self._shelf, day or clock.today())

    def remove(
        self,
        file: str,
        *,
        months_in_use: Callable[[], Collection[str]] | None = None,
        force: bool = False,
    ) -> Package:
        """Put away a package that nothing needs any more; `restore` has it back for thirty days.

        Args:
            file: its ``file``, as :meth:`packages` lists it.
            months_in_use: returns the competências of what is not sent yet (the workspace knows).
            force: remove a competência of the last 13 months too.

        Raises:
            ColetorError: there is none, it may still be needed, or another program has it open.
        """
        package = next((each for each in self._shelf.state().packages if each.file == file), None)
        if package is None:
            raise ColetorError("terminology.no_package", file=file)
        require_removable(
            package,
            self._shelf.of(package.table),
            clock.today(),
            months_in_use=months_in_use() if months_in_use else (),
            force=force,
        )
        self._connections.close(file)
        removed.put_away(self.folder / file)
        self.refresh()
        return package

    def restore(self, file: str) -> None:
        """Have back a package that was removed; see `coletor.terminology.removed.bring_back`."""
        removed.bring_back(self.folder, file)
        self.refresh()

    def refresh(self) -> None:
        """Look at the folder again."""
        self._shelf.refresh()
        for cache in (self._find, self._procedure, self._codes):
            cache.cache_clear()

    def interrupt(self) -> None:
        """Stop the searches that are running in other threads."""
        self._connections.interrupt()

    def close(self) -> None:
        """Close every connection."""
        self._connections.close()

    def _term(self, package: Package, table: str, code: str, day: date) -> Term | None:
        return self._find(package.file, table, code, day.isoformat())

    def _read_term(self, file: str, table: str, code: str, day: str) -> Term | None:
        return read_term(self._connections.get(file), table, code, day)

    def _read_procedure(self, file: str, month: str, code: str) -> Procedure | None:
        return read_procedure(
            self._connections.get(file),
            code,
            month,
            lambda number: self._codes(file, number),
            demonstration=file == DEMONSTRATION,
        )

    def _read_codes(self, file: str, number: int) -> frozenset[str]:
        return read_codes(self._connections.get(file), number)
