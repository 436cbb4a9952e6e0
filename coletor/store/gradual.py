"""Work on all that a database holds, in small transactions: nobody who types waits for it."""

import threading
import time
from collections.abc import Callable

from coletor.store.database import Store
from coletor.store.opening import Database

_CALM_SECONDS = 0.025
"""How long one transaction works at most: what a person types waits no longer than that."""
_SECONDS = 0.25
"""The same where somebody waits for the end: fewer waits for the disk, half of the time."""

Work = Callable[[Database, float], int]
"""Does the next ones inside a change until an instant of the monotonic clock, writes how far it
came, and returns how many; 0 at the end."""


def gradually(
    store: Store,
    work: Work,
    *,
    stop: threading.Event | None = None,
    progress: Callable[[int], None] | None = None,
    calm: bool = True,
) -> int:
    """Do a work to its end, or until it is stopped, and return how many it was done to.

    Args:
        store: the open database.
        work: what is done in each transaction.
        stop: set it from any thread to end; what was done stands.
        progress: told how many are done.
        calm: rest as long as it worked, so that a window stays quick.
    """
    stop, done = stop or threading.Event(), 0
    while not stop.is_set():
        began = time.monotonic()
        with store.change() as db:
            made = work(db, began + (_CALM_SECONDS if calm else _SECONDS))
        if not made:
            break
        done += made
        if progress is not None:
            progress(done)
        if calm:
            stop.wait(time.monotonic() - began)
    return done
