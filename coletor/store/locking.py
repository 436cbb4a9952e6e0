"""One program at a time for what only one may do in a folder, by a lock of the system.

The lock dies with the process that holds it, so nothing has to be cleaned up after a crash.
"""

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from coletor.messages import exists
from coletor.store.errors import StoreError

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _unlock(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)


LOCK_FOLDER = "travas"


class FolderLock:
    """An exclusive lock on one activity in a folder; use it as a context manager.

    Args:
        folder: the establishment's folder.
        name: the activity, such as ``envio``; it names the file and the message.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self.file = folder / LOCK_FOLDER / f"{name}.trava"
        self._handle: int | None = None

    def acquire(self) -> None:
        """Take the lock without waiting.

        Raises:
            StoreError: somebody else holds it, in this program or in another, or the folder
                cannot be written.
        """
        if self._handle is not None or not self.try_acquire():
            known = f"store.lock.{self.name}"
            raise StoreError(known if exists(known) else "store.lock.other")

    def try_acquire(self) -> bool:
        """Take the lock if it is free and tell whether it was taken.

        Raises:
            StoreError: the folder cannot be written.
        """
        try:
            self.file.parent.mkdir(exist_ok=True)
            handle = os.open(self.file, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            folder = self.file.parent.parent
            raise StoreError("store.read_only", file=self.file.name, folder=folder) from error
        try:
            _lock(handle)
        except OSError:  # what both systems answer when somebody else holds it
            os.close(handle)
            return False
        self._handle = handle
        return True

    def release(self, *, remove: bool = False) -> None:
        """Give the lock back; without it, nothing happens.

        Args:
            remove: also remove the file, for a name that nobody else will ever take.
        """
        if self._handle is None:
            return
        _unlock(self._handle)
        os.close(self._handle)
        self._handle = None
        if remove:
            self.file.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


def folder_lock(folder: Path, name: str) -> FolderLock:
    """Return the lock of one activity, for a ``with`` block.

    Args:
        folder: the establishment's folder.
        name: the activity, such as ``envio``.
    """
    return FolderLock(folder, name)
