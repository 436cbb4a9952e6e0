"""A zip or the folder into which somebody unpacked it, read in the same way."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

from coletor.terminology.errors import TableFileError
from coletor.terminology.sources import MAX_FILE, Archive, Member, open_zip, reading


class _FolderMember:
    def __init__(self, path: Path) -> None:
        moment = datetime.fromtimestamp(path.stat().st_mtime)  # noqa: DTZ006 - as in a zip
        self.date_time = moment.timetuple()[:6]


class _Folder:
    """A folder seen as an archive; only its own files, not those of folders inside."""

    def __init__(self, path: Path) -> None:
        self._files = {each.name: each for each in sorted(path.iterdir()) if each.is_file()}

    def namelist(self) -> list[str]:
        return list(self._files)

    def infolist(self) -> list[Member]:
        return [_FolderMember(each) for each in self._files.values()]

    def open(self, name: str) -> IO[bytes]:
        if self._files[name].stat().st_size > MAX_FILE:
            raise TableFileError("too_large", file=name)
        return self._files[name].open("rb")


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """Open a zip with every precaution, or a folder.

    Args:
        path: the zip or folder.

    Raises:
        TableFileError: it cannot be read, or is not harmless.
    """
    if path.is_dir():
        with reading(path.name):
            yield _Folder(path)
        return
    with open_zip(path) as archive:
        yield archive


def sha256_of_folder(path: Path) -> str:
    """Return the SHA-256 of the names and contents of a folder's files, in hexadecimal.

    Args:
        path: the folder.
    """
    digest = hashlib.sha256()
    with reading(path.name):
        for file in sorted(each for each in path.iterdir() if each.is_file()):
            digest.update(file.name.encode())
            with file.open("rb") as stream:
                digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()
