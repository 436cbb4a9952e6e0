"""Every way a call can fail, against real sockets, with whether the server may have acted."""

import errno
import gc
import socket
import threading
from collections.abc import Callable, Iterator

import pytest

from coletor.messages import exists
from coletor.webservice import Accepted, Failure, FailureKind, RefusalKind, Refused, encode
from coletor.webservice.transport import MAX_ANSWER

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/soap+xml\r\nContent-Length: %d\r\n\r\n"


@pytest.fixture
def raw() -> Iterator[Callable[..., str]]:
    """Return a function that serves one connection by hand and returns its address."""
    listeners: list[socket.socket] = []
    threads: list[threading.Thread] = []
    done = threading.Event()

    def serve(talk: Callable[[socket.socket, threading.Event], None]) -> str:
        listener = socket.create_server(("127.0.0.1", 0))
        listeners.append(listener)

        def run() -> None:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                connection.recv(65536)
                try:
                    talk(connection, done)
                except OSError:
                    return

        threads.append(threading.Thread(target=run))
        threads[-1].start()
        return f"http://127.0.0.1:{listener.getsockname()[1]}/"

    yield serve
    done.set()
    for listener, thread in zip(listeners, threads, strict=True):
        if thread.is_alive():
            # A waiting accept() is woken by a connection, not by closing its socket.
            socket.create_connection(listener.getsockname()).close()
        thread.join()
        listener.close()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def failure(connect, address, body=None, **options) -> Failure:
    with pytest.raises(Failure) as caught:
        client = connect(address, **options)
        if body is None:
            client.detalhar("3f0b8a52-6a1e-4c1d-9a53-5d6c2f1e7b10")
        else:
            client.incluir(body)
    return caught.value


def test_nobody_listens(connect):
    found = failure(connect, f"http://127.0.0.1:{free_port()}/")
    assert (found.kind, found.reached) == (FailureKind.CONNECTION, False)


@pytest.mark.parametrize(
    ("number", "kind"),
    [(socket.EAI_NONAME, FailureKind.DNS), (socket.EAI_AGAIN, FailureKind.NO_NETWORK)],
)
def test_the_name_is_not_found(connect, monkeypatch, number, kind):
    def fail(*_):
        raise socket.gaierror(number, "nome")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    found = failure(connect, "http://servico.exemplo.invalid/")
    assert (found.kind, found.reached) == (kind, False)


def test_there_is_no_route(connect, monkeypatch):
    def fail(self, address):
        raise OSError(errno.ENETUNREACH, "sem rota")

    monkeypatch.setattr(socket.socket, "connect", fail)
    found = failure(connect, "http://127.0.0.1:9/")
    assert (found.kind, found.reached) == (FailureKind.NO_NETWORK, False)


def test_the_other_side_speaks_no_tls(connect, raw):
    address = raw(lambda connection, done: connection.sendall(b"HTTP/1.1 400 Bad\r\n\r\n"))
    found = failure(connect, address.replace("http:", "https:"))
    assert (found.kind, found.reached) == (FailureKind.TLS, False)


def test_the_proxy_is_not_there(connect):
    proxy = f"http://127.0.0.1:{free_port()}"
    found = failure(connect, "http://servico.exemplo.invalid/", proxies={"http": proxy})
    assert (found.kind, found.reached) == (FailureKind.PROXY, False)


def test_the_system_proxy_is_not_consulted(connect, serve, monkeypatch, model, wire, sample):
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{free_port()}")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    answer = connect(serve().address).incluir(encode(model, wire, sample).body)
    assert isinstance(answer, Accepted)


def test_the_server_keeps_silent(connect, raw):
    address = raw(lambda connection, done: done.wait(30))
    found = failure(connect, address, read=0.2)
    assert (found.kind, found.reached) == (FailureKind.TIMEOUT, None)


@pytest.mark.parametrize("start", [HEAD % 1000, b"HTTP/1.1 200 OK\r\nX-Fim: ", b"HTTP/1"])
def test_the_answer_drips_past_the_deadline(connect, raw, start):
    def drip(connection, done):
        connection.sendall(start)
        while not done.wait(0.02):
            connection.sendall(b"1")

    found = failure(connect, raw(drip), read=5.0, total=0.3)
    assert (found.kind, found.reached) == (FailureKind.TIMEOUT, None)


def test_the_connection_is_closed_without_an_answer(connect, raw):
    found = failure(connect, raw(lambda connection, done: None))
    assert (found.kind, found.reached) == (FailureKind.CONNECTION, None)


def test_the_answer_is_cut(connect, raw):
    found = failure(connect, raw(lambda connection, done: connection.sendall(HEAD % 100 + b"<a")))
    assert (found.kind, found.reached) == (FailureKind.CONNECTION, None)


CHUNKED = b"HTTP/1.1 500 X\r\nContent-Type: text/xml\r\nTransfer-Encoding: chunked\r\n\r\n"


def chunks(content: bytes) -> bytes:
    pieces = [content[start : start + 50] for start in range(0, len(content), 50)]
    return CHUNKED + b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)


def test_an_answer_in_chunks_is_read_whole_or_not_at_all(connect, raw):
    soap = "http://schemas.xmlsoap.org/soap/envelope/"
    words = "<a>" + "x" * 200 + "</a>"
    content = (
        f'<s:Envelope xmlns:s="{soap}"><s:Body><s:Fault><faultcode>s:Client</faultcode>'
        f"<detail>{words}<Mensagem><codigo>CMD-0003</codigo></Mensagem></detail>"
        "</s:Fault></s:Body></s:Envelope>"
    ).encode()
    whole = raw(lambda connection, done: connection.sendall(chunks(content) + b"0\r\n\r\n"))
    answer = connect(whole).detalhar("3f0b8a52-6a1e-4c1d-9a53-5d6c2f1e7b10")
    assert answer.kind is RefusalKind.UNKNOWN_UUID
    cut = raw(lambda connection, done: connection.sendall(chunks(content)))
    found = failure(connect, cut)
    assert (found.kind, found.reached) == (FailureKind.CONNECTION, None)


def test_this_computer_is_reached_without_a_proxy(serve, connect, model, wire, sample):
    client = connect(serve().address, proxies={"http": f"http://127.0.0.1:{free_port()}"})
    assert isinstance(client.incluir(encode(model, wire, sample).body), Accepted)


def test_the_other_side_speaks_no_http(connect, raw):
    found = failure(connect, raw(lambda connection, done: connection.sendall(b"220 ola\r\n")))
    assert found.kind is FailureKind.CONNECTION


def test_an_answer_without_end_is_not_taken_in(connect, raw):
    def pour(connection, done):
        connection.sendall(HEAD % (MAX_ANSWER * 10))
        while not done.is_set():
            connection.sendall(b"a" * 65536)

    found = failure(connect, raw(pour))
    assert (found.kind, found.reached) == (FailureKind.MALFORMED, None)


def test_a_redirect_is_not_followed(connect, raw):
    seen = threading.Event()
    elsewhere = raw(lambda connection, done: seen.set())

    def redirect(connection, done):
        lines = f"HTTP/1.1 307 Va\r\nLocation: {elsewhere}\r\nContent-Length: 0\r\n\r\n"
        connection.sendall(lines.encode())

    assert failure(connect, raw(redirect)).kind is FailureKind.CAPTIVE
    assert not seen.is_set()


@pytest.mark.parametrize(
    ("header", "low", "high"),
    [("7", 7, 7), ("Fri, 31 Dec 2100 23:59:59 GMT", 10**8, 10**10), ("logo", None, None)],
)
def test_retry_after_is_read_in_both_forms(connect, raw, header, low, high):
    lines = f"HTTP/1.1 503 X\r\nRetry-After: {header}\r\nContent-Length: 0\r\n\r\n".encode()
    found = failure(connect, raw(lambda connection, done: connection.sendall(lines)))
    assert found.kind is FailureKind.THROTTLED
    if low is None:
        assert found.retry_after is None
    else:
        assert low <= found.retry_after <= high


def test_every_class_has_its_message():
    # webservice.failure.no_network, dns, tls, proxy, captive, timeout, service, throttled,
    # malformed, connection
    for kind in FailureKind:
        assert exists(f"webservice.failure.{kind}")
        assert str(Failure(kind, reached=None))


def test_no_failure_holds_a_secret_or_a_patient(connect, raw, credentials, model, wire, sample):
    found = failure(connect, raw(lambda connection, done: None), encode(model, wire, sample).body)
    seen: list[object] = [found]
    held = []
    for item in seen:
        held.append(repr(vars(item)))
        related = (item.__cause__, item.__context__, *item.args)
        seen += [other for other in related if isinstance(other, BaseException)]
    gc.collect()
    for secret in (credentials.operator_password, credentials.operator_cpf, "Josefa"):
        assert not any(secret in text for text in held)
    assert found.__context__ is None


def test_wrong_credentials_are_told_from_a_business_refusal(serve, connect, credentials):
    from dataclasses import replace

    client = connect(serve().address, credentials=replace(credentials, operator_password="x"))
    answer = client.detalhar("3f0b8a52-6a1e-4c1d-9a53-5d6c2f1e7b10")
    assert isinstance(answer, Refused)
    assert answer.kind is RefusalKind.CREDENTIALS
