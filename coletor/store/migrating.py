"""Brings a database to the schema of this program: numbered files, each applied whole or not."""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from sqlite3 import complete_statement

from coletor import clock
from coletor.durable import flush_to_disk
from coletor.store.errors import StoreError
from coletor.store.opening import Database, copy_into

FOLDER = Path(__file__).parent / "migrations"
BACKUP_FOLDER = "copias"
_WRITTEN = re.compile(
    r"\b(?:INTO|UPDATE|TABLE(?:\s+IF(?:\s+NOT)?\s+EXISTS)?|DELETE\s+FROM|RENAME\s+TO)\s+(\w+)",
    re.IGNORECASE,
)
WAIT_SECONDS = 5.0
_TICK = 0.05
_HALF_SECONDS = 3600
_NAME = re.compile(r"(\d{4})_[a-z0-9_]+\.sql")


def migrations(folder: Path = FOLDER) -> list[Path]:
    """Return the file of every migration in order: the first is number 1.

    Args:
        folder: where files like ``0001_first.sql`` stand.

    Raises:
        ValueError: the numbers do not run 1, 2, 3... (a bug of the program).
    """
    found = sorted(folder.glob("*.sql"))
    for number, file in enumerate(found, 1):
        match = _NAME.fullmatch(file.name)
        if not match or int(match[1]) != number:
            raise ValueError(str(file))
    if not found:
        raise ValueError(str(folder))
    return found


def statements(sql: str) -> Iterator[str]:
    """Yield the statements of a script, triggers whole; what the library offers tries every letter.

    Args:
        sql: statements, each closed by a semicolon.

    Raises:
        ValueError: the last one is not closed (a bug of the program).
    """
    waiting = ""
    for part in re.split("(?<=;)", sql):
        waiting += part
        if complete_statement(waiting):
            yield waiting
            waiting = ""
    if any(line.strip() and not line.startswith("--") for line in waiting.splitlines()):
        raise ValueError(waiting.strip())


def schema_version(database: Database) -> int:
    """Return the number of the last migration that a database holds (0: none)."""
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def migrate(database: Database, path: Path, folder: Path = FOLDER) -> bool:
    """Apply what is missing, after a copy of a database that holds anything.

    Args:
        database: the writer's connection, outside a transaction.
        path: the database file; the copy goes to ``copias`` beside it.
        folder: where the migrations stand.

    Returns:
        whether anything was applied.

    Raises:
        StoreError: the database was written by a newer program, or the copy failed.
    """
    steps = migrations(folder)
    here = schema_version(database)
    if here > len(steps):
        raise StoreError("store.newer", file=path.name, there=here, here=len(steps))
    if here == len(steps):
        return False
    copy = back_up(database, path, f"antes-da-versao-{len(steps)}") if here else None
    try:
        for number, file in enumerate(steps[here:], here + 1):
            _apply(database, number, file.read_text(encoding="utf-8"))
    except BaseException:
        # Nothing is newer than the copy: kept, each try on a full disk would leave another.
        if copy is not None and schema_version(database) == here:
            copy.unlink(missing_ok=True)
        raise
    return True


def wait_for_others(database: Database, folder: Path = FOLDER) -> None:
    """Let another program that opened the database first bring it to the schema.

    One that does not is older than this one: with the schema changed under it, nothing that is
    typed there could be stored any more.

    Args:
        database: a connection outside a transaction.
        folder: where the migrations stand.

    Raises:
        StoreError: an older program has the database open.
    """
    until = time.monotonic() + WAIT_SECONDS
    while 0 < schema_version(database) < len(migrations(folder)):
        if time.monotonic() > until:
            raise StoreError("store.older_open")
        time.sleep(_TICK)


def back_up(database: Database, path: Path, label: str) -> Path:
    """Write a consistent copy under the same key into ``copias`` and return its path.

    Args:
        database: an open connection outside a transaction.
        path: the database file.
        label: what the copy is for; part of its name.
    """
    folder = path.parent / BACKUP_FOLDER
    moment = re.sub(r"\D", "", clock.now())
    target = folder / f"{path.stem}-{label}-{moment}{path.suffix}"
    half = target.with_suffix(".parte")
    try:
        folder.mkdir(exist_ok=True)
        _clear_halves(folder)
        try:
            copy_into(database, half)
            with half.open("rb+") as stream:
                flush_to_disk(stream)
            half.replace(target)
        finally:
            for left in (half, half.with_name(f"{half.name}-journal")):
                left.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError("store.read_only", file=target.name, folder=folder) from error
    return target


def _clear_halves(folder: Path) -> None:
    """Remove halves of copies that a program left when it was ended, not those under way."""
    for half in folder.glob("*.parte*"):
        if half.stat().st_mtime < time.time() - _HALF_SECONDS:
            half.unlink(missing_ok=True)


def _apply(database: Database, number: int, sql: str) -> None:
    """Apply one migration with its record in one transaction, unless it is there already.

    The version is read again inside the transaction: two programs may start at once.
    """
    database.execute("BEGIN IMMEDIATE")
    try:
        if schema_version(database) < number:
            for statement in statements(sql):
                database.execute(statement)
            orphans = _orphans(database, sql)
            if orphans:
                raise ValueError(f"migration {number} leaves orphans: {orphans[:3]}")
            database.execute(f"PRAGMA user_version = {number}")
        database.execute("COMMIT")
    except BaseException:
        database.rollback()
        raise


def _orphans(database: Database, sql: str) -> list[tuple[object, ...]]:
    """Return rows without what they refer to, in the tables that a script wrote or took from.

    All the others stand as they stood: to read them too took a minute for 80,000 contacts.
    """
    written = set(_WRITTEN.findall(sql))
    tables = database.execute("SELECT name FROM sqlite_master").fetchall()
    takers = database.execute(
        'SELECT m.name, f."table" FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f'
    ).fetchall()
    concerned = written | {taker for taker, taken_from in takers if taken_from in written}
    found: list[tuple[object, ...]] = []
    for table in sorted(concerned & {name for (name,) in tables}):
        found += database.execute("SELECT * FROM pragma_foreign_key_check(?)", [table]).fetchall()
    return found
