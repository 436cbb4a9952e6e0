"""Work that leaves the processor to the window while somebody types: processes, and threads."""

import os
import sys
import threading
from contextlib import suppress
from multiprocessing.process import BaseProcess

_NICENESS, _THREAD_NICENESS = 15, 5
"""Of a process, which computes without a pause, and of a thread, which mostly waits for the
network: 0 is usual, and 19 gets only what nobody else wants."""


def start(work: BaseProcess) -> None:
    """Start a process that gives way to the window from its first moment.

    It is told from here: a process that tells itself has loaded its modules by then. Where the
    system has no such call (Windows), it runs like any other.

    Args:
        work: not started yet.
    """
    work.start()
    if hasattr(os, "setpriority") and work.pid is not None:
        with suppress(ProcessLookupError):  # it has ended already
            _lower(work.pid, _NICENESS)


def give_way() -> None:
    """Have the thread that calls this wait for the window's, where a thread has a priority.

    That of the command line's sending does so, too: who runs it on a timer may have a window open.
    """
    if sys.platform == "linux":
        _lower(threading.get_native_id(), _THREAD_NICENESS)


def _lower(work: int, niceness: int) -> None:
    """Lower a priority; what was started with a lower one keeps it, which may not be raised."""
    if os.getpriority(os.PRIO_PROCESS, work) < niceness:
        os.setpriority(os.PRIO_PROCESS, work, niceness)
