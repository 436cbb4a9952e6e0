"""Keep two set-ups of one checkout from working at the same time."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from .console import say
from .places import BUILD

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCK_FILE = BUILD / "setup_env.lock"
_PAUSE = 0.2


@contextlib.contextmanager
def only_one(file: Path = LOCK_FILE) -> Iterator[None]:
    """Hold the checkout's set-up lock, waiting (and saying so) while another run has it.

    The operating system frees the lock when its holder ends, however it ends.

    Args:
        file: The lock file; made if absent, never removed.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a+b") as handle:
        if not _try_to_hold(handle):
            say("another run is setting this checkout up; waiting for it to finish")
            while not _try_to_hold(handle):
                time.sleep(_PAUSE)
        try:
            yield
        finally:
            _release(handle)


def _try_to_hold(handle: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            handle.seek(0)
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _release(handle: IO[bytes]) -> None:
    if sys.platform == "win32":
        handle.seek(0)
        msvcrt.locking(handle.fileno(), msvcrt.LK_UNLCK, 1)
    else:
        fcntl.flock(handle, fcntl.LOCK_UN)
