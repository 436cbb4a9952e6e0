"""Answers spoilt at random: never a crash, never an acceptance that was not given."""

import re
import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coletor.model import load_model
from coletor.webservice import Accepted, Credentials, Detailed, Failure, Refused, encode, load_wire
from coletor.webservice.client import Webservice
from coletor.webservice.reader import HttpAnswer
from coletor.webservice.soap import CONTENT_TYPE

WIRE = load_wire()
MODEL = load_model("cmd-2017")
UUID = "3f0b8a52-6a1e-4c1d-9a53-5d6c2f1e7b10"
quick = settings(
    max_examples=200,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


class Canned:
    """Answers with given bytes, as a gateway might."""

    def __init__(self, content: bytes, status: int) -> None:
        self.answer = HttpAnswer(status, CONTENT_TYPE, content)

    def post(self, _message: bytes) -> HttpAnswer:
        return self.answer

    def close(self) -> None:
        return


def call(content: bytes, status: int = 200, operation: str = "incluir"):
    client = Webservice("http://127.0.0.1:1/", Credentials("u", "p", "c", "s"))
    client._transport = Canned(content, status)  # the seam is the bytes of an answer
    body = f'<s:r xmlns:s="{WIRE.spaces["servico"]}"><s:uuid>{UUID}</s:uuid></s:r>'.encode()
    try:
        return client.incluir(body) if operation == "incluir" else client.detalhar(UUID)
    except Failure as failure:
        return failure


def accepted() -> bytes:
    space = WIRE.spaces["servico"]
    return (
        '<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body>'
        f'<s:{WIRE.operations["incluir"].response} xmlns:s="{space}"><s:uuid>{UUID}</s:uuid>'
        "<s:versao>1</s:versao><s:protocolo>20261</s:protocolo>"
        "<s:dataRecebimento>2026-07-14T10:00:00.000Z</s:dataRecebimento>"
        f"</s:{WIRE.operations['incluir'].response}></e:Body></e:Envelope>"
    ).encode()


def detailed(sample) -> bytes:
    contact = re.search(rb"<d:contato.*</d:contatoAssistencial>", encode(MODEL, WIRE, sample).body)
    space = WIRE.spaces["servico"]
    return (
        b'<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body>'
        + f'<s:{WIRE.operations["detalhar"].response} xmlns:s="{space}">'.encode()
        + contact[0]
        + b"<s:situacao>ATIVO</s:situacao><s:versao>1</s:versao><s:protocolo>20261</s:protocolo>"
        + b"<s:dataRecebimento>2026-07-14T10:00:00Z</s:dataRecebimento>"
        + f"</s:{WIRE.operations['detalhar'].response}></e:Body></e:Envelope>".encode()
    )


def test_the_whole_answer_is_accepted():
    assert call(accepted()) == Accepted("20261", "2026-07-14T10:00:00.000Z", 1)


@pytest.mark.parametrize("part", ["uuid", "versao", "protocolo", "dataRecebimento"])
def test_an_acceptance_without_a_part_is_not_believed(part):
    content = re.sub(rf"<s:{part}>.*?</s:{part}>".encode(), b"", accepted())
    assert isinstance(call(content), Failure)


def test_an_acceptance_of_another_contact_is_not_believed():
    assert isinstance(call(accepted().replace(UUID.encode(), str(uuid.uuid4()).encode())), Failure)


@pytest.mark.parametrize("status", [201, 202, 400, 404, 500])
def test_an_acceptance_under_another_status_is_not_believed(status):
    assert isinstance(call(accepted(), status), Failure)


@quick
@given(st.binary(max_size=300), st.sampled_from([200, 400, 401, 500]))
def test_random_bytes_are_never_an_acceptance(content, status):
    assert isinstance(call(content, status), Failure | Refused)


@quick
@given(st.integers(0, 2000), st.integers(0, 40), st.binary(max_size=10))
def test_a_spoilt_acceptance_keeps_its_identifier_or_is_not_believed(start, length, piece):
    whole = accepted()
    start %= len(whole)
    content = whole[:start] + piece + whole[start + length :]
    answer = call(content)
    if isinstance(answer, Accepted):
        assert UUID.encode() in content
        assert WIRE.operations["incluir"].response.encode() in content
        assert b"Fault" not in content


@quick
@given(data=st.data())
def test_a_spoilt_detail_is_of_the_contact_asked_or_is_not_believed(sample, data):
    sample["uuid"] = UUID
    whole = detailed(sample)
    assert isinstance(call(whole, operation="detalhar"), Detailed)
    start = data.draw(st.integers(0, len(whole)))
    content = (
        whole[:start]
        + data.draw(st.binary(max_size=10))
        + whole[start + data.draw(st.integers(0, 60)) :]
    )
    answer = call(content, operation="detalhar")
    assert isinstance(answer, Detailed | Refused | Failure)
    if isinstance(answer, Detailed):
        assert answer.document["uuid"] == UUID


@quick
@given(st.permutations(re.findall(rb"<[^>]+>|[^<]+", accepted())))
def test_a_shuffled_acceptance_never_crashes(pieces):
    assert isinstance(call(b"".join(pieces)), Accepted | Failure | Refused)
