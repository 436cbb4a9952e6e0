"""Which package answers for a table on a day."""

import threading
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from coletor.errors import ColetorError
from coletor.terminology import demonstration as demo
from coletor.terminology.folder import FolderState, read_folder
from coletor.terminology.types import LOCAL, SEARCHABLE, TABLES, Package

DATED = "sigtap"
"""The only table with a competência."""

ALSO_IN_SIGTAP = frozenset({"cid-10", "cbo"})
"""Tables that every SIGTAP package carries too."""


class Shelf:
    """The packages of a folder, and the demonstration where it answers.

    Args:
        folder: where the search files are.
        demonstration: whether the demonstration set may answer at all.
    """

    def __init__(self, folder: Path, *, demonstration: bool) -> None:
        self._folder = folder
        self._demonstration = demonstration
        self._lock = threading.Lock()
        self._seen: tuple[int, FolderState] | None = None

    def state(self) -> FolderState:
        """Return what the folder holds; it is read again when something was added or removed."""
        try:
            changed = self._folder.stat().st_mtime_ns
        except FileNotFoundError:
            changed = 0
        with self._lock:
            if self._seen is None or self._seen[0] != changed:
                self._seen = (changed, read_folder(self._folder))
            return self._seen[1]

    def refresh(self) -> None:
        """Look at the folder again next time."""
        with self._lock:
            self._seen = None

    def all(self) -> list[Package]:
        """Return every package, then the demonstration of the tables that lack one."""
        order = {table: place for place, table in enumerate(SEARCHABLE)}
        found = sorted(self.state().packages, key=lambda each: order[each.table])
        return found + [demo.package(table) for table in TABLES if self._demonstrates(table)]

    def of(self, table: str) -> list[Package]:
        """Return the loaded packages of a table, oldest first.

        Args:
            table: table id.
        """
        found = [each for each in self.state().packages if each.table == table]
        return found if table == DATED else sorted(found, key=lambda each: each.imported_at)

    def official(self, table: str, day: date) -> Package | None:
        """Return the loaded package of a table that answers on a day, or None.

        Args:
            table: table id.
            day: matters for SIGTAP only: of its month, otherwise of the nearest.
        """
        packages = self.of(table)
        if not packages or table != DATED:
            return packages[-1] if packages else None
        return answers_for(packages, f"{day:%Y%m}")

    def package(self, table: str, day: date) -> Package | None:
        """Return the package that answers for a table on a day, the demonstration included.

        Args:
            table: table id.
            day: the day.

        Raises:
            ColetorError: there is no such table.
        """
        if table not in SEARCHABLE:
            known = ", ".join(SEARCHABLE)
            raise ColetorError("terminology.unknown_table", table=table, known=known)
        found = self.official(table, day)
        if found is None and table in ALSO_IN_SIGTAP:
            found = self.official(DATED, day)
        demonstrates = found is None and self._demonstration and table not in LOCAL
        return demo.package(table) if demonstrates else found

    def _demonstrates(self, table: str) -> bool:
        """Tell whether the demonstration set answers for a table."""
        official = self.of(table) or (table in ALSO_IN_SIGTAP and self.of(DATED))
        return self._demonstration and not official


def answers_for(packages: Sequence[Package], month: str) -> Package:
    """Return the latest version of a competência, or of the nearest: earlier first, then later.

    Args:
        packages: at least one, oldest first.
        month: ``AAAAMM``.
    """
    until = [each for each in packages if each.competencia <= month]
    if until:
        return until[-1]
    first = packages[0].competencia
    return [each for each in packages if each.competencia == first][-1]
