"""Imports in a child process, so that a busy interpreter never makes the window stutter."""

import multiprocessing
from collections.abc import Callable, Iterable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, cast

from coletor import background
from coletor.errors import ColetorError
from coletor.terminology.builder import PARTIAL
from coletor.terminology.errors import ImportCancelled, ImportFailedError, TableFileError
from coletor.terminology.types import Package

_TICK = 0.05
"""Seconds between looks at the stop signal."""


def import_in_child(
    paths: Iterable[Path],
    folder: Path,
    *,
    progress: Callable[[str, int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    municipio: str = "",
) -> list[Package]:
    """Do what ``import_paths`` does in a process of its own; call it from a worker thread.

    Args:
        paths: files and folders, as the person gave them.
        folder: where the search files are.
        progress: called in this thread with what is being read, parts done and parts in all.
        cancelled: asked twenty times a second whether to stop; what was not finished leaves no
            trace.
        municipio: as in ``import_paths``.

    Returns:
        The packages now in place.

    Raises:
        ColetorError: as ``import_paths`` does, or the process ended by itself.
        ImportCancelled: ``cancelled`` said so.
    """
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    work = context.Process(target=_work, args=(there, list(paths), folder, municipio), daemon=True)
    background.start(work)
    there.close()
    try:
        return _follow(here, progress, cancelled or _never)
    finally:
        _end(work, folder)
        here.close()


def _follow(
    here: "Connection[object, object]",
    progress: Callable[[str, int, int], None] | None,
    cancelled: Callable[[], bool],
) -> list[Package]:
    """Relay progress until the child says how it ended."""
    while True:
        if cancelled():
            raise ImportCancelled
        if not here.poll(_TICK):
            continue
        try:
            kind, *values = cast("tuple[Any, ...]", here.recv())
        except EOFError as error:
            raise ColetorError("terminology.child_ended") from error
        if kind == "done":
            return list(values[0])
        if kind == "failed":
            raise values[0]
        if kind == "refused":
            raise ColetorError(values[0], **values[1])
        if progress is not None:
            progress(*values)


def _never() -> bool:
    return False


def _end(work: multiprocessing.process.BaseProcess, folder: Path) -> None:
    """End the child if it still runs and clear away what it left unfinished."""
    if work.is_alive():
        work.join(_TICK)
    if work.is_alive():
        work.terminate()
    work.join()
    for file in folder.glob(f"{work.pid}-*{PARTIAL}"):
        file.unlink(missing_ok=True)


def _work(
    there: "Connection[object, object]", paths: list[Path], folder: Path, municipio: str
) -> None:
    """Import and report; runs in the child."""
    # Only the child needs the readers of every format: the window stays small.
    from coletor.terminology.importing import import_paths  # noqa: PLC0415

    def step(what: str, done: int, total: int) -> None:
        there.send(("step", what, done, total))

    with suppress(BrokenPipeError):  # the window went away: nobody is left to tell
        try:
            found = import_paths(paths, folder, progress=step, municipio=municipio)
            there.send(("done", found))
        except (TableFileError, ImportFailedError) as error:
            there.send(("failed", error))
        except ColetorError as error:
            fields = {key: str(value) for key, value in error.fields.items()}
            there.send(("refused", error.message_id, fields))
    there.close()
