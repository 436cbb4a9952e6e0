"""TLS against a real server: an unknown certificate is refused before anything is sent."""

import datetime
import ipaddress
import socket
import ssl
import threading

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from coletor.webservice import Failure, FailureKind, RefusalKind

UUID = "3f0b8a52-6a1e-4c1d-9a53-5d6c2f1e7b10"
CONTENT = (
    b'<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><s:Fault><s:Detail>'
    b"<Mensagem><codigo>CMD-0003</codigo></Mensagem></s:Detail></s:Fault></s:Body></s:Envelope>"
)


@pytest.fixture
def certificate(tmp_path):
    """Return the file of a key and a certificate that it signs itself, for this computer."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "treinamento")])
    now = datetime.datetime.now(datetime.UTC)
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path / "servidor.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + built.public_bytes(serialization.Encoding.PEM)
    )
    return file


@pytest.fixture
def server(certificate):
    """Serve one connection over TLS; return its address and what it was sent."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    listener = socket.create_server(("127.0.0.1", 0))
    received: list[bytes] = []

    def run() -> None:
        connection, _ = listener.accept()
        try:
            with context.wrap_socket(connection, server_side=True) as secure:
                received.append(secure.recv(65536))
                while b"Envelope>" not in received[-1]:
                    received[-1] += secure.recv(65536)
                head = f"HTTP/1.1 500 X\r\nContent-Length: {len(CONTENT)}\r\n\r\n"
                secure.sendall(head.encode() + CONTENT)
        except OSError:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    yield f"https://127.0.0.1:{listener.getsockname()[1]}/", received
    thread.join()
    listener.close()


def test_an_unknown_certificate_is_refused_before_anything_is_sent(server, connect):
    address, received = server
    with pytest.raises(Failure) as caught:
        connect(address).detalhar(UUID)
    assert (caught.value.kind, caught.value.reached) == (FailureKind.TLS, False)
    assert received == []


def test_a_certificate_that_was_named_is_trusted(server, connect, certificate):
    address, received = server
    answer = connect(address, ca_file=str(certificate)).detalhar(UUID)
    assert answer.kind is RefusalKind.UNKNOWN_UUID
    assert received[0].startswith(b"POST / ")
