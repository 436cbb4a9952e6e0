"""The network doctor: each thing that can fail, alone, against fakes on this computer."""

import datetime
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from email.utils import format_datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from coletor.messages import exists
from coletor.network import reaching
from coletor.network.doctor import diagnose
from coletor.network.types import STEPS, Diagnosis, Outcome
from coletor.training import TrainingServer, load_account
from coletor.webservice import Credentials, Options, Webservice

WSDL = b'<definitions xmlns="http://schemas.xmlsoap.org/wsdl/"/>'
DAY = datetime.timedelta(days=1)


def answer(content: bytes = WSDL, *, status: int = 200, **headers: str) -> bytes:
    now = format_datetime(datetime.datetime.now(datetime.UTC), usegmt=True)
    lines = {"Date": now, "Content-Type": "text/xml", "Connection": "close", **headers}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
    return f"HTTP/1.1 {status} X\r\n{head}Content-Length: {len(content)}\r\n\r\n".encode() + content


Serve = Callable[..., str]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Return a function that answers every connection with fixed bytes, and its address."""
    listeners: list[socket.socket] = []
    threads: list[threading.Thread] = []
    closing = threading.Event()

    def run(listener: socket.socket, content: bytes, context: ssl.SSLContext | None) -> None:
        while not closing.is_set():
            connection, _ = listener.accept()
            try:
                if context and not closing.is_set():
                    connection = context.wrap_socket(connection, server_side=True)
                with connection:
                    if connection.recv(65536):
                        connection.sendall(content)
            except OSError:
                connection.close()

    def start(content: bytes, context: ssl.SSLContext | None = None) -> str:
        listener = socket.create_server(("127.0.0.1", 0))
        listeners.append(listener)
        threads.append(threading.Thread(target=run, args=(listener, content, context)))
        threads[-1].start()
        scheme = "https" if context else "http"
        return f"{scheme}://127.0.0.1:{listener.getsockname()[1]}/cmd"

    yield start
    closing.set()
    for listener, thread in zip(listeners, threads, strict=True):
        socket.create_connection(listener.getsockname()).close()
        thread.join()
        listener.close()


def certificate(folder: Path, before: datetime.datetime, after: datetime.datetime) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "teste")])
    host = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(before)
        .not_valid_after(after)
        .add_extension(x509.SubjectAlternativeName([host]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "certificado.pem"
    plain = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, form, plain)
        + built.public_bytes(serialization.Encoding.PEM)
    )
    return file


def context(file: Path) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(file)
    return made


def failed(found: Diagnosis) -> str | None:
    """Return the failing step, after checking what holds in every diagnosis."""
    assert {step.id for step in found.steps} == set(STEPS)
    wrong = [step for step in found.steps if step.outcome is Outcome.WRONG]
    assert len(wrong) <= 1
    assert found.sentence
    return found.failure.id if found.failure else None


def test_everything_is_in_order(tmp_path: Path) -> None:
    account = load_account()
    secrets = Credentials(
        account.user, account.password, account.operator_cpf, account.operator_password
    )
    with TrainingServer(tmp_path) as server:
        told = []
        found = diagnose(
            server.address, service=lambda: Webservice(server.address, secrets), on_step=told.append
        )
    assert failed(found) is None
    assert [step.id for step in told] == list(STEPS)
    right = {step.id for step in found.steps if step.outcome is Outcome.RIGHT}
    assert right == {"endereco", "nome", "conexao", "portal", "relogio", "servico", "credenciais"}


def test_wrong_credentials(tmp_path: Path) -> None:
    with TrainingServer(tmp_path) as server:
        client = Webservice(server.address, Credentials("x", "x", "x", "x"))
        found = diagnose(server.address, service=lambda: client)
    assert failed(found) == "credenciais"


def test_no_address() -> None:
    found = diagnose(None)
    assert failed(found) == "endereco"
    assert "coletor configurar" in found.sentence


def test_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reaching, "_knows_a_way", lambda *_: False)
    found = diagnose("https://servico.invalid/cmd")
    assert failed(found) == "rede"
    assert "cabo" in found.sentence


def test_no_packet_is_sent_to_look_for_a_way() -> None:
    assert reaching._knows_a_way(socket.AF_INET, "127.0.0.1")


def test_a_name_that_is_not_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "no")

    monkeypatch.setattr(reaching, "_knows_a_way", lambda *_: True)
    monkeypatch.setattr(socket, "getaddrinfo", fail)
    found = diagnose("https://servico.invalid/cmd")
    assert failed(found) == "nome"
    assert "servico.invalid" in found.sentence


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def test_nobody_listens() -> None:
    assert failed(diagnose(f"http://127.0.0.1:{free_port()}/cmd")) == "conexao"


def test_a_firewall_swallows_the_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def swallow(*_: object) -> None:
        raise TimeoutError

    monkeypatch.setattr(socket, "create_connection", swallow)
    found = diagnose("http://127.0.0.1:9/cmd")
    assert failed(found) == "conexao"
    assert "firewall" in found.sentence


def test_a_proxy_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reaching, "_knows_a_way", lambda *_: True)
    options = Options(proxies={"https": f"http://127.0.0.1:{free_port()}"})
    found = diagnose("https://servico.invalid/cmd", options=options)
    assert failed(found) == "proxy"


def test_a_proxy_whose_name_is_not_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "no")

    monkeypatch.setattr(reaching, "_knows_a_way", lambda *_: True)
    monkeypatch.setattr(socket, "create_connection", fail)
    options = Options(proxies={"https": "http://proxy.invalid:3128"})
    found = diagnose("https://servico.invalid/cmd", options=options)
    assert failed(found) == "proxy"
    assert "proxy.invalid" in found.sentence


def test_a_proxy_that_refuses(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reaching, "_knows_a_way", lambda *_: True)
    proxy = serve(answer(b"", status=403)).removesuffix("/cmd")
    found = diagnose("https://servico.invalid/cmd", options=Options(proxies={"https": proxy}))
    assert failed(found) == "proxy"
    skipped = {step.id for step in found.steps if step.outcome is Outcome.SKIPPED}
    assert {"nome", "conexao"} <= skipped


def test_an_unknown_certificate(serve: Serve, tmp_path: Path) -> None:
    now = datetime.datetime.now(datetime.UTC)
    file = certificate(tmp_path, now - DAY, now + DAY)
    found = diagnose(serve(answer(), context(file)))
    assert failed(found) == "certificado"
    assert "de confiança" in found.sentence


@pytest.mark.parametrize("shift", [-10, 10])
def test_a_certificate_out_of_its_dates(serve: Serve, tmp_path: Path, shift: int) -> None:
    middle = datetime.datetime.now(datetime.UTC) + shift * DAY
    file = certificate(tmp_path, middle - DAY, middle + DAY)
    found = diagnose(serve(answer(), context(file)), options=Options(ca_file=str(file)))
    assert failed(found) == "certificado"
    assert "a hora deste computador" in found.sentence


def test_a_certificate_that_is_right(serve: Serve, tmp_path: Path) -> None:
    now = datetime.datetime.now(datetime.UTC)
    file = certificate(tmp_path, now - DAY, now + DAY)
    found = diagnose(serve(answer(), context(file)), options=Options(ca_file=str(file)))
    assert failed(found) is None
    outcome = {step.id: step.outcome for step in found.steps}
    assert outcome["certificado"] is Outcome.RIGHT
    assert outcome["credenciais"] is Outcome.SKIPPED


@pytest.mark.parametrize(
    "reply",
    [
        answer(b"<!DOCTYPE html><html></html>", **{"Content-Type": "text/html"}),
        answer(b" <html>"),
        answer(b"", status=302, Location="http://127.0.0.1:9/login"),
        answer(b"", status=511),
    ],
)
def test_a_page_of_the_network_answers(serve: Serve, reply: bytes) -> None:
    assert failed(diagnose(serve(reply))) == "portal"


@pytest.mark.parametrize("hours", [-3, 2])
def test_the_clock_is_wrong(serve: Serve, hours: int) -> None:
    moment = datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=hours)
    found = diagnose(serve(answer(Date=format_datetime(moment, usegmt=True))))
    assert failed(found) == "relogio"
    assert str(abs(hours) * 60) in found.sentence


@pytest.mark.parametrize("date", ["", "ontem"])
def test_a_server_that_does_not_say_the_time(serve: Serve, date: str) -> None:
    found = diagnose(serve(answer(Date=date)))
    assert failed(found) is None
    assert next(step for step in found.steps if step.id == "relogio").outcome is Outcome.SKIPPED


@pytest.mark.parametrize(("status", "content"), [(503, b""), (404, b"nada"), (200, b"<outro/>")])
def test_it_is_not_the_service(serve: Serve, status: int, content: bytes) -> None:
    found = diagnose(serve(answer(content, status=status)))
    assert failed(found) == "servico"
    assert f"HTTP {status}" in found.sentence


def test_a_connection_that_says_nothing(serve: Serve) -> None:
    assert failed(diagnose(serve(b""))) == "servico"


def test_only_the_configured_address_is_contacted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    true_connect = socket.socket.connect

    def connect(self: socket.socket, address: tuple[str, int]) -> None:
        asked.append((self.type, address[0]))
        true_connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)
    with TrainingServer(tmp_path) as server:
        diagnose(server.address)
    assert {address for kind, address in asked if kind == socket.SOCK_STREAM} == {"127.0.0.1"}


def test_every_step_has_its_words() -> None:
    for step in STEPS:
        assert exists(f"network.step.{step}")
        assert exists(f"network.right.{step}")
    assert all(exists(f"network.outcome.{outcome}") for outcome in Outcome)
