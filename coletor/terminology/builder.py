"""Builds one immutable search file aside; it takes its name only when it is whole."""

import contextlib
import errno
import json
import os
import re
import sqlite3
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from urllib.parse import quote

from coletor import clock
from coletor.durable import sync_folder
from coletor.errors import ColetorError
from coletor.terminology.text import fold
from coletor.terminology.types import Node, Package

SUFFIX = ".sqlite"
PARTIAL = ".parcial"
FORMAT = 1
"""Version of the layout below: a file of another layout is not used, and the screen says so."""

_BUILDING = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA temp_store = MEMORY;
PRAGMA cache_size = -65536;
"""
_TABLE = """
CREATE TABLE term_{slug} (
    id INTEGER PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL, grouping TEXT NOT NULL,
    valid_from TEXT NOT NULL, valid_to TEXT NOT NULL, principal INTEGER NOT NULL);
CREATE TABLE entry_{slug} (
    id INTEGER PRIMARY KEY, term INTEGER NOT NULL, synonym TEXT NOT NULL, folded TEXT NOT NULL);
CREATE TABLE node_{slug} (
    id TEXT PRIMARY KEY, parent TEXT NOT NULL, label TEXT NOT NULL, name TEXT NOT NULL);
CREATE VIRTUAL TABLE words_{slug} USING fts5(
    words, content='', detail=none, prefix='1 2 3 4 5', tokenize='ascii');
INSERT INTO words_{slug} (words_{slug}, rank) VALUES ('hashsize', 33554432);
"""
_FINISH = """
CREATE INDEX term_{slug}_code ON term_{slug} (code);
CREATE INDEX entry_{slug}_term ON entry_{slug} (term);
CREATE INDEX node_{slug}_parent ON node_{slug} (parent);
INSERT INTO words_{slug} (words_{slug}) VALUES ('optimize');
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One term on its way into a search file.

    Args:
        code: without mask.
        name: official name.
        group: where it belongs.
        valid_from: first day, ``AAAA-MM-DD`` or empty.
        valid_to: last day, ``AAAA-MM-DD`` or empty.
        principal: may be a principal diagnosis.
        synonyms: other names by which it is found.
        extra: words that find it without being part of its name (the UF of a município).
    """

    code: str
    name: str
    group: str = ""
    valid_from: str = ""
    valid_to: str = ""
    principal: bool = True
    synonyms: Sequence[str] = field(default=())
    extra: str = ""


def run(connection: sqlite3.Connection, script: str) -> None:
    """Run statements one by one (``executescript`` would commit what came before)."""
    for statement in script.split(";\n"):
        connection.execute(statement)


def slug(table: str) -> str:
    """Return a table id as part of an SQL name."""
    return table.replace("-", "_")


def write_table(
    connection: sqlite3.Connection, table: str, rows: Iterable[Row], nodes: Iterable[Node] = ()
) -> int:
    """Write the terms of a table and what its search needs; return how many terms.

    The order of the rows in the file is the static order of the search: short names, then code.

    Args:
        connection: the file being built.
        table: table id.
        rows: the terms, in any order.
        nodes: the branches of its tree; the id of the lowest begins the codes below it.
    """
    name = slug(table)
    run(connection, _TABLE.format(slug=name))
    terms = sorted(rows, key=lambda row: row.code)
    connection.executemany(
        f"INSERT INTO term_{name} VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (number, r.code, r.name, r.group, r.valid_from, r.valid_to, r.principal)
            for number, r in enumerate(terms, 1)
        ),
    )
    _write_entries(connection, name, terms)
    connection.executemany(
        f"INSERT INTO node_{name} VALUES (?, ?, ?, ?)",
        ((node.id, node.parent, node.label, node.name) for node in nodes),
    )
    run(connection, _FINISH.format(slug=name))
    return len(terms)


def _write_entries(connection: sqlite3.Connection, name: str, terms: list[Row]) -> None:
    entries = [
        (len(folded), row.code, number, synonym, f"{folded} {row.extra}".rstrip())
        for number, row in enumerate(terms, 1)
        for synonym, folded in _names(row)
    ]
    entries.sort()
    connection.executemany(
        f"INSERT INTO entry_{name} VALUES (?, ?, ?, ?)",
        (
            (place, number, synonym, f" {folded} ")
            for place, (_, _, number, synonym, folded) in enumerate(entries, 1)
        ),
    )
    connection.executemany(
        f"INSERT INTO words_{name} (rowid, words) VALUES (?, ?)",
        (
            (place, f"{code.lower()} {folded}")
            for place, (_, code, _, _, folded) in enumerate(entries, 1)
        ),
    )


def _names(row: Row) -> Iterator[tuple[str, str]]:
    yield "", fold(row.name)
    for synonym in row.synonyms:
        yield synonym, fold(synonym)


class Builder:
    """A search file in the making.

    Args:
        folder: where the finished file goes.

    Use as a context manager: leaving it without :meth:`publish` leaves nothing behind.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._partial = folder / f"{os.getpid()}-{uuid.uuid4().hex}{PARTIAL}"
        self.connection = sqlite3.connect(self._partial, isolation_level=None)

    def __enter__(self) -> "Builder":
        run(self.connection, _BUILDING)
        self.connection.execute("BEGIN")
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()
        self._partial.unlink(missing_ok=True)

    def publish(self, package: Package) -> Package:
        """Finish the file, make it durable and give it its name.

        Args:
            package: its identity; ``file`` is filled in here.

        Returns:
            The package as it now stands in the folder.
        """
        final = self.folder / file_name(package)
        described = Package(**{**asdict(package), "file": final.name, "imported_at": clock.now()})
        write_description(self.connection, described)
        if self.connection.in_transaction:
            self.connection.execute("COMMIT")
        self.connection.close()
        present = published(final)
        if present is not None:
            return present  # another import of the same package was quicker
        with self._partial.open("r+b") as stream:
            os.fsync(stream.fileno())
        self._partial.replace(final)
        sync_folder(self.folder)
        return described


def write_description(connection: sqlite3.Connection, package: Package) -> None:
    """Write into a file what package it is."""
    connection.execute("CREATE TABLE package (format INTEGER NOT NULL, description TEXT NOT NULL)")
    description = json.dumps(asdict(package), ensure_ascii=False)
    connection.execute("INSERT INTO package VALUES (?, ?)", (FORMAT, description))


def read_description(connection: sqlite3.Connection) -> Package | None:
    """Return what package a file is, or None where its layout is of another version."""
    layout, description = connection.execute("SELECT format, description FROM package").fetchone()
    return Package(**json.loads(description)) if layout == FORMAT else None


def published(file: Path) -> Package | None:
    """Return what package a file is, or None where it is missing, damaged or of another layout."""
    if not file.exists():
        return None
    try:
        with contextlib.closing(open_package(file)) as connection:
            return read_description(connection)
    except (sqlite3.DatabaseError, TypeError, ValueError):
        # Not ours, cut short, or of another version of the program: named to the person.
        return None


def open_package(file: Path) -> sqlite3.Connection:
    """Open a finished file for reading; it never changes, so that no lock is needed.

    The connection may be interrupted and closed from another thread.
    """
    address = f"{_uri(file)}?mode=ro&immutable=1"
    return sqlite3.connect(address, uri=True, check_same_thread=False, isolation_level=None)


def _uri(file: Path) -> str:
    """Return a path as SQLite wants it: "C:/" and network shares have no host part."""
    plain = file.resolve().as_posix()
    return "file://" + quote(plain if plain.startswith("/") else f"/{plain}", safe="/:")


def file_name(package: Package) -> str:
    """Return the name of a package's file, such as ``sigtap-202607-v2607101010.sqlite``."""
    version = re.sub(r"[^A-Za-z0-9]+", "-", package.version).strip("-")
    pieces = [package.table, package.competencia, version]
    if not package.competencia:
        pieces.append(package.sha256[:8])
    return "-".join(piece for piece in pieces if piece) + SUFFIX


@contextlib.contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Turn a full or unwritable disk into one plain message.

    Args:
        folder: where the search files are.
    """
    try:
        yield
    except sqlite3.OperationalError as error:
        full = error.sqlite_errorcode == sqlite3.SQLITE_FULL
        raise ColetorError(_disk(full), folder=folder) from error
    except OSError as error:
        raise ColetorError(_disk(error.errno == errno.ENOSPC), folder=folder) from error


def _disk(full: bool) -> str:
    return "terminology.disk_full" if full else "terminology.disk_refused"
