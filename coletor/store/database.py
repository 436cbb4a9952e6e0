"""The store: one writer, read-only connections for queries, and nothing ever half-written."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from coletor import clock
from coletor.durable import keep_private, sync_folder
from coletor.store import opening
from coletor.store.errors import InterruptedQueryError, StoreError
from coletor.store.list_writing import fill_if_empty
from coletor.store.migrating import FOLDER, migrate, wait_for_others
from coletor.store.opening import Database
from coletor.store.usage import Usage

_IDLE_READERS = 4


class Interrupt:
    """A handle by which another thread cancels a query."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._database: Database | None = None
        self.cancelled = False

    def cancel(self) -> None:
        """Stop the query that runs under this handle, now or when it starts."""
        with self._guard:
            self.cancelled = True
            if self._database is not None:
                opening.interrupt(self._database)

    def _attach(self, database: Database | None) -> None:
        with self._guard:
            if self.cancelled and database is not None:
                raise InterruptedQueryError("store.interrupted")
            self._database = database


@contextmanager
def part(db: Database) -> Iterator[None]:
    """Give a part of a change: where its block raises, it alone is undone.

    Args:
        db: the connection of the change.
    """
    db.execute("SAVEPOINT part")
    try:
        yield
    except BaseException:
        if db.conn.in_transaction:  # a full disk has undone the whole change already
            db.execute("ROLLBACK TO part")
            db.execute("RELEASE part")
        raise
    db.execute("RELEASE part")


class Store:
    """An open database of one establishment; make it with `create` or `open`.

    Attributes:
        path: the database file.
        unclean: whether a program ended without closing the database, so that
            `coletor.store.opening.quick_check` should run in the background.
    """

    def __init__(self, path: Path, key: bytes, writer: Database, usage: Usage) -> None:
        self.path = path
        self.unclean = usage.unclean
        self._key = key
        self._writer = writer
        self._usage = usage
        self._writing = threading.Lock()
        self._writer_thread: int | None = None
        self._pool = threading.Lock()
        self._idle: list[Database] = []
        self._closed = False
        self._version = _version_of(writer)

    @classmethod
    def create(cls, path: Path, key: bytes, operator_name: str, *, login: str = "operador") -> Self:
        """Make a new database with its first operator and open it.

        The file is built aside and takes its name when it is complete: a creation that was cut
        short leaves no database.

        Args:
            path: where the database will stand.
            key: the 32 bytes of the database key.
            operator_name: name of the person who makes the folder.
            login: the short name that person is known by.

        Raises:
            StoreError: a database stands there already, or the folder cannot be written.
        """
        if path.exists():
            raise StoreError("store.exists", file=path.name)
        aside = path.with_name(path.name + ".parte")
        for leftover in path.parent.glob(aside.name + "*"):
            leftover.unlink()
        database = opening.create_database(aside, key)
        try:
            with opening.translated(path):
                migrate(database, aside)
                keep_private(aside)
                database["operator"].insert(  # type: ignore[union-attr]
                    {"login": login, "name": operator_name, "created_at": clock.now()}
                )
        finally:
            database.close()
        aside.replace(path)
        sync_folder(path.parent)
        return cls.open(path, key)

    @classmethod
    def open(cls, path: Path, key: bytes, *, migrations: Path = FOLDER) -> Self:
        """Open an existing database, bringing it to this program's schema.

        Args:
            path: the database file.
            key: the 32 bytes of the database key.
            migrations: folder of the schema's steps.

        Raises:
            StoreError: absent, other key, damaged, locked, read-only, of a newer program, or of an
                older one that has it open.
        """
        opening.check_file(path, key)
        if not os.access(path, os.W_OK):
            raise StoreError("store.read_only", file=path.name, folder=path.parent)
        usage = Usage(path.parent)
        try:
            writer = opening.open_database(path, key)
            try:
                with opening.translated(path, changing=False):
                    if usage.others:
                        wait_for_others(writer, migrations)
                    migrate(writer, path, migrations)
                    fill_if_empty(writer)
            except BaseException:
                writer.close()
                raise
        except BaseException:
            usage.end()
            raise
        return cls(path, key, writer, usage)

    @contextmanager
    def change(self) -> Iterator[Database]:
        """Give the one writing connection inside a transaction.

        It is committed, on disk, when the block ends, and undone when the block raises. Other
        threads wait their turn; other programs are waited for up to 5 seconds.

        Raises:
            StoreError: locked by another program, disk full, read-only, damaged.
            RuntimeError: a change within a change, or a closed store (bugs).
        """
        if self._writer_thread == threading.get_ident():
            raise RuntimeError("a change within a change")
        with self._writing, opening.translated(self.path):
            if self._closed:
                raise RuntimeError("the store is closed")
            self._writer_thread = threading.get_ident()
            try:
                self._writer.execute("BEGIN IMMEDIATE")
                try:
                    yield self._writer
                    self._writer.execute("COMMIT")
                except BaseException:
                    self._writer.rollback()
                    raise
            finally:
                self._writer_thread = None

    @contextmanager
    def query(self, interrupt: Interrupt | None = None) -> Iterator[Database]:
        """Give a read-only connection that sees one consistent state of the data.

        Args:
            interrupt: a handle by which another thread may cancel.

        Raises:
            InterruptedQueryError: the handle was cancelled.
            StoreError: the data cannot be read.
        """
        database = self._take_reader()
        try:
            with opening.translated(self.path, writing=False):
                if interrupt:
                    interrupt._attach(database)
                database.execute("BEGIN")
                yield database
        finally:
            if interrupt:
                interrupt._attach(None)
            self._give_back(database)

    def written_elsewhere(self) -> bool:
        """Tell whether another program has written since this was last asked, or since the opening.

        It costs some microseconds. While something is being written here it says no; what was
        written elsewhere is told the next time.

        Raises:
            StoreError: the data cannot be read.
        """
        if not self._writing.acquire(blocking=False):
            return False
        try:
            if self._closed:
                return False
            with opening.translated(self.path, writing=False):
                before, self._version = self._version, _version_of(self._writer)
        finally:
            self._writing.release()
        return before != self._version

    def quick_check(self) -> None:
        """Read the whole database and check its structure; meant for a background thread.

        Raises:
            StoreError: damaged, or it cannot be opened.
        """
        opening.quick_check(self.path, self._key)

    def close(self) -> None:
        """Finish what is being written, bring the journal into the file and close it.

        A query that still runs keeps its own connection until it ends. Closing twice is fine.
        """
        with self._writing, self._pool:
            if self._closed:
                return
            self._closed = True
            for database in self._idle:
                database.close()
            self._idle.clear()
            try:
                with opening.translated(self.path):
                    self._writer.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
            finally:
                self._writer.close()
                self._usage.end()

    def _take_reader(self) -> Database:
        with self._pool:
            if self._closed:
                raise RuntimeError("the store is closed")
            if self._idle:
                return self._idle.pop()
        return opening.open_database(self.path, self._key, read_only=True)

    def _give_back(self, database: Database) -> None:
        database.rollback()
        with self._pool:
            if self._closed or len(self._idle) >= _IDLE_READERS:
                database.close()
            else:
                self._idle.append(database)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _version_of(writer: Database) -> int:
    """Return a figure that is another one once another connection has written."""
    return int(writer.execute("PRAGMA data_version").fetchone()[0])
