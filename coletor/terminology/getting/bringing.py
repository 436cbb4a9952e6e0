"""Fetches official tables and imports them: what the command and the button do."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from coletor.errors import ColetorError
from coletor.messages import text
from coletor.terminology.child import import_in_child
from coletor.terminology.errors import ImportCancelled, ImportFailedError
from coletor.terminology.folder import read_folder
from coletor.terminology.getting.addresses import Source, load_sources
from coletor.terminology.getting.downloading import Fetched, Step, fetch, newest
from coletor.terminology.getting.remote import DownloadError
from coletor.terminology.types import Package

PLACE = "baixados"
"""Folder, inside the folder of tables, where files wait until they are imported."""
_ATTEMPTS = 3


def known_tables(addresses: Path | None = None) -> list[str]:
    """Return the tables that have an address.

    Args:
        addresses: another list of addresses; the official one if absent.
    """
    return list(load_sources(addresses))


def bring(
    table: str,
    folder: Path,
    *,
    addresses: Path | None = None,
    proxy: str = "",
    month: str = "",
    progress: Step | None = None,
    cancelled: Callable[[], bool] | None = None,
    fetched: Callable[[Fetched], None] | None = None,
) -> list[Package]:
    """Fetch a table from its address and import it in a child process.

    Args:
        table: table id.
        folder: where the search files are.
        addresses: another list of addresses; the official one if absent.
        proxy: address of an HTTP proxy; empty for the computer's own.
        month: competência wanted, ``AAAAMM``; the newest if empty.
        progress: called with what is under way, how much is done and how much there is.
        cancelled: asked often whether to stop.
        fetched: told what arrived, before it is imported.

    Returns:
        The packages now in place; one that was there already is not fetched again.

    Raises:
        ColetorError: it has no address, could not be fetched, or is not a table.
        ImportCancelled: ``cancelled`` said so; what arrived stays for the next time.
    """
    source = load_sources(addresses).get(table)
    if source is None:
        name = text(f"terminology.name.{table}")
        raise ColetorError("terminology.getting.no_address", table=name)
    address, name = newest(source, proxy=proxy, month=month)
    present = _present(folder, name) if source.choice else []
    if present:
        return present
    arrived = _fetch_whole(source, address, name, folder / PLACE, proxy, progress, cancelled)
    if fetched is not None:
        fetched(arrived)
    try:
        return import_in_child([arrived.path], folder, progress=progress, cancelled=cancelled)
    finally:
        arrived.path.unlink(missing_ok=True)
        with suppress(OSError):  # another file waits there to be resumed
            (folder / PLACE).rmdir()


def bring_all(
    folder: Path,
    *,
    addresses: Path | None = None,
    proxy: str = "",
    progress: Step | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> list[Package]:
    """Fetch and import every table that has an address; one that fails does not stop the others.

    Args:
        folder: where the search files are.
        addresses: another list of addresses; the official one if absent.
        proxy: address of an HTTP proxy; empty for the computer's own.
        progress: as in `bring`.
        cancelled: as in `bring`.

    Raises:
        ColetorError: what went wrong with some; ``imported`` of an ImportFailedError says what
            is in place.
        ImportCancelled: ``cancelled`` said so.
    """
    problems: list[ColetorError] = []
    packages: list[Package] = []
    for table in known_tables(addresses):
        try:
            packages += bring(
                table,
                folder,
                addresses=addresses,
                proxy=proxy,
                progress=progress,
                cancelled=cancelled,
            )
        except ImportCancelled:
            raise
        except ColetorError as error:
            problems.append(error)
    if len(problems) == 1 and not packages:
        raise problems[0]
    if problems:
        raise ImportFailedError(problems, packages)
    return packages


def _present(folder: Path, name: str) -> list[Package]:
    found: Sequence[Package] = read_folder(folder).packages
    return [replace(each, unchanged=True) for each in found if each.origin == name]


def _fetch_whole(  # noqa: PLR0917 - what `bring` was told
    source: Source,
    address: str,
    name: str,
    place: Path,
    proxy: str,
    progress: Step | None,
    cancelled: Callable[[], bool] | None,
) -> Fetched:
    """Fetch, going on by itself where the line was cut."""
    for left in reversed(range(_ATTEMPTS)):
        try:
            return fetch(
                address,
                name,
                place,
                source.limit,
                proxy=proxy,
                progress=progress,
                cancelled=cancelled,
            )
        except DownloadError as error:
            if not left or not error.may_go_on:
                raise
    raise AssertionError(name)
