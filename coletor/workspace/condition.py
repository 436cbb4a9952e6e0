"""How an open folder stands: its size, the room left, its last check, the copies beside it."""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coletor.establishment.placing import cloud_of
from coletor.store.events import Events
from coletor.store.migrating import BACKUP_FOLDER

if TYPE_CHECKING:
    from coletor.workspace.workspace import Workspace

CHECKED = "workspace.event.checked"


@dataclass(frozen=True, slots=True)
class Condition:
    """How a folder stands.

    Args:
        folder: where it is.
        database: size of the database with its journal, in bytes.
        free: room left on the disk, in bytes.
        copies: how many copies stand beside it, made before the database was brought to a newer
            program.
        copies_size: size of these copies, in bytes.
        checked_at: instant of the last time the whole database was read and found sound (UTC),
            None when it never was.
        cloud: name of the service that copies the folder to the internet, empty without one.
    """

    folder: Path
    database: int
    free: int
    copies: int
    copies_size: int
    checked_at: str | None
    cloud: str


def condition_of(workspace: "Workspace") -> Condition:
    """Return how an open folder stands.

    Raises:
        StoreError: the database cannot be read.
    """
    file = workspace.layout.database
    copies = _sizes((workspace.folder / BACKUP_FOLDER).glob(f"*{file.suffix}"))
    with workspace.store.query() as db:
        row = db.execute(
            "SELECT MAX(at) FROM event WHERE uuid IS NULL AND kind = ?", [CHECKED]
        ).fetchone()
    return Condition(
        folder=workspace.folder,
        database=sum(_sizes(file.parent.glob(f"{file.name}*"))),
        free=shutil.disk_usage(workspace.folder).free,
        copies=len(copies),
        copies_size=sum(copies),
        checked_at=row[0] if row else None,
        cloud=cloud_of(workspace.folder),
    )


def check_now(workspace: "Workspace") -> None:
    """Read the whole database, and note that it is sound; two minutes for a million contacts.

    Raises:
        StoreError: it is damaged, or cannot be read.
    """
    workspace.store.quick_check()
    with workspace.store.change() as db:
        Events.add(db, None, CHECKED, workspace.operator.id)


def _sizes(files: Iterable[Path]) -> list[int]:
    """Return the size of each file; one that went away meanwhile counts for nothing."""
    found = []
    for file in files:
        try:
            found.append(file.stat().st_size)
        except FileNotFoundError:
            continue
    return found
