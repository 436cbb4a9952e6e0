"""The files a person brings: plain files, or members of a zip opened with every precaution."""

import hashlib
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Protocol

from coletor.reasons import system_reason
from coletor.terminology.errors import TableFileError

MAX_FILE = 256 * 1024 * 1024
"""Largest file, or member once unpacked, in bytes (the largest official one has 17 million)."""
MAX_TOTAL = 512 * 1024 * 1024
MAX_STREAM = 2 * 1024 * 1024 * 1024
"""Largest file that is read row by row (the establishments of the whole country)."""
MAX_MEMBERS = 2000
MAX_RATIO = 500
"""Unpacked over packed size; the official descriptions, mostly spaces, reach 60."""
_SMALL = 1024 * 1024
_HEAD = 4096


class Member(Protocol):
    """What is asked of a file inside."""

    @property
    def date_time(self) -> tuple[int, int, int, int, int, int]:
        """Local time of its last change."""


class Archive(Protocol):
    """What is asked of a zip; a folder answers likewise."""

    def namelist(self) -> list[str]:
        """Return the full names inside."""

    def infolist(self) -> Sequence[Member]:
        """Return what is known of each file inside."""

    def open(self, name: str, /) -> IO[bytes]:
        """Open a file inside for reading."""


class Part:
    """One file, wherever it lies.

    Args:
        path: the file, or the zip that holds it.
        member: name inside the zip; empty for a plain file.
    """

    def __init__(self, path: Path, member: str = "") -> None:
        self.path = path
        self.member = member

    @property
    def name(self) -> str:
        """File name without folders."""
        return PurePosixPath(self.member).name if self.member else self.path.name

    @property
    def home(self) -> str:
        """Where it lies: parts with the same home may form a set."""
        return str(self.path) if self.member else str(self.path.parent)

    @property
    def label(self) -> str:
        """Name of the file as the person knows it."""
        return f"{self.path.name} ({self.member})" if self.member else self.path.name

    def head(self) -> bytes:
        """Return the first bytes, enough to recognise a format."""
        if self.member:
            with open_zip(self.path) as archive:
                return read_member(archive, self.member, self.path.name, _HEAD)
        with reading(self.path.name), self.path.open("rb") as stream:
            return stream.read(_HEAD)

    @property
    def size(self) -> int:
        """Bytes, once unpacked."""
        if not self.member:
            return self.path.stat().st_size
        with open_names(self.path) as archive:
            return archive.getinfo(self.member).file_size

    @contextmanager
    def stream(self) -> Iterator[IO[bytes]]:
        """Open a file that is too large to be held in memory, for reading from its beginning.

        Raises:
            TableFileError: unreadable, damaged or too large.
        """
        if self.size > MAX_STREAM:
            raise TableFileError("too_large", file=self.label)
        if self.member:
            with open_names(self.path) as archive, archive.open(self.member) as stream:
                yield stream
        else:
            with reading(self.path.name), self.path.open("rb") as stream:
                yield stream

    def read(self) -> bytes:
        """Return the whole content.

        Raises:
            TableFileError: unreadable, damaged or too large.
        """
        if self.member:
            with open_zip(self.path) as archive:
                return read_member(archive, self.member, self.path.name)
        with reading(self.path.name):
            if self.path.stat().st_size > MAX_FILE:
                raise TableFileError("too_large", file=self.path.name)
            return self.path.read_bytes()


@contextmanager
def reading(name: str) -> Iterator[None]:
    """Turn what the system or the zip library says while reading into one plain message.

    Args:
        name: the file as the person knows it.
    """
    try:
        yield
    except OSError as error:
        raise TableFileError("unreadable", file=name, error=system_reason(error)) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise TableFileError("damaged_zip", file=name) from error


@contextmanager
def open_zip(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open a zip whose list of members was found harmless.

    Args:
        path: the zip.

    Raises:
        TableFileError: not a zip, cut in half, a bomb, or names that leave the folder.
    """
    with open_names(path) as archive:
        _check_sizes(archive, path.name)
        yield archive


@contextmanager
def open_names(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open a zip whose names were found harmless, to see what it holds or to read it in a stream.

    Args:
        path: the zip.

    Raises:
        TableFileError: not a zip, cut in half, or names that leave the folder.
    """
    with reading(path.name), zipfile.ZipFile(path) as archive:
        _check_names(archive, path.name)
        yield archive


def _check_names(archive: zipfile.ZipFile, name: str) -> None:
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise TableFileError("bomb", file=name)
    for each in members:
        pieces = PurePosixPath(each.filename.replace("\\", "/"))
        if pieces.is_absolute() or ".." in pieces.parts or ":" in each.filename:
            raise TableFileError("bad_names", file=name, member=each.filename[:80])


def _check_sizes(archive: zipfile.ZipFile, name: str) -> None:
    members = archive.infolist()
    if sum(each.file_size for each in members) > MAX_TOTAL:
        raise TableFileError("bomb", file=name)
    for each in members:
        bloated = each.file_size > _SMALL and each.file_size > MAX_RATIO * each.compress_size
        if each.file_size > MAX_FILE or bloated:
            raise TableFileError("bomb", file=name)


def read_member(archive: Archive, member: str, name: str, size: int = -1) -> bytes:
    """Return a member's content, or its first bytes.

    Args:
        archive: an archive from :func:`open_zip`.
        member: its full name inside.
        name: the zip as the person knows it.
        size: bytes wanted, -1 for all.
    """
    with reading(f"{name} ({member})"), archive.open(member) as stream:
        return stream.read(size)


def newest_member(archive: Archive) -> datetime:
    """Return the latest date written beside a member (local time of the publisher)."""
    return max(datetime(*each.date_time) for each in archive.infolist())  # noqa: DTZ001


def sha256_of_file(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with reading(path.name), path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def sha256_of(contents: list[bytes]) -> str:
    """Return the SHA-256 of several contents, one after the other, in hexadecimal."""
    digest = hashlib.sha256()
    for content in contents:
        digest.update(content)
    return digest.hexdigest()
