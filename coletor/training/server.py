"""The training webservice as a thing to start and stop: a real HTTP server on loopback."""

import os
import selectors
import socket
import socketserver
import threading
from http.server import ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from coletor.errors import ColetorError
from coletor.training.account import load_account
from coletor.training.checks import Checks
from coletor.training.contacts import Contacts
from coletor.training.faults import load_schedule
from coletor.training.handler import Handler
from coletor.training.service import Service
from coletor.webservice.names import load_wire

HOST = "127.0.0.1"
_PATIENCE = 5.0


class _Http(ThreadingHTTPServer):
    """Keeps its connections at hand, to end them all when it stops; sleeps between calls."""

    daemon_threads = True
    timeout = 0  # of `handle_request`, which is called when there is something to take
    # On Windows this option would let a second program take a port in use.
    allow_reuse_address = os.name != "nt"
    request_queue_size = 64

    def __init__(self, port: int, handler: type[Handler]) -> None:
        self._open: set[socket.socket] = set()
        self._changed = threading.Condition()
        self.accepted = 0
        self._heard, self._calling = socket.socketpair()
        super().__init__((HOST, port), handler)

    def server_bind(self) -> None:
        """Bind without asking the network for this computer's name, which may take seconds."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, int(self.server_address[1])

    def serve(self) -> None:
        """Take calls until `call_off`, which is heard at once: no looking by the clock."""
        with selectors.DefaultSelector() as waiting:
            waiting.register(self, selectors.EVENT_READ)
            waiting.register(self._heard, selectors.EVENT_READ)
            while self._heard not in {key.fileobj for key, _ in waiting.select()}:
                self.handle_request()

    def call_off(self) -> None:
        """Have `serve` return."""
        self._calling.send(b".")

    def server_close(self) -> None:
        """Free the port."""
        super().server_close()
        self._heard.close()
        self._calling.close()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Note the connection before its thread starts."""
        with self._changed:
            self._open.add(request)
            self.accepted += 1
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Forget a connection that ended."""
        super().shutdown_request(request)
        with self._changed:
            self._open.discard(request)
            self._changed.notify_all()

    def end_connections(self) -> None:
        """Close every connection and wait for the threads that served them."""
        with self._changed:
            for connection in self._open:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    # Already closed by the other side.
                    continue
            self._changed.wait_for(lambda: not self._open, _PATIENCE)


class TrainingServer:
    """The training webservice on a port of this computer.

    Args:
        folder: where it keeps what it received.
        port: 0 for any free one.
        faults: fault schedule, as a JSON file or as its list; None for none.
        criticas: file of business checks; None for the shipped one.

    Raises:
        ColetorError: a file cannot be used or the store cannot be opened.
    """

    def __init__(
        self,
        folder: Path,
        port: int = 0,
        faults: Path | list[dict[str, Any]] | None = None,
        criticas: Path | None = None,
    ) -> None:
        self.folder = folder
        self.schedule = load_schedule(faults)
        self.stopping = threading.Event()
        self._wire = load_wire()
        self._checks = Checks(criticas, self._wire.spaces["dados"])
        self._port = port
        self._http: _Http | None = None
        self._thread: threading.Thread | None = None
        self._service: Service | None = None

    @property
    def service(self) -> Service:
        """Return the operations; there are none before ``start``."""
        assert self._service is not None
        return self._service

    @property
    def port(self) -> int:
        """Return the port it listens on."""
        return self._http.server_port if self._http else self._port

    @property
    def connections(self) -> int:
        """Return how many connections it has taken since ``start``."""
        return self._http.accepted if self._http else 0

    @property
    def address(self) -> str:
        """Return the address of the service."""
        return f"http://{HOST}:{self.port}{self._wire.location}"

    def start(self) -> Self:
        """Listen, in a thread of its own, and return itself.

        Raises:
            ColetorError: the port is in use or the store cannot be opened.
        """
        handler = type("BoundHandler", (Handler,), {"training": self})
        try:
            self._http = _Http(self._port, handler)
        except (OSError, OverflowError):
            raise ColetorError("training.port", port=self._port) from None
        try:
            contacts = Contacts(self.folder)
        except ColetorError:
            self._http.server_close()
            self._http = None
            raise
        self._service = Service(contacts, self._checks, self._wire, load_account())
        self.stopping.clear()
        self._thread = threading.Thread(target=self._http.serve, name="treinamento", daemon=True)
        self._thread.start()
        return self

    def stop(self) -> None:
        """End every connection, free the port and close the store; harmless when not started."""
        if self._http is None or self._thread is None:
            return
        self.stopping.set()
        self._http.call_off()
        self._thread.join()
        self._http.server_close()
        self._http.end_connections()
        self.service.contacts.close()
        self._http = self._thread = None

    def wait(self) -> None:
        """Wait until the server is stopped (the command line's way to stay)."""
        while (thread := self._thread) is not None and thread.is_alive():
            # Short waits: on Windows a long one would not hear Ctrl+C.
            thread.join(0.5)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()
