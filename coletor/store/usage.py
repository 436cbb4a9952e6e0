"""Notices that a program ended without closing the database (killed, power cut).

Every open database leaves a locked file; one that nobody locks belongs to a program that died.
"""

import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coletor.store.errors import StoreError
from coletor.store.locking import LOCK_FOLDER, FolderLock

_PREFIX = "uso-"
_WAIT_SECONDS = 5.0


class Usage:
    """This program's mark that it has a folder's database open.

    ``unclean`` tells whether a program died before, ``others`` whether one has it open already.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = FolderLock(folder, f"{_PREFIX}{os.getpid()}-{secrets.token_hex(4)}")
        with _one_at_a_time(folder):
            self.unclean, self.others = _clear_dead(folder)
            self._lock.acquire()

    def end(self) -> None:
        """Say that the database was closed in order."""
        try:
            with _one_at_a_time(self._folder):  # or somebody who looks finds a mark nobody locks
                self._lock.release(remove=True)
        except StoreError:  # who looks has looked for long: at worst it checks the database once
            self._lock.release(remove=True)


def _clear_dead(folder: Path) -> tuple[bool, bool]:
    """Remove the marks of programs that died; tell whether there was one, and whether one lives."""
    dead = living = False
    for file in sorted((folder / LOCK_FOLDER).glob(f"{_PREFIX}*.trava")):
        lock = FolderLock(folder, file.stem)
        if lock.try_acquire():
            lock.release(remove=True)
            dead = True
        else:
            living = True
    return dead, living


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """Keep others from seeing a mark that is written and not yet locked."""
    guard = FolderLock(folder, "uso")
    until = time.monotonic() + _WAIT_SECONDS
    while not guard.try_acquire():
        if time.monotonic() > until:
            raise StoreError("store.lock.other")
        time.sleep(0.01)
    try:
        yield
    finally:
        guard.release()
