"""Ctrl+C asked twice: the first ends a long command in good order, the second at once."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from coletor.cli.output import note

_AT_ONCE = 2


@contextmanager
def stop_on_interrupt(said: str) -> Iterator[threading.Event]:
    """Give an event that the first Ctrl+C sets; a second one ends the program at once.

    At once is safe for the sender: what it does is written before it is done, and whoever
    sends next settles what was under way. Threads that wait for the network would otherwise
    hold the program until they are answered.

    Args:
        said: what the person is told after the first.
    """
    stop = threading.Event()

    def asked(_number: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            os._exit(_AT_ONCE)
        stop.set()
        note(said)

    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = signal.signal(signal.SIGINT, asked)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)
