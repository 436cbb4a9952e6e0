"""One HTTP exchange, with every way it can fail put into a class."""

import errno
import socket
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import requests
from urllib3.exceptions import HTTPError, NewConnectionError, ReadTimeoutError

from coletor.webservice.answers import Failure, FailureKind
from coletor.webservice.deadline import DeadlineAdapter, set_deadline
from coletor.webservice.lock import is_training_address
from coletor.webservice.reader import HttpAnswer
from coletor.webservice.soap import CONTENT_TYPE

MAX_ANSWER = 5 * 1024 * 1024
_PIECE = 64 * 1024
_NO_NETWORK = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, 10050, 10051, 10065}
_TEMPORARY = {getattr(socket, "EAI_AGAIN", -3), 11002}


@dataclass(frozen=True, slots=True)
class Options:
    """How the service is reached; times in seconds.

    Args:
        connect: longest wait for the connection.
        read: longest silence of the server.
        total: longest wait for the whole answer, however steadily it drips.
        proxies: scheme -> proxy address; the system's settings are not consulted, and this
            computer itself is reached without a proxy.
        ca_file: certificates to trust instead of the usual ones, or None.
    """

    connect: float = 10.0
    read: float = 60.0
    total: float = 180.0
    proxies: Mapping[str, str] = field(default_factory=dict)
    ca_file: str | None = None


class Transport:
    """Posts to one address over connections that are kept, one session per thread."""

    def __init__(self, address: str, options: Options) -> None:
        self.address = address
        self.options = options
        self._local = threading.local()
        self._sessions: list[requests.Session] = []
        self._lock = threading.Lock()

    def post(self, message: bytes) -> HttpAnswer:
        """Send a message and return the answer, whatever its status.

        Raises:
            Failure: there is no answer to read.
        """
        try:
            return self._exchange(message)
        except (requests.RequestException, HTTPError) as error:
            failure = classify(error)
        # Raised outside the handler: the library's error holds the request with its secrets.
        raise failure

    def _exchange(self, message: bytes) -> HttpAnswer:
        options = self.options
        set_deadline(options.total)
        session = self._session()
        response = session.send(
            self._request(session, message),
            timeout=(options.connect, options.read),
            allow_redirects=False,
            stream=True,
        )
        with response:
            content = b"".join(_pieces(response))
        return HttpAnswer(
            response.status_code,
            response.headers.get("Content-Type", ""),
            content,
            _seconds(response.headers.get("Retry-After")),
        )

    def _request(self, session: requests.Session, message: bytes) -> requests.PreparedRequest:
        """Return the request of a message.

        All but the message is prepared once per thread: it took a third of an exchange.
        """
        blank: requests.PreparedRequest | None = getattr(self._local, "blank", None)
        if blank is None:
            blank = session.prepare_request(requests.Request("POST", self.address))
            self._local.blank = blank
        request = blank.copy()
        request.prepare_body(message, None)
        if session.cookies:
            request.prepare_cookies(session.cookies)
        return request

    def _session(self) -> requests.Session:
        session: requests.Session | None = getattr(self._local, "session", None)
        if session is None:
            session = self._local.session = self._new_session()
            with self._lock:
                self._sessions.append(session)
        return session

    def _new_session(self) -> requests.Session:

        session = requests.Session()
        session.trust_env = False
        session.mount("http://", DeadlineAdapter())
        session.mount("https://", DeadlineAdapter())
        if not is_training_address(self.address):
            session.proxies.update(self.options.proxies)
        session.verify = self.options.ca_file or True
        session.headers.update(
            {"Content-Type": CONTENT_TYPE, "SOAPAction": '""', "Accept-Encoding": "identity"}
        )
        return session

    def close(self) -> None:
        """Close the connections of every thread."""
        with self._lock:
            for session in self._sessions:
                session.close()
            self._sessions.clear()
        self._local = threading.local()


def _pieces(response: requests.Response) -> Iterator[bytes]:
    """Yield the answer as it comes; stop at the size limit."""
    size = 0
    while piece := response.raw.read1(_PIECE, decode_content=False):
        size += len(piece)
        if size > MAX_ANSWER:
            raise Failure(FailureKind.MALFORMED, reached=None)
        yield piece
    if response.raw.length_remaining:
        raise Failure(FailureKind.CONNECTION, reached=None)


def _seconds(header: str | None) -> float | None:
    """Return a Retry-After header, in seconds from now, or None."""
    if not header:
        return None
    if header.strip().isdigit():
        return float(header)
    try:
        moment = parsedate_to_datetime(header)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def classify(error: Exception) -> Failure:
    """Return the failure that an error of the HTTP library amounts to."""
    causes = list(causes_of(error))
    if _any(causes, requests.exceptions.ProxyError):
        return Failure(FailureKind.PROXY, reached=False)
    if _any(causes, requests.exceptions.SSLError):
        return Failure(FailureKind.TLS, reached=False)
    if _any(causes, requests.exceptions.ConnectTimeout):
        return Failure(FailureKind.TIMEOUT, reached=False)
    if _any(causes, requests.exceptions.ReadTimeout) or _any(causes, ReadTimeoutError):
        return Failure(FailureKind.TIMEOUT, reached=None)
    if _any(causes, NewConnectionError):
        return Failure(_unconnected(causes), reached=False)
    return Failure(FailureKind.CONNECTION, reached=None)


def _any(causes: list[BaseException], kind: type[BaseException]) -> bool:
    return any(isinstance(cause, kind) for cause in causes)


def _unconnected(causes: list[BaseException]) -> FailureKind:
    """Tell the reasons for which no connection came about from each other."""
    for cause in causes:
        if isinstance(cause, socket.gaierror):
            return FailureKind.NO_NETWORK if cause.errno in _TEMPORARY else FailureKind.DNS
    if any(isinstance(cause, OSError) and cause.errno in _NO_NETWORK for cause in causes):
        return FailureKind.NO_NETWORK
    return FailureKind.CONNECTION


def causes_of(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and what it wraps: causes, contexts, reasons, errors among its arguments."""
    pending: list[BaseException] = [error]
    seen: set[int] = set()
    while pending:
        here = pending.pop(0)
        if id(here) in seen:
            continue
        seen.add(id(here))
        yield here
        related = [here.__cause__, here.__context__, getattr(here, "reason", None), *here.args]
        pending += [item for item in related if isinstance(item, BaseException)]
