"""Read connections to the packages: one for each thread and file, closed from any thread."""

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

from coletor.terminology.builder import open_package

DEMONSTRATION = ""
"""File name that stands for the demonstration set, which is in memory."""


class Connections:
    """Opens on first use.

    Args:
        folder: where the search files are.
        build_demonstration: fills an empty database with the demonstration set.
    """

    def __init__(
        self, folder: Path, build_demonstration: Callable[[sqlite3.Connection], None]
    ) -> None:
        self._folder = folder
        self._build = build_demonstration
        self._lock = threading.Lock()
        self._open: dict[tuple[int, str], sqlite3.Connection] = {}

    def get(self, file: str) -> sqlite3.Connection:
        """Return this thread's connection to a package.

        Args:
            file: name of the search file, or :data:`DEMONSTRATION`.
        """
        key = (threading.get_ident(), file)
        connection = self._open.get(key)
        if connection is None:
            # An ended thread's number, and with it its connection, may pass to a new thread.
            connection = self._connect(file)
            with self._lock:
                self._open[key] = connection
        return connection

    def _connect(self, file: str) -> sqlite3.Connection:
        if file != DEMONSTRATION:
            return open_package(self._folder / file)
        connection = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        self._build(connection)
        return connection

    def interrupt(self) -> None:
        """Stop the searches that are running in any thread."""
        with self._lock:
            for connection in self._open.values():
                connection.interrupt()

    def close(self, file: str | None = None) -> None:
        """Close the connections to one package, or all of them.

        Args:
            file: name of the search file; None for all.
        """
        with self._lock:
            keys = [key for key in self._open if file is None or key[1] == file]
            for key in keys:
                self._open.pop(key).close()
