"""Reads and checks the rows in a child process, so that a window never stutters (decision 10).

The rows come through a pipe: nobody's data touch a file on the way.
"""

import multiprocessing
import threading
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any, cast

from coletor import background
from coletor.errors import ColetorError
from coletor.registers.spreadsheet.rows import Row, Rows, Source

_TICK = 0.05
_BATCH = 100


class RowsAside:
    """The rows of one spreadsheet, read in a process of their own; call from a worker thread.

    Args:
        source: what is read.
        stop: set it from any thread to end.
    """

    def __init__(self, source: Source, stop: threading.Event | None) -> None:
        self._source = source
        self._stop = stop or threading.Event()
        self.ignored: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Row]:
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe(duplex=False)
        work = context.Process(target=_work, args=(there, self._source), daemon=True)
        background.start(work)
        there.close()
        try:
            yield from self._follow(here)
        finally:
            here.close()
            if work.is_alive():
                work.join(_TICK)
            if work.is_alive():
                work.terminate()
            work.join()

    def _follow(self, here: "Connection[Any, Any]") -> Iterator[Row]:
        while not self._stop.is_set():
            if not here.poll(_TICK):
                continue
            try:
                kind, *values = cast("tuple[Any, ...]", here.recv())
            except EOFError as error:
                raise ColetorError("registers.file.helper_ended") from error
            if kind == "refused":
                raise ColetorError(values[0], **values[1])
            if kind == "done":
                return
            if kind == "ignored":
                self.ignored = values[0]
            else:
                yield from values[0]


def _work(there: "Connection[Any, Any]", source: Source) -> None:
    """Read, check and hand over; runs in the child."""
    with suppress(BrokenPipeError):  # nobody is left to tell
        try:
            rows = Rows(source)
            there.send(("ignored", rows.ignored))
            batch: list[Row] = []
            for row in rows:
                batch.append(row)
                if len(batch) == _BATCH:
                    there.send(("rows", batch))
                    batch = []
            there.send(("rows", batch))
            there.send(("done",))
        except ColetorError as error:
            fields = {key: str(value) for key, value in error.fields.items()}
            there.send(("refused", error.message_id, fields))
    there.close()
