"""Writing files so that a crash leaves the old content or the new one, never half of it."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO


def keep_private(path: Path) -> None:
    """Let only the person who runs the program read a file or a folder; Windows does it itself.

    Args:
        path: a file, or a folder, of people's data.

    Raises:
        OSError: it belongs to somebody else.
    """
    if os.name != "nt":
        path.chmod(0o700 if path.is_dir() else 0o600)


def write_atomically(path: Path, content: bytes, *, private: bool = False) -> None:
    """Replace a file's content in one step, on disk before this returns.

    Args:
        path: the file; its folder exists.
        content: all of the new content.
        private: whether only the person who runs the program may read it.

    Raises:
        OSError: the folder cannot be written or the disk is full; the old file stands.
    """
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.parte")
    try:
        with aside.open("xb") as stream:
            if private:
                keep_private(aside)
            stream.write(content)
            flush_to_disk(stream)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    sync_folder(path.parent)


@contextmanager
def replacing(path: Path) -> Iterator[TextIO]:
    """Give a text file to write, which takes its name when the block ends without an error.

    Args:
        path: the file, replaced in one step; its folder exists.

    Raises:
        OSError: the folder cannot be written or the disk is full; the old file stands.
    """
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.parte")
    try:
        with aside.open("x", encoding="utf-8", newline="") as stream:
            keep_private(aside)  # what is written at length is people's data
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    sync_folder(path.parent)


def flush_to_disk(stream: BinaryIO) -> None:
    """Wait until what was written to a file is on disk."""
    stream.flush()
    os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until a folder's names are on disk; Windows has no such call and does it itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
