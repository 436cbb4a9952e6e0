"""The exchange itself: what is prepared once, and what is each message's own."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import requests

from coletor.webservice.transport import Options, Transport


class Heard(ThreadingHTTPServer):
    """A server that keeps what it was sent and gives a cookie."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.requests: list[tuple[dict[str, str], bytes]] = []
        self.connections: set[object] = set()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Heard

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.requests.append((dict(self.headers), body))
        self.server.connections.add(self.client_address)
        self.send_response(200)
        self.send_header("Set-Cookie", f"balcao={len(self.server.requests)}")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def heard() -> Iterator[Heard]:
    """Return a server that keeps what it was sent."""
    with Heard() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_a_request_is_prepared_once_and_each_message_is_its_own(
    heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One connection, the message's own length, and the cookie that the server gave last."""
    prepared: list[object] = []
    prepare = requests.Session.prepare_request

    def counted(session: requests.Session, request: requests.Request) -> requests.PreparedRequest:
        prepared.append(request.data)
        return prepare(session, request)

    monkeypatch.setattr(requests.Session, "prepare_request", counted)
    transport = Transport(f"http://127.0.0.1:{heard.server_port}/cmd", Options())
    sent = [b"<um/>", b"<segundo/>", b"<o-terceiro/>"]
    try:
        answers = [transport.post(message) for message in sent]
    finally:
        transport.close()
    assert [(answer.status, answer.content) for answer in answers] == [(200, b"ok")] * 3
    assert [body for _, body in heard.requests] == sent
    assert [headers["Content-Length"] for headers, _ in heard.requests] == ["5", "10", "13"]
    assert [headers.get("Cookie") for headers, _ in heard.requests] == [
        None, "balcao=1", "balcao=2",
    ]  # fmt: skip
    assert {headers["Content-Type"] for headers, _ in heard.requests} == {
        "application/soap+xml; charset=utf-8"
    }
    assert len(heard.connections) == 1
    assert prepared == [[]]
