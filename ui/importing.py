"""Imports code tables in a child process: parsing would starve the window (decision 10).

This module is what the child process loads; it imports no Qt.
"""

import multiprocessing
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from coletor.errors import ColetorError
from coletor.terminology.types import Package

_LOOK_S = 0.1
_PATIENCE_S = 10.0


@dataclass(frozen=True)
class Step:
    """How far an import is.

    Args:
        what: the file being read.
        done: parts done.
        total: parts in all.
    """

    what: str
    done: int
    total: int


class ImportStoppedError(ColetorError):
    """The import ended without result: the person stopped it, or the child process died."""


def import_beside(
    paths: list[Path],
    folder: Path,
    report: Callable[[Step], None],
    cancelled: Callable[[], bool],
) -> list[Package]:
    """Import in a child process and wait for it.

    Args:
        paths: files and folders.
        folder: where the search files go.
        report: told how far it is.
        cancelled: asked ten times a second whether to stop; nothing half-made is left in use.

    Raises:
        ColetorError: what the import said, that it was stopped, or that the process died.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(
        target=_child, args=(theirs, [str(path) for path in paths], str(folder)), daemon=True
    )
    child.start()
    theirs.close()
    try:
        return _follow(ours, report, cancelled)
    finally:
        if child.is_alive() and cancelled():
            child.terminate()
        child.join(_PATIENCE_S)
        ours.close()


def _follow(
    pipe: Connection, report: Callable[[Step], None], cancelled: Callable[[], bool]
) -> list[Package]:
    while True:
        if cancelled():
            raise ImportStoppedError("ui.tables.stopped")
        if not pipe.poll(_LOOK_S):
            continue
        try:
            kind, value = pipe.recv()
        except EOFError:
            raise ImportStoppedError("ui.tables.died") from None
        if kind == "step":
            report(Step(*value))
        elif kind == "done":
            return list(value)
        else:
            raise ImportStoppedError("ui.tables.refused", why=value)


def _child(pipe: Connection, paths: list[str], folder: str) -> None:
    """Run in the child process: import, telling how far."""
    from coletor.terminology.importing import import_paths  # noqa: PLC0415 - the child's work

    def step(what: str, done: int, total: int) -> None:
        pipe.send(("step", (what, done, total)))

    try:
        found = import_paths([Path(path) for path in paths], Path(folder), progress=step)
        pipe.send(("done", found))
    except ColetorError as error:
        pipe.send(("refused", str(error)))
    finally:
        pipe.close()
