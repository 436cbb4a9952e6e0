"""Checks batches of contacts in other processes, in order, with few batches in memory.

The processes take turns. Each has at most one batch and gets the next one only after its answer
was taken, so neither side ever waits to write while the other does.
"""

import multiprocessing
import signal
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from typing import Any, cast

from coletor.errors import ColetorError
from coletor.exchange.contactcheck import Checked, ContactCheck
from coletor.exchange.reading import Unread
from coletor.rules.profile import ProfileView
from coletor.rules.tables import Tables

BATCH = 256
"""Contacts of a batch."""
BATCH_BYTES = 512 * 1024
"""Bytes of a batch, as far as one contact is not longer by itself."""
_PATIENCE = 5.0
"""Seconds a process has to end by itself."""

Answer = tuple[list[Checked], frozenset[str]]


def check_in_processes(
    contacts: Iterable[Unread],
    open_tables: Callable[[], Tables],
    processes: int,
    profile: ProfileView | None = None,
) -> Generator[Answer, None, None]:
    """Yield what was found, batch by batch, in the order of the contacts.

    Args:
        contacts: the contacts of a file.
        open_tables: opens the code tables; picklable.
        processes: how many to start.
        profile: what the establishment reports by other ways; picklable.

    Yields:
        The contacts of a batch, and the rules that could not be checked.

    Raises:
        ColetorError: the tables cannot be opened, or a process ended by itself.
    """
    helpers: list[_Helper] = []
    turn = 0
    try:
        for batch in _batches(contacts):
            if len(helpers) < processes:
                helpers.append(_Helper(open_tables, profile))
                helpers[-1].ask(batch)
                continue
            helper = helpers[turn % processes]
            answer = helper.answer()
            helper.ask(batch)
            turn += 1
            yield answer
        for position in range(len(helpers)):
            yield helpers[(turn + position) % len(helpers)].answer()
    finally:
        for helper in helpers:
            helper.end()


def _batches(contacts: Iterable[Unread]) -> Iterator[list[Unread]]:
    batch: list[Unread] = []
    size = 0
    for contact in contacts:
        batch.append(contact)
        size += len(contact.data or b"")
        if len(batch) >= BATCH or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


class _Helper:
    """One other process."""

    def __init__(self, open_tables: Callable[[], Tables], profile: ProfileView | None) -> None:
        context = multiprocessing.get_context("spawn")
        self._here, there = context.Pipe()
        given = (there, open_tables, profile)
        self._process = context.Process(target=_work, args=given, daemon=True)
        with _interrupts_kept():
            self._process.start()
        there.close()

    def ask(self, batch: list[Unread]) -> None:
        try:
            self._here.send(batch)
        except OSError as error:
            raise ColetorError("reading.helper_ended") from error

    def answer(self) -> Answer:
        try:
            kind, *values = cast("tuple[Any, ...]", self._here.recv())
        except (EOFError, OSError) as error:
            raise ColetorError("reading.helper_ended") from error
        if kind == "refused":
            raise ColetorError(values[0], **values[1])
        return values[0], values[1]

    def end(self) -> None:
        """Let the process end; it does when nobody can ask it any more."""
        self._here.close()
        self._process.join(_PATIENCE)
        if self._process.is_alive():
            self._process.terminate()
            self._process.join()
        self._process.close()


@contextmanager
def _interrupts_kept() -> Iterator[None]:
    """Start a process deaf to Ctrl+C: a terminal sends it to all, and only we answer it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _work(
    there: "Connection[Any, Any]",
    open_tables: Callable[[], Tables],
    profile: ProfileView | None,
) -> None:
    """Answer batches until nobody asks; runs in the other process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, OSError):  # whoever asked went away
        try:
            check = ContactCheck(open_tables(), profile)
            while True:
                batch = there.recv()
                found = [check.one(unread.decode()) for unread in batch]
                there.send(("done", found, check.not_checked()))
        except ColetorError as error:
            fields = {key: str(value) for key, value in error.fields.items()}
            there.send(("refused", error.message_id, fields))
