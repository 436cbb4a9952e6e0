"""Reads which packages a folder holds."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from coletor.terminology.builder import SUFFIX, read_description
from coletor.terminology.types import Package


@dataclass(frozen=True)
class FolderState:
    """What is in the folder of tables.

    Args:
        packages: the usable packages, newest competência and import last.
        damaged: names of files that cannot be used.
    """

    packages: tuple[Package, ...]
    damaged: tuple[str, ...]


def open_package(file: Path) -> sqlite3.Connection:
    """Open a finished file for reading; it never changes, so that no lock is needed.

    The connection may be interrupted and closed from another thread.
    """
    address = f"{file.resolve().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(address, uri=True, check_same_thread=False, isolation_level=None)


def read_folder(folder: Path) -> FolderState:
    """Return the packages of a folder; a missing folder is an empty one.

    Args:
        folder: where the search files are.
    """
    packages: list[Package] = []
    damaged: list[str] = []
    for file in sorted(folder.glob(f"*{SUFFIX}")):
        package = _describe(file)
        if package is None:
            damaged.append(file.name)
        else:
            packages.append(package)
    packages.sort(key=lambda each: (each.competencia, each.version.lower(), each.imported_at))
    return FolderState(tuple(packages), tuple(damaged))


def _describe(file: Path) -> Package | None:
    try:
        connection = open_package(file)
        try:
            return read_description(connection)
        finally:
            connection.close()
    except (sqlite3.DatabaseError, TypeError, ValueError):
        # Not ours, cut short, or of another version of the program: named to the person.
        return None
