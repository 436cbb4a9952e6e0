"""Two small servers to fetch from: HTTP with Range, and FTP with REST; both can be made to fail."""

import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Shelf:
    """What a server has, and how it misbehaves.

    Args:
        files: contents by path.
        cut_after: bytes of content after which the line is cut, once for each entry.
        changed: what the server says of the last change.
        silent_size: keep sizes to itself.
        requests: what was asked, in order.
    """

    files: dict[str, bytes]
    cut_after: list[int] = field(default_factory=list)
    changed: str = "20260710101000"
    silent_size: bool = False
    requests: list[str] = field(default_factory=list)
    port: int = 0

    def piece(self, content: bytes) -> tuple[bytes, bool]:
        """Return what is sent of a content, and whether the line is cut then."""
        if not self.cut_after:
            return content, False
        return content[: self.cut_after.pop(0)], True


class _Http(BaseHTTPRequestHandler):
    shelf: Shelf

    def do_GET(self) -> None:
        asked = self.headers.get("Range", "")
        self.shelf.requests.append(f"{self.path} {asked}".strip())
        content = self.shelf.files.get(self.path)
        if content is None:
            self.send_error(404)
            return
        mark = f'"{self.shelf.changed}"'
        start = 0
        if asked and self.headers.get("If-Range") == mark:
            start = int(asked.removeprefix("bytes=").removesuffix("-"))
        if start > len(content):
            self.send_error(416)
            return
        self.send_response(206 if start else 200)
        self.send_header("ETag", mark)
        if not self.shelf.silent_size:
            self.send_header("Content-Length", str(len(content) - start))
        self.end_headers()
        piece, cut = self.shelf.piece(content[start:])
        self.wfile.write(piece)
        if cut:
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


class _Ftp(socketserver.StreamRequestHandler):
    shelf: Shelf

    def handle(self) -> None:
        self.start = 0
        self._say("220 hello")
        while line := self.rfile.readline().decode().strip():
            verb, _, argument = line.partition(" ")
            self.shelf.requests.append(line)
            answer = getattr(self, f"do_{verb.upper()}", None)
            if answer is None:
                self._say("502 not known")
            else:
                answer(argument)

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def do_USER(self, _name: str) -> None:
        self._say("331 password")

    def do_PASS(self, _password: str) -> None:
        self._say("230 in")

    def do_TYPE(self, _kind: str) -> None:
        self._say("200 fine")

    def do_SIZE(self, path: str) -> None:
        content = self.shelf.files.get(path)
        self._say("550 no such file" if content is None else f"213 {len(content)}")

    def do_MDTM(self, _path: str) -> None:
        self._say(f"213 {self.shelf.changed}" if self.shelf.changed else "502 not known")

    def do_REST(self, start: str) -> None:
        self.start = int(start)
        self._say("350 from there")

    def do_PASV(self, _argument: str) -> None:
        self.passive = socket.create_server(("127.0.0.1", 0))
        port = self.passive.getsockname()[1]
        self._say(f"227 Entering Passive Mode (127,0,0,1,{port >> 8},{port & 255})")

    def do_NLST(self, _folder: str) -> None:
        names = "".join(f"{path.rsplit('/', 1)[-1]}\r\n" for path in self.shelf.files)
        self._transfer(names.encode(), cut=False)

    def do_RETR(self, path: str) -> None:
        content = self.shelf.files[path][self.start :]
        piece, cut = self.shelf.piece(content)
        self._transfer(piece, cut=cut)
        self.start = 0

    def do_QUIT(self, _argument: str) -> None:
        self._say("221 bye")

    def _transfer(self, content: bytes, *, cut: bool) -> None:
        self._say("150 here it comes")
        connection, _ = self.passive.accept()
        with connection, self.passive:
            connection.sendall(content)
        self._say("426 line lost" if cut else "226 done")


class _FtpServer(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, *_: object) -> None:
        """A client that goes away is no news."""


@contextmanager
def _serving(server: socketserver.BaseServer, shelf: Shelf) -> Iterator[Shelf]:
    shelf.port = server.server_address[1]  # type: ignore[index]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield shelf
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def http(files: dict[str, bytes], **how: object) -> Iterator[Shelf]:
    """Serve contents over HTTP."""
    shelf = Shelf(files, **how)  # type: ignore[arg-type]
    handler = type("Handler", (_Http,), {"shelf": shelf})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    with _serving(server, shelf):
        yield shelf


@contextmanager
def ftp(files: dict[str, bytes], **how: object) -> Iterator[Shelf]:
    """Serve contents over FTP."""
    shelf = Shelf(files, **how)  # type: ignore[arg-type]
    handler = type("Handler", (_Ftp,), {"shelf": shelf})
    with _serving(_FtpServer(("127.0.0.1", 0), handler), shelf):
        yield shelf
