"""Opens the encrypted database: the only module that knows SQLCipher (decision 8).

The salt of a SQLCipher file is its first 16 bytes, in clear. Ours is derived from the key, so
that those bytes tell whether a key belongs to a file before anything is opened: a wrong key
and a damaged file, which SQLCipher reports alike, get their own messages, and a file that a key
does not fit is never touched.
"""

import hashlib
import hmac
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

import sqlcipher3
from sqlcipher3 import dbapi2 as driver

from coletor.store.errors import InterruptedQueryError, StoreError

# sqlite-utils catches the exceptions of the driver it was imported with: it must be ours.
sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = driver

import sqlite_utils  # noqa: E402
from sqlite_utils import Database  # noqa: E402
from sqlite_utils import utils as sqlite_utils_utils  # noqa: E402

if cast(Any, sqlite_utils_utils).sqlite3 is not sqlcipher3:
    raise RuntimeError("import coletor.store.opening before sqlite_utils")

__all__ = [
    "KEY_BYTES",
    "Database",
    "IntegrityError",
    "check_file",
    "copy_into",
    "create_database",
    "interrupt",
    "key_check",
    "open_database",
    "quick_check",
    "translated",
]

IntegrityError = driver.IntegrityError
KEY_BYTES = 32
PAGE_BYTES = 4096
BUSY_MILLISECONDS = 5000
_SALT_BYTES = 16
_PLAIN_HEADER = b"SQLite format 3\x00"
_REASONS = {
    "SQLITE_BUSY": "locked",
    "SQLITE_LOCKED": "locked",
    "SQLITE_FULL": "full",
    "SQLITE_IOERR": "disk",
    "SQLITE_READONLY": "read_only",
    "SQLITE_PERM": "read_only",
    "SQLITE_CANTOPEN": "read_only",
    "SQLITE_CORRUPT": "damaged",
    "SQLITE_NOTADB": "damaged",
}


def open_database(path: Path, key: bytes, *, read_only: bool = False) -> Database:
    """Open an existing encrypted database with every setting the program relies on.

    Args:
        path: the database file; it is never created, replaced or removed here.
        key: the 32 bytes of the database key.
        read_only: open a connection that cannot write, for queries.

    Raises:
        StoreError: absent, not ours, other key, damaged, locked or not accessible.
    """
    check_file(path, key)
    connection = None
    try:
        with translated(path, changing=False):
            connection = _connect(path, key, "ro" if read_only else "rw")
            database = _configured(connection, read_only)
            _check_length(path, database)
    except BaseException:
        if connection is not None:
            connection.close()
        raise
    return database


def create_database(path: Path, key: bytes) -> Database:
    """Create an empty encrypted database where no file stands.

    Args:
        path: the file to make.
        key: the 32 bytes of the database key.

    Raises:
        StoreError: a file stands there already, or the folder cannot be written.
    """
    if path.exists():
        raise StoreError("store.exists", file=path.name)
    with translated(path):
        return _configured(_connect(path, key, "rwc"), read_only=False)


def check_file(path: Path, key: bytes) -> None:
    """Tell from the file's first bytes whether a key can open it, without opening it.

    Raises:
        StoreError: the file is absent, empty, not ours, or belongs to another key.
    """
    try:
        with path.open("rb") as stream:
            header = stream.read(_SALT_BYTES)
        size = path.stat().st_size
    except FileNotFoundError:
        raise StoreError("store.missing", file=path.name, folder=path.parent) from None
    except OSError as error:
        raise StoreError("store.unreadable", file=path.name, folder=path.parent) from error
    fits = hmac.compare_digest(header, key_check(key))
    if fits and size >= PAGE_BYTES:
        return
    if fits or not header:  # SQLite takes less than a page for an empty database, and fills it
        raise StoreError("store.damaged", file=path.name)
    if header == _PLAIN_HEADER or size < PAGE_BYTES:
        raise StoreError("store.not_ours", file=path.name)
    raise StoreError("store.wrong_key", file=path.name)


def key_check(key: bytes) -> bytes:
    """Return the 16 bytes that open every file of a key; they say nothing about the key."""
    if len(key) != KEY_BYTES:
        raise ValueError("the database key has 32 bytes")
    return hmac.digest(key, b"coletor-cmd database salt v1", hashlib.sha256)[:_SALT_BYTES]


@contextmanager
def translated(path: Path, *, writing: bool = True, changing: bool = True) -> Iterator[None]:
    """Turn what the environment did to a database into messages; bugs pass as they are.

    Args:
        path: the database, for the message.
        writing: whether writing is meant; in a query, an attempt to write is a bug.
        changing: whether something of a person's is being written; opening does not.

    Raises:
        InterruptedQueryError: the query was cancelled.
        StoreError: locked, full, failing disk, read-only or damaged.
    """
    try:
        yield
    except driver.Error as error:
        name = str(getattr(error, "sqlite_errorname", ""))
        if name == "SQLITE_INTERRUPT":
            raise InterruptedQueryError("store.interrupted") from error
        reason = _REASONS.get("_".join(name.split("_")[:2]))
        if reason is None or (reason == "read_only" and not writing):
            raise
        if reason == "full" and not (writing and changing):
            reason = "full_reading"
        raise StoreError(f"store.{reason}", file=path.name, folder=path.parent) from error


def interrupt(database: Database) -> None:
    """Stop what a connection is doing, from any thread; its query is interrupted."""
    database.conn.interrupt()


def copy_into(database: Database, target: Path) -> None:
    """Write a whole, consistent copy under the same key, while others may be working.

    Args:
        database: an open connection outside a transaction.
        target: a file that does not exist yet.
    """
    database.execute("VACUUM INTO ?", [str(target)])


def quick_check(path: Path, key: bytes) -> None:
    """Read the whole database and check its structure (two minutes for a million contacts).

    Meant for a background thread or process after an unclean exit, and before backups.

    Raises:
        StoreError: damaged, or it cannot be opened.
    """
    database = open_database(path, key, read_only=True)
    try:
        with translated(path):
            found = [row[0] for row in database.execute("PRAGMA quick_check(1)").fetchall()]
    finally:
        database.close()
    if found != ["ok"]:
        raise StoreError("store.damaged", file=path.name)


def _connect(path: Path, key: bytes, mode: str) -> Any:
    place = quote(path.resolve().as_posix(), safe="/:")
    # file:///x on Linux, file:///C:/x on Windows, file:////server/share for a network drive
    uri = f"file://{'' if place.startswith('/') else '/'}{place}?mode={mode}"
    connection = driver.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}{key_check(key).hex()}'\"")
    return connection


def _configured(connection: Any, read_only: bool) -> Database:
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchall()
    if read_only:
        connection.execute("PRAGMA query_only = ON")
    else:
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
    return sqlite_utils.Database(connection, execute_plugins=False)


def _check_length(path: Path, database: Database) -> None:
    """Refuse a file that lost its end: SQLite would notice only on reaching the lost pages."""
    wal = path.with_name(path.name + "-wal")
    if wal.exists() and wal.stat().st_size:
        return  # the pages may still be there
    pages = database.execute("PRAGMA page_count").fetchone()[0]
    if path.stat().st_size < pages * PAGE_BYTES:
        raise StoreError("store.damaged", file=path.name)
