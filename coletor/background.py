"""Processes that work beside the window and leave it the processor while it wants it."""

import os
import sys
import threading
from contextlib import suppress
from multiprocessing.process import BaseProcess

_NICENESS, _THREAD_NICENESS = 15, 5


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
            os.setpriority(os.PRIO_PROCESS, work.pid, _NICENESS)


def give_way() -> None:
    """Have the thread that calls this wait for the window's, where a thread has a priority."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _THREAD_NICENESS)
