"""An end to the whole exchange: a server that drips a byte a minute does not hold the queue.

The HTTP library only limits each silence. Here every read of a connection, headers included,
also counts against the deadline that the thread has set.
"""

import io
import socket
import threading
import time
from http.client import HTTPResponse
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

_current = threading.local()


def set_deadline(seconds: float) -> None:
    """Give the exchanges of this thread that many seconds from now."""
    _current.end = time.monotonic() + seconds


class _Limited(io.RawIOBase):
    """The reading side of a socket, with what is left of the deadline as its time-out."""

    def __init__(self, raw: io.RawIOBase, connection: socket.socket) -> None:
        self._raw = raw
        self._connection = connection
        self._silence = connection.gettimeout()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left = float(_current.end) - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._connection.settimeout(left if self._silence is None else min(self._silence, left))
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Response(HTTPResponse):
    def __init__(self, sock: socket.socket, *arguments: Any, **options: Any) -> None:
        super().__init__(sock, *arguments, **options)
        file: Any = self.fp
        self.fp = io.BufferedReader(_Limited(file.detach(), sock))


class _Connection(HTTPConnection):
    response_class = _Response


class _SecureConnection(HTTPSConnection):
    response_class = _Response


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _SecureConnection


class DeadlineAdapter(HTTPAdapter):
    """Makes connections that keep the thread's deadline; never sends anything twice by itself."""

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        """Make the pools of direct connections."""
        super().init_poolmanager(*arguments, **options)
        _limit(self.poolmanager)

    def proxy_manager_for(self, proxy: str, **options: Any) -> Any:
        """Return the pools of the connections through a proxy."""
        manager = super().proxy_manager_for(proxy, **options)
        _limit(manager)
        return manager


def _limit(manager: PoolManager) -> None:
    manager.pool_classes_by_scheme = {"http": _Pool, "https": _SecurePool}
