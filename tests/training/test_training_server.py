"""The server as a thing to start and stop, and what it does with requests that are none."""

import socket
import threading
import time
from pathlib import Path

import pytest
import requests

from coletor import training
from coletor.errors import ColetorError
from coletor.webservice import Accepted, encode


def test_it_listens_on_this_computer_only(serve):
    server = serve()
    assert server.address.startswith(f"http://127.0.0.1:{server.port}/")


def test_a_port_in_use_is_said(tmp_path, serve):
    port = serve().port
    with pytest.raises(ColetorError) as caught:
        training.TrainingServer(tmp_path / "outro", port=port).start()
    assert caught.value.message_id == "training.port"
    assert str(port) in str(caught.value)


def test_a_port_that_is_none_is_said(tmp_path):
    with pytest.raises(ColetorError) as caught:
        training.TrainingServer(tmp_path, port=70000).start()
    assert caught.value.message_id == "training.port"


def test_a_folder_that_is_a_file_is_said_and_the_port_is_free_again(tmp_path):
    file = tmp_path / "arquivo"
    file.write_text("x", encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    with pytest.raises(ColetorError) as caught:
        training.TrainingServer(file, port=port).start()
    assert caught.value.message_id == "training.store"
    with training.TrainingServer(tmp_path / "pasta", port=port) as server:
        assert server.port == port


def test_stopping_frees_the_port_and_ends_threads_and_connections(
    serve, connect, model, wire, sample
):
    before = set(threading.enumerate())
    server = serve()
    assert isinstance(connect(server.address).incluir(encode(model, wire, sample).body), Accepted)
    assert set(threading.enumerate()) > before
    port = server.port
    start = time.monotonic()
    server.stop()
    assert time.monotonic() - start < 20
    assert {thread for thread in threading.enumerate() if thread.is_alive()} <= before
    with socket.socket() as again:
        again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        again.bind(("127.0.0.1", port))
    server.stop()


def test_wait_ends_when_the_server_is_stopped(serve):
    server = serve()
    waiting = threading.Thread(target=server.wait)
    waiting.start()
    server.stop()
    waiting.join(5)
    assert not waiting.is_alive()


def test_other_places_are_not_found(serve):
    origin = serve().address.partition("/cmd/")[0]
    assert requests.get(f"{origin}/", timeout=30).status_code == 404
    assert requests.get(f"{origin}/x?xsd=../lists/sexo.toml", timeout=30).status_code == 404
    assert requests.post(f"{origin}/outro", data=b"x", timeout=30).status_code == 404


def test_the_contract_is_served_with_the_servers_own_address(serve):
    server = serve()
    text = requests.get(f"{server.address}?wsdl", timeout=30).text
    assert f'location="{server.address}"' in text
    assert f'schemaLocation="{server.address}?xsd=servico.xsd"' in text
    assert "127.0.0.1:0" not in text
    schema = requests.get(f"{server.address}?xsd=servico.xsd", timeout=30)
    assert f'schemaLocation="{server.address}?xsd=contato-assistencial.xsd"' in schema.text


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "CMD-9001"),
        (b"nada", "CMD-9001"),
        (b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]><a>&b;</a>", "CMD-9001"),
        (b"<a/>", "CMD-9001"),
    ],
)
def test_what_is_no_message_gets_a_fault(serve, content, code):
    answer = requests.post(serve().address, data=content, timeout=30)
    assert answer.status_code == 500
    assert code in answer.text


def test_an_unknown_operation_gets_a_fault(serve, credentials, wire):
    from coletor.webservice.soap import envelope

    message = envelope(b'<x xmlns="urn:outro"/>', credentials, wire)
    assert "CMD-9002" in requests.post(serve().address, data=message, timeout=30).text


def test_a_call_in_soap_11_is_answered_in_soap_11(serve, credentials, wire, model, sample):
    from coletor.webservice.soap import SOAP_11, SOAP_12, envelope

    server = serve()
    message = envelope(encode(model, wire, sample).body, credentials, wire)
    message = message.replace(SOAP_12.encode(), SOAP_11.encode())
    for status in (200, 500):
        answer = requests.post(server.address, data=message, timeout=30)
        assert answer.status_code == status
        assert answer.headers["Content-Type"].startswith("text/xml")
        assert SOAP_11 in answer.text


def talk(port: int, content: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(content)
        connection.shutdown(socket.SHUT_WR)
        found = b""
        while piece := connection.recv(65536):
            found += piece
    return found


def test_a_request_cut_in_half_is_not_carried_out(serve, credentials, wire, model, sample):
    from coletor.webservice.soap import envelope

    server = serve()
    message = envelope(encode(model, wire, sample).body, credentials, wire)
    head = f"POST {wire.location} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(message)}\r\n\r\n"
    assert talk(server.port, head.encode() + message[: len(message) // 2]) == b""
    assert server.service.contacts.all() == []


@pytest.mark.parametrize(("length", "status"), [("99999999999", b"413"), ("x", b"411")])
def test_a_request_too_long_or_of_no_length_is_turned_away(serve, wire, length, status):
    server = serve()
    head = f"POST {wire.location} HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\r\n"
    assert status in talk(server.port, head.encode()).split(b"\r\n")[0]


def test_starting_is_quick(tmp_path: Path):
    with training.TrainingServer(tmp_path / "primeiro"):
        pass

    def seconds(number: int) -> float:
        start = time.perf_counter()
        with training.TrainingServer(tmp_path / str(number)):
            return time.perf_counter() - start

    assert any(seconds(number) < 0.15 for number in range(20))  # a busy machine has quiet moments
