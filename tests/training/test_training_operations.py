"""The five operations over real HTTP, and what the server keeps."""

import hashlib
import threading

import pytest
import requests

from coletor import training
from coletor.contact import new_uuid, same_content
from coletor.webservice import Accepted, Detailed, Mensagem, Page, RefusalKind, Refused, encode


@pytest.fixture
def server(serve):
    return serve()


@pytest.fixture
def client(server, connect):
    return connect(server.address)


@pytest.fixture
def body(model, wire):
    return lambda document, operation="incluir": encode(model, wire, document, operation).body


def held(server):
    origin = server.address.partition("/cmd/")[0]
    return requests.get(f"{origin}/_treinamento/contatos", timeout=30).json()


def code_of(answer):
    assert isinstance(answer, Refused)
    return answer.messages[0].code


def test_an_inclusion_is_accepted_and_can_be_detailed(client, sample, body):
    accepted = client.incluir(body(sample))
    assert isinstance(accepted, Accepted)
    assert accepted.version == 1
    found = client.detalhar(sample["uuid"])
    assert isinstance(found, Detailed)
    assert same_content(found.document, sample)
    assert (found.protocol, found.accepted_at) == (accepted.protocol, accepted.accepted_at)
    assert (found.version, found.state) == (1, "ativo")


def test_what_is_held_is_listed_with_the_hash_of_the_body(server, client, sample, body):
    sent = body(sample)
    client.incluir(sent)
    digest = hashlib.sha256(sent).hexdigest()
    row = {"uuid": sample["uuid"], "versao": 1, "situacao": "ativo", "sha256": digest}
    assert held(server) == [row]


def test_an_identical_second_inclusion_is_a_duplicate(server, client, sample, body):
    client.incluir(body(sample))
    answer = client.incluir(body(sample))
    assert code_of(answer) == "CMD-0002"
    assert answer.kind is RefusalKind.DUPLICATE
    assert [row["versao"] for row in held(server)] == [1]


def test_an_upper_case_uuid_is_the_same_contact(client, sample, body):
    client.incluir(body(sample))
    assert code_of(client.incluir(body({**sample, "uuid": sample["uuid"].upper()}))) == "CMD-0002"


@pytest.mark.parametrize("uuid", ["x", "3f0b8a52-6a1e-1c1d-9a53-5d6c2f1e7b10", ""])
def test_a_malformed_uuid_is_refused(client, sample, body, uuid):
    assert code_of(client.incluir(body({**sample, "uuid": uuid}))) == "CMD-0001"
    assert code_of(client.detalhar(uuid)) == "CMD-0001"


def test_an_unknown_uuid_is_refused(client, sample, body):
    for answer in (
        client.detalhar(sample["uuid"]),
        client.alterar(body(sample, "alterar")),
        client.cancelar(sample["uuid"], "engano"),
    ):
        assert code_of(answer) == "CMD-0003"
        assert answer.kind is RefusalKind.UNKNOWN_UUID


def test_an_alteration_is_a_new_version_of_the_same_contact(client, sample, body):
    first = client.incluir(body(sample))
    sample["procedimentos"][0]["quantidade"] = 9
    second = client.alterar(body(sample, "alterar"))
    assert second.version == 2
    assert second.protocol != first.protocol
    found = client.detalhar(sample["uuid"])
    assert found.version == 2
    assert same_content(found.document, sample)


def test_a_refused_alteration_leaves_the_accepted_version(client, sample, body):
    accepted = client.incluir(body(sample))
    changed = {**sample, "procedimentos": [{**sample["procedimentos"][0], "quantidade": 1000}]}
    assert code_of(client.alterar(body(changed, "alterar"))) == "CMD-0127"
    found = client.detalhar(sample["uuid"])
    assert (found.version, found.protocol) == (1, accepted.protocol)
    assert same_content(found.document, sample)


def test_an_alteration_cannot_make_another_contact_of_it(client, sample, body):
    client.incluir(body(sample))
    sample["contato"]["admissao"]["modalidade"] = "06"
    answer = client.alterar(body(sample, "alterar"))
    assert code_of(answer) == "CMD-0005"
    assert "admissao[1]/modalidade[1]" in answer.messages[0].text


def test_a_cancelled_contact_stays_known_and_changes_no_more(client, sample, body):
    client.incluir(body(sample))
    assert client.cancelar(sample["uuid"], "engano").version == 2
    assert client.detalhar(sample["uuid"]).state == "cancelado"
    assert code_of(client.alterar(body(sample, "alterar"))) == "CMD-0004"
    assert code_of(client.cancelar(sample["uuid"], "de novo")) == "CMD-0004"
    assert code_of(client.incluir(body(sample))) == "CMD-0002"


def test_a_month_is_listed_by_pages(client, sample, body):
    uuids = sorted(new_uuid() for _ in range(5))
    for uuid in uuids:
        client.incluir(body({**sample, "uuid": uuid}))
    pages = [client.pesquisar("2077485", "202607", first, 2) for first in (1, 3, 5)]
    assert [page.total for page in pages] == [5, 5, 5]
    assert [item.uuid for page in pages for item in page.contacts] == uuids
    assert client.pesquisar("2077485", "202606") == Page(1, 0, ())
    assert client.pesquisar("2271559", "202607").total == 0


@pytest.mark.parametrize(("month", "amount"), [("202613", 10), ("202607", 101), ("202607", 0)])
def test_a_search_outside_the_contract_is_refused(client, month, amount):
    assert code_of(client.pesquisar("2077485", month, 1, amount)) == "CMD-9003"


def test_what_was_accepted_survives_the_server(serve, connect, sample, body):
    first = serve()
    accepted = connect(first.address).incluir(body(sample))
    first.stop()
    again = connect(serve().address)
    assert again.detalhar(sample["uuid"]).protocol == accepted.protocol
    assert code_of(again.incluir(body(sample))) == "CMD-0002"


def test_one_uuid_sent_by_many_threads_is_accepted_once(server, client, sample, body):
    sent, answers = body(sample), []
    start = threading.Barrier(8)

    def send():
        start.wait()
        answers.append(client.incluir(sent))

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(isinstance(answer, Accepted) for answer in answers) == 1
    assert sum(isinstance(answer, Refused) for answer in answers) == 7
    assert len(held(server)) == 1


@pytest.mark.parametrize("part", ["user", "password", "operator_cpf", "operator_password"])
def test_every_part_of_the_credentials_counts(server, connect, credentials, sample, body, part):
    from dataclasses import replace

    client = connect(server.address, credentials=replace(credentials, **{part: "x"}))
    answer = client.incluir(body(sample))
    assert answer.kind is RefusalKind.CREDENTIALS
    assert answer.messages == (
        Mensagem("OSB_SEM_AUTENTICACAO", "Usuário sem autenticação ou autorização."),
    )
    assert held(server) == []


def test_the_published_operator_has_a_well_formed_cpf():
    digits = [int(digit) for digit in training.load_account().operator_cpf]
    for end in (9, 10):
        weighed = sum(digits[i] * (end + 1 - i) for i in range(end))
        assert digits[end] == weighed * 10 % 11 % 10


def test_connections_are_kept(server, client, sample, body):
    for _ in range(5):
        client.incluir(body({**sample, "uuid": new_uuid()}))
    assert server.connections == 1
