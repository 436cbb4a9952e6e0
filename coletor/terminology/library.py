"""The tables of an establishment's folder: look-ups by date and search."""

import sqlite3
import threading
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path

from coletor import clock
from coletor.errors import ColetorError
from coletor.messages import text as message
from coletor.terminology import demonstration as demo
from coletor.terminology.builder import slug
from coletor.terminology.connections import DEMONSTRATION, Connections
from coletor.terminology.folder import FolderState, read_folder
from coletor.terminology.procedures import read_procedure
from coletor.terminology.search import Match, search
from coletor.terminology.types import TABLES, Cover, Coverage, Hit, Package, Procedure, Term

_DATED = "sigtap"
"""The only table with a competência."""

_ALSO_IN_SIGTAP = frozenset({"cid-10", "cbo"})
"""Tables that every SIGTAP package carries too."""
_CID_WIRE = "20080101"

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
        self._demonstration = demonstration
        self._connections = Connections(folder, demo.build)
        self._lock = threading.Lock()
        self._seen: tuple[int, FolderState] | None = None
        self._find = lru_cache(8192)(self._read_term)
        self._procedure = lru_cache(1024)(self._read_procedure)
        self._codes = lru_cache(128)(self._read_codes)

    def packages(self) -> list[Package]:
        """Return every loaded package, then the demonstration of the tables that lack one."""
        loaded = self._loaded()
        order = {table: place for place, table in enumerate(TABLES)}
        found = sorted(loaded, key=lambda each: order[each.table])
        return found + [demo.package(table) for table in TABLES if self._demonstrates(table)]

    def damaged(self) -> list[str]:
        """Return one sentence for each file of the folder that cannot be used."""
        return [message("terminology.damaged_file", file=name) for name in self._state().damaged]

    def search(
        self, table: str, text: str, *, on: date | None = None, limit: int = 20
    ) -> list[Hit]:
        """Return the codes that answer to a text, best first; what does not fit comes last.

        Args:
            table: table id.
            text: a code with or without mask, or beginnings of words in any order.
            on: the day for which the code must be valid; today if absent.
            limit: most answers wanted.

        Raises:
            ColetorError: there is no such table.
            SearchInterrupted: :meth:`interrupt` was called meanwhile.
        """
        day = on or clock.today()
        package = self._package(table, day)
        if package is None:
            return []
        matches = search(self._connections.get(package.file), table, text, limit)
        hits = _hits(table, matches, day)
        if table == _DATED and not package.demonstration and not any(m.exact for m in matches):
            hits += self._elsewhere(text, day, package, limit - len(hits))
        return hits

    def _elsewhere(self, text: str, day: date, here: Package, room: int) -> list[Hit]:
        """Return the procedures of other competências, where this one has few answers."""
        if room <= 0:
            return []
        found: dict[str, Hit] = {}
        latest = {each.competencia: each for each in self._of(_DATED)}
        latest.pop(here.competencia, None)
        for package in list(latest.values())[-_ELSEWHERE:]:
            reason = message(
                "terminology.outside.competencia",
                wanted=_month(here.competencia),
                found=_month(package.competencia),
            )
            for match in search(self._connections.get(package.file), _DATED, text, room):
                if match.code not in found and self._term(here, _DATED, match.code, day) is None:
                    found[match.code] = Hit(
                        _DATED, match.code, match.name, match.group, "fora", reason
                    )
        return list(found.values())[:room]

    def find(self, table: str, code: str, on: date | None = None) -> Term | None:
        """Return a code as the table knows it on a day, or None.

        Args:
            table: table id.
            code: without mask.
            on: the day; today if absent.
        """
        day = on or clock.today()
        package = self._package(table, day)
        if package is None:
            return None
        found = self._term(package, table, code, day)
        if found is None and table in _ALSO_IN_SIGTAP and package.table == table:
            # The federal systems check against SIGTAP's own copy of these two tables.
            sigtap = None if package.demonstration else self._official(_DATED, day)
            found = self._term(sigtap, table, code, day) if sigtap else None
        return found

    def covers(self, table: str, on: date | None = None) -> Coverage:
        """Return which package answers for a table on a day.

        Args:
            table: table id.
            on: the day; today if absent.
        """
        day = on or clock.today()
        package = self._package(table, day)
        wanted = f"{day:%Y%m}"
        if package is None:
            return Coverage(Cover.NONE, table, wanted=wanted)
        if package.demonstration:
            month = wanted if table == _DATED else ""
            return Coverage(Cover.EXACT, table, month, package.version, True, wanted)
        other = table == _DATED and package.competencia != wanted
        kind = Cover.OTHER if other else Cover.EXACT
        return Coverage(kind, table, package.competencia, package.version, False, wanted)

    def wire_version(self, table: str, on: date | None = None) -> str | None:
        """Return the version of a table as the CMD message carries it, or None if not loaded.

        Args:
            table: table id.
            on: the day (the procedure's for SIGTAP); today if absent.
        """
        package = self._package(table, on or clock.today())
        if package is None:
            return None
        if table == "cid-10" and package.table == _DATED:
            return _CID_WIRE
        return package.wire_version

    def procedure(self, code: str, on: date | None = None) -> Procedure | None:
        """Return what SIGTAP says of a procedure on a day, or None.

        Args:
            code: ten digits.
            on: the procedure's date; today if absent.
        """
        day = on or clock.today()
        package = self._package(_DATED, day)
        if package is None:
            return None
        month = f"{day:%Y%m}" if package.demonstration else package.competencia
        return self._procedure(package.file, month, code)

    def remove(self, file: str) -> Package:
        """Remove a package.

        Args:
            file: its ``file``, as :meth:`packages` lists it.

        Raises:
            ColetorError: there is none, or another program has it open.
        """
        package = next((each for each in self._loaded() if each.file == file), None)
        if package is None:
            raise ColetorError("terminology.no_package", file=file)
        self._connections.close(file)
        try:
            (self.folder / file).unlink()
        except PermissionError as error:
            raise ColetorError("terminology.in_use", file=file) from error
        self.refresh()
        return package

    def refresh(self) -> None:
        """Look at the folder again."""
        with self._lock:
            self._seen = None
        for cache in (self._find, self._procedure, self._codes):
            cache.cache_clear()

    def interrupt(self) -> None:
        """Stop the searches that are running in other threads."""
        self._connections.interrupt()

    def close(self) -> None:
        """Close every connection."""
        self._connections.close()

    def _state(self) -> FolderState:
        """Return what the folder holds; it is read again when something was added or removed."""
        try:
            changed = self.folder.stat().st_mtime_ns
        except FileNotFoundError:
            changed = 0
        with self._lock:
            if self._seen is None or self._seen[0] != changed:
                self._seen = (changed, read_folder(self.folder))
            return self._seen[1]

    def _loaded(self) -> Iterable[Package]:
        return self._state().packages

    def _of(self, table: str) -> list[Package]:
        """Return the loaded packages of a table, oldest first."""
        found = [each for each in self._loaded() if each.table == table]
        return found if table == _DATED else sorted(found, key=lambda each: each.imported_at)

    def _demonstrates(self, table: str) -> bool:
        """Tell whether the demonstration set answers for a table."""
        official = self._of(table) or (table in _ALSO_IN_SIGTAP and self._of(_DATED))
        return self._demonstration and not official

    def _package(self, table: str, day: date) -> Package | None:
        if table not in TABLES:
            known = ", ".join(TABLES)
            raise ColetorError("terminology.unknown_table", table=table, known=known)
        official = self._official(table, day)
        if official is None and table in _ALSO_IN_SIGTAP:
            official = self._official(_DATED, day)
        if official is None and self._demonstration:
            return demo.package(table)
        return official

    def _official(self, table: str, day: date) -> Package | None:
        packages = self._of(table)
        if not packages or table != _DATED:
            return packages[-1] if packages else None
        return _of_month(packages, f"{day:%Y%m}")

    def _term(self, package: Package, table: str, code: str, day: date) -> Term | None:
        return self._find(package.file, table, code, day.isoformat())

    def _read_term(self, file: str, table: str, code: str, day: str) -> Term | None:
        row = (
            self._connections.get(file)
            .execute(
                f"SELECT code, name, grouping, principal FROM term_{slug(table)} WHERE code = ? "
                "AND valid_from <= ? AND (valid_to = '' OR valid_to >= ?)",
                (code, day, day),
            )
            .fetchone()
        )
        return Term(table, row[0], row[1], row[2], bool(row[3])) if row else None

    def _read_procedure(self, file: str, month: str, code: str) -> Procedure | None:
        connection: sqlite3.Connection = self._connections.get(file)
        return read_procedure(
            connection,
            code,
            month,
            lambda number: self._codes(file, number),
            demonstration=file == DEMONSTRATION,
        )

    def _read_codes(self, file: str, number: int) -> frozenset[str]:
        connection = self._connections.get(file)
        row = connection.execute("SELECT codes FROM codes WHERE id = ?", (number,)).fetchone()
        return frozenset(row[0].split())


def _of_month(packages: list[Package], month: str) -> Package:
    """Return the latest version of a competência, or of the nearest: earlier first, then later."""
    until = [each for each in packages if each.competencia <= month]
    if until:
        return until[-1]
    first = packages[0].competencia
    return [each for each in packages if each.competencia == first][-1]


def _hits(table: str, matches: list[Match], day: date) -> list[Hit]:
    """Return matches as hits, each code once, what is not valid on the day last."""
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


def _month(competencia: str) -> str:
    return f"{competencia[4:]}/{competencia[:4]}"
