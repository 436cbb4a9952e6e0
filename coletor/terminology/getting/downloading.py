"""Fetches one table into a folder; what was cut short is resumed the next time."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from coletor.terminology.builder import writing
from coletor.terminology.errors import ImportCancelled
from coletor.terminology.getting.addresses import Source
from coletor.terminology.getting.remote import Delivery, DownloadError, reach
from coletor.terminology.sources import sha256_of_file

Step = Callable[[str, int, int], None]
PARTIAL = ".baixando"
_NOTE = ".origem"


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that arrived whole.

    Args:
        path: where it is.
        sha256: of its content, in hexadecimal.
        size: bytes.
        resumed: bytes that were there from an earlier attempt.
    """

    path: Path
    sha256: str
    size: int
    resumed: int


def newest(source: Source, *, proxy: str = "", month: str = "") -> tuple[str, str]:
    """Return address and name of the file to fetch.

    Args:
        source: where the table is.
        proxy: address of an HTTP proxy, or empty.
        month: the competência wanted, ``AAAAMM``; the newest if empty.

    Raises:
        DownloadError: nothing there fits, or nobody answers.
    """
    if not source.choice:
        return source.address, source.name
    listed = reach(source.address, proxy).listing(source.address)
    found = {(match[1], match[2].lower(), match[0]) for match in re.finditer(source.choice, listed)}
    wanted = [each for each in found if not month or each[0] == month]
    if not wanted:
        raise DownloadError("terminology.getting.none_there", address=source.address)
    name = max(wanted)[-1]
    return source.address.rstrip("/") + "/" + name, name


def fetch(
    address: str,
    name: str,
    folder: Path,
    limit: int,
    *,
    proxy: str = "",
    progress: Step | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Fetched:
    """Fetch a file, going on where an earlier attempt stopped.

    Args:
        address: of the file.
        name: name under which it is kept.
        folder: where it is kept.
        limit: largest size, in bytes.
        proxy: address of an HTTP proxy, or empty.
        progress: called with the name, bytes done and bytes in all (0 where nobody knows).
        cancelled: asked at every piece whether to stop; what arrived stays for the next time.

    Raises:
        DownloadError: nobody answers, the file is not there, too large, or cut short.
        ImportCancelled: ``cancelled`` said so.
        ColetorError: the disk is full or refuses.
    """
    partial, note = folder / f"{name}{PARTIAL}", folder / f"{name}{_NOTE}"
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        have = partial.stat().st_size if partial.exists() else 0
    mark = _mark(note, address) if have else ""
    with reach(address, proxy).opened(address, have, mark) as delivery:
        _check_size(delivery.total, limit, address)
        with writing(folder):
            note.write_text(json.dumps([address, delivery.mark]), encoding="utf-8")
            stream = partial.open("ab" if delivery.start else "wb")
        with stream:
            done = _receive(delivery, stream, name, limit, address, progress, cancelled)
    if delivery.total and done < delivery.total:
        raise DownloadError("terminology.getting.cut", name=name)
    with writing(folder):
        final = partial.replace(folder / name)
        note.unlink(missing_ok=True)
    return Fetched(final, sha256_of_file(final), done, delivery.start)


def _receive(  # noqa: PLR0917 - what `fetch` was told
    delivery: Delivery,
    stream: IO[bytes],
    name: str,
    limit: int,
    address: str,
    progress: Step | None,
    cancelled: Callable[[], bool] | None,
) -> int:
    done = delivery.start
    for chunk in delivery.chunks:
        if cancelled is not None and cancelled():
            raise ImportCancelled
        done += len(chunk)
        _check_size(done, limit, address)
        with writing(Path(stream.name).parent):
            stream.write(chunk)
        if progress is not None:
            progress(name, done, delivery.total)
    return done


def _check_size(size: int, limit: int, address: str) -> None:
    if size > limit:
        raise DownloadError("terminology.getting.too_large", address=address)


def _mark(note: Path, address: str) -> str:
    """Return the mark of the file that an earlier attempt began, if it is the same address."""
    try:
        before, mark = json.loads(note.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""  # nothing reliable is known of what is there: begin again
    return str(mark) if before == address else ""
