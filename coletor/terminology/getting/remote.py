"""Files that lie elsewhere: over FTP, over HTTP, and over an HTTP proxy that speaks FTP."""

import ftplib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies

import requests
from requests.adapters import HTTPAdapter

from coletor.errors import ColetorError

CHUNK = 64 * 1024
TIMEOUT = 30.0
"""Seconds without a byte after which the other side counts as silent."""
_PARTIAL, _BEYOND = 206, 416
_GONE = (404, 410)


class DownloadError(ColetorError):
    """The file could not be fetched; the message says why and what to do."""

    @property
    def may_go_on(self) -> bool:
        """Tell whether the line was cut in the middle: asking again may go on from there."""
        return self.message_id in {"terminology.getting.cut", "terminology.getting.line"}


@dataclass(frozen=True)
class Delivery:
    """What the other side sends.

    Args:
        start: where in the file it begins: what was asked for, or 0 where the file is another.
        total: size of the whole file in bytes, or 0 where nobody knows.
        mark: what changes when the file does; empty where nothing tells.
        chunks: the bytes from ``start`` on.
    """

    start: int
    total: int
    mark: str
    chunks: Iterator[bytes]


class Remote(Protocol):
    """One way to reach files."""

    def listing(self, address: str) -> str:
        """Return the names in a folder, as text."""

    def opened(self, address: str, start: int, mark: str) -> AbstractContextManager[Delivery]:
        """Open a file from a place on, if it is still the one with this mark."""


def reach(address: str, proxy: str) -> Remote:
    """Return the way to an address.

    Args:
        address: ``ftp://``, ``http://`` or ``https://``.
        proxy: address of an HTTP proxy; empty for the computer's own, if it has one.
    """
    if urlsplit(address).scheme == "ftp":
        proxy = proxy or getproxies().get("ftp", "")
        if not proxy:
            return _Ftp()
    return _Http(proxy)


@contextmanager
def _plainly(address: str) -> Iterator[None]:
    """Turn what the network says into one plain message."""
    host = urlsplit(address).hostname or address
    try:
        yield
    except (requests.exceptions.ChunkedEncodingError, ConnectionResetError) as error:
        raise DownloadError("terminology.getting.line", host=host) from error
    except (requests.ConnectionError, requests.Timeout, ConnectionError, TimeoutError) as error:
        raise DownloadError("terminology.getting.no_answer", host=host) from error
    except ftplib.error_perm as error:
        raise DownloadError("terminology.getting.not_found", address=address) from error
    except requests.HTTPError as error:
        status = error.response.status_code
        known = "not_found" if status in _GONE else "refused"
        raise DownloadError(
            f"terminology.getting.{known}", address=address, status=status
        ) from error
    except (ftplib.Error, OSError, EOFError, requests.RequestException) as error:
        raise DownloadError("terminology.getting.no_answer", host=host) from error


class _Ftp:
    """FTP without proxy; official servers take anybody."""

    def listing(self, address: str) -> str:
        with _plainly(address), self._session(address) as ftp:
            return "\n".join(ftp.nlst(_path(address)))

    @contextmanager
    def opened(self, address: str, start: int, mark: str) -> Iterator[Delivery]:
        with _plainly(address), self._session(address) as ftp:
            path = _path(address)
            ftp.voidcmd("TYPE I")
            total = ftp.size(path) or 0
            now = f"{total} {_changed(ftp, path)}"
            begin = start if mark == now and start < total else 0
            connection = ftp.transfercmd(f"RETR {path}", rest=begin or None)
            with connection:
                yield Delivery(begin, total, now, _received(connection.recv))
            # The session is closed without a farewell: a transfer that was stopped leaves none.

    @contextmanager
    def _session(self, address: str) -> Iterator[ftplib.FTP]:
        parts = urlsplit(address)
        ftp = ftplib.FTP(timeout=TIMEOUT, encoding="latin-1")  # noqa: S321 - the official source
        try:
            ftp.connect(parts.hostname or "", parts.port or 21)
            ftp.login()
            yield ftp
        finally:
            ftp.close()


def _path(address: str) -> str:
    return unquote(urlsplit(address).path)


def _changed(ftp: ftplib.FTP, path: str) -> str:
    try:
        return ftp.sendcmd(f"MDTM {path}")
    except ftplib.error_perm:
        return ""  # a server that does not say; the size is compared all the same


def _received(receive: "_Receive") -> Iterator[bytes]:
    while chunk := receive(CHUNK):
        yield chunk


class _Receive(Protocol):
    def __call__(self, size: int, /) -> bytes: ...


class _Http:
    """HTTP; through a proxy, FTP addresses too."""

    def __init__(self, proxy: str) -> None:
        self._session = requests.Session()
        self._session.mount("ftp://", HTTPAdapter())
        if proxy:
            self._session.proxies = dict.fromkeys(("http", "https", "ftp"), proxy)

    def listing(self, address: str) -> str:
        with _plainly(address), self._session.get(address, timeout=TIMEOUT) as answer:
            answer.raise_for_status()
            return answer.text

    @contextmanager
    def opened(self, address: str, start: int, mark: str) -> Iterator[Delivery]:
        # Compressed on the way, a place in the file would mean nothing.
        headers = {"Accept-Encoding": "identity"}
        if start and mark:
            headers |= {"Range": f"bytes={start}-", "If-Range": mark}
        with _plainly(address), self._get(address, headers) as answer:
            answer.raise_for_status()
            begin = start if answer.status_code == _PARTIAL else 0
            length = int(answer.headers.get("Content-Length") or 0)
            now = answer.headers.get("ETag") or answer.headers.get("Last-Modified") or ""
            total = begin + length if length else 0
            yield Delivery(begin, total, now, answer.iter_content(CHUNK))

    @contextmanager
    def _get(self, address: str, headers: dict[str, str]) -> Iterator[requests.Response]:
        answer = self._session.get(address, headers=headers, stream=True, timeout=TIMEOUT)
        if answer.status_code == _BEYOND:  # what we have is longer than the file: begin again
            answer.close()
            headers = {"Accept-Encoding": "identity"}
            answer = self._session.get(address, headers=headers, stream=True, timeout=TIMEOUT)
        with answer, self._session:
            yield answer
