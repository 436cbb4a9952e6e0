"""The fault schedule: each fault as the client sees it, and what the server did meanwhile."""

import json
import time

import pytest
import requests

from coletor import training
from coletor.contact import new_uuid
from coletor.errors import ColetorError
from coletor.messages.catalogue import templates
from coletor.training.faults import FAULTS, load_schedule
from coletor.webservice import Accepted, Failure, FailureKind, RefusalKind, Refused, encode


@pytest.fixture
def body(model, wire):
    return lambda document: encode(model, wire, document).body


def held(server) -> int:
    origin = server.address.partition("/cmd/")[0]
    return len(requests.get(f"{origin}/_treinamento/contatos", timeout=30).json())


# fault -> (kind of failure, reached as the client can know it, whether the server acted)
SEEN = {
    "derruba-antes": (FailureKind.CONNECTION, None, False),
    "derruba-depois": (FailureKind.CONNECTION, None, True),
    "corta-resposta": (FailureKind.CONNECTION, None, True),
    "http-500": (FailureKind.SERVICE, None, False),
    "http-503": (FailureKind.THROTTLED, None, False),
    "http-429": (FailureKind.THROTTLED, False, False),
    "html": (FailureKind.CAPTIVE, None, False),
    "xml-truncado": (FailureKind.MALFORMED, None, True),
    "xml-bomba": (FailureKind.MALFORMED, None, True),
    "namespace-errado": (FailureKind.MALFORMED, None, True),
    "uuid-errado": (FailureKind.MALFORMED, None, True),
}
HARMLESS = {"atraso", "soap-1.1", "gotejar", "resposta-repetida"}


def test_every_fault_is_tried_here():
    assert set(SEEN) | HARMLESS | {"msfalha"} == set(FAULTS)


@pytest.mark.parametrize("name", SEEN)
def test_each_fault_is_a_failure_of_its_class(serve, connect, body, sample, name):
    server = serve(faults=[{"operacao": "incluir", "vez": 1, "falha": name, "segundos": 3}])
    client = connect(server.address)
    kind, reached, acted = SEEN[name]
    with pytest.raises(Failure) as caught:
        client.incluir(body(sample))
    assert (caught.value.kind, caught.value.reached) == (kind, reached)
    assert held(server) == int(acted)
    if kind is FailureKind.THROTTLED:
        assert caught.value.retry_after == 3.0
    # The second call is struck no more, and shows what the first did.
    answer = client.incluir(body(sample))
    assert isinstance(answer, Refused if acted else Accepted)


OTHERS = ("alterar", "cancelar", "detalhar", "pesquisar")
# A search asks for no one UUID, so its answer cannot be of another.
MATRIX = [
    (name, operation)
    for name in SEEN
    for operation in OTHERS
    if (name, operation) != ("uuid-errado", "pesquisar")
]


@pytest.mark.parametrize(("name", "operation"), MATRIX)
def test_each_fault_shows_alike_in_every_operation(
    serve, connect, model, wire, sample, name, operation
):
    client = connect(serve(faults=[{"operacao": operation, "vez": 1, "falha": name}]).address)
    uuid = sample["uuid"]
    calls = {
        "alterar": lambda: client.alterar(encode(model, wire, sample, "alterar").body),
        "cancelar": lambda: client.cancelar(uuid, "engano"),
        "detalhar": lambda: client.detalhar(uuid),
        "pesquisar": lambda: client.pesquisar("2077485", "202607"),
    }
    client.incluir(encode(model, wire, sample).body)
    kind, reached, acted = SEEN[name]
    with pytest.raises(Failure) as caught:
        calls[operation]()
    assert (caught.value.kind, caught.value.reached) == (kind, reached)
    changes = operation in ("alterar", "cancelar")
    assert client.detalhar(uuid).version == (2 if acted and changes else 1)


@pytest.mark.parametrize("name", ["http-500", "http-503", "html"])
def test_depois_lets_the_server_act_first(serve, connect, body, sample, name):
    server = serve(faults=[{"falha": name, "depois": True}])
    with pytest.raises(Failure):
        connect(server.address).incluir(body(sample))
    assert held(server) == 1


@pytest.mark.parametrize("name", sorted(HARMLESS))
def test_a_slow_or_odd_answer_is_still_an_answer(serve, connect, body, sample, name):
    server = serve(faults=[{"vez": 1, "falha": name, "segundos": 0.2}])
    client = connect(server.address)
    start = time.monotonic()
    assert isinstance(client.incluir(body(sample)), Accepted)
    if name in ("atraso", "gotejar"):
        assert time.monotonic() - start >= 0.15
    # Whatever was left on the connection is not taken for the answer to the next call.
    other = {**sample, "uuid": new_uuid()}
    assert isinstance(client.incluir(body(other)), Accepted)
    assert client.detalhar(other["uuid"]).document["uuid"] == other["uuid"]


def test_a_refusal_can_come_in_soap_11_too(serve, connect, body, sample):
    client = connect(serve(faults=[{"falha": "soap-1.1"}]).address)
    client.incluir(body(sample))
    assert client.incluir(body(sample)).kind is RefusalKind.DUPLICATE


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (None, RefusalKind.SERVICE),
        ("OSB_SEM_AUTENTICACAO", RefusalKind.CREDENTIALS),
        ("CMD-0127", RefusalKind.BUSINESS),
    ],
)
def test_msfalha_answers_the_code_asked_for(serve, connect, body, sample, code, kind):
    fault = {"falha": "msfalha", **({"codigo": code} if code else {})}
    server = serve(faults=[fault])
    answer = connect(server.address).incluir(body(sample))
    assert answer.kind is kind
    if code:
        assert answer.messages[0].code == code
    assert held(server) == 0


def test_a_silent_client_times_out_on_a_delay(serve, connect, body, sample):
    server = serve(faults=[{"falha": "atraso", "segundos": 30}])
    with pytest.raises(Failure) as caught:
        connect(server.address, read=0.2).incluir(body(sample))
    assert (caught.value.kind, caught.value.reached) == (FailureKind.TIMEOUT, None)
    # stop() at the end of the test does not wait for the 30 seconds.


def outcome(schedule, calls):
    found = []
    for operation in calls:
        fault = schedule.next(operation)
        found.append(fault.name if fault else "")
    return found


def test_the_first_entry_that_strikes_wins_and_every_entry_counts_its_calls():
    schedule = load_schedule(
        [
            {"operacao": "incluir", "vez": 2, "falha": "html"},
            {"operacao": "*", "vez": 3, "falha": "http-500"},
            {"operacao": "detalhar", "falha": "http-429"},
        ]
    )
    calls = ["incluir", "detalhar", "incluir", "incluir", "alterar"]
    assert outcome(schedule, calls) == ["", "http-429", "html", "", ""]


def test_probabilities_repeat_with_their_seed():
    rows = [{"probabilidade": 0.5, "semente": 7, "falha": "html"}]
    calls = ["incluir"] * 200
    first = outcome(load_schedule(rows), calls)
    assert first == outcome(load_schedule(rows), calls)
    assert first != outcome(load_schedule([{**rows[0], "semente": 8}]), calls)
    assert 60 < first.count("html") < 140


def test_a_schedule_may_be_a_file(tmp_path, serve, connect, body, sample):
    file = tmp_path / "falhas.json"
    file.write_text(json.dumps([{"falha": "html"}]), encoding="utf-8")
    with pytest.raises(Failure):
        connect(serve(faults=file).address).incluir(body(sample))


@pytest.mark.parametrize(
    ("content", "message_id"),
    [
        ("nada", "training.file"),
        ("{}", "training.not_list"),
        ("[1]", "training.fault"),
        ('[{"falha": "inventada"}]', "training.fault"),
        ('[{"falha": "html", "operacao": "apagar"}]', "training.fault"),
        ('[{"falha": "html", "vez": "dois"}]', "training.fault"),
        ('[{"falha": "html", "sempre": true}]', "training.fault"),
        ('[{"falha": "html", "vez": 0}]', "training.fault"),
        ('[{"falha": "html", "vez": 1.5}]', "training.fault"),
        ('[{"falha": "html", "vez": true}]', "training.fault"),
        ('[{"falha": "html", "probabilidade": 1.5}]', "training.fault"),
        ('[{"falha": "html", "probabilidade": -1}]', "training.fault"),
        ('[{"falha": "html", "segundos": "x"}]', "training.fault"),
    ],
)
def test_a_schedule_that_cannot_be_used_says_why(tmp_path, content, message_id):
    file = tmp_path / "falhas.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ColetorError) as caught:
        training.TrainingServer(tmp_path, faults=file)
    assert caught.value.message_id == message_id


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (1, "not_object"),
        ({"falha": "html", "sempre": True}, "unknown"),
        ({"falha": "inventada"}, "name"),
        ({"falha": "html", "operacao": "apagar"}, "operation"),
        ({"falha": "html", "vez": 0}, "call"),
        ({"falha": "html", "probabilidade": 2}, "chance"),
        ({"falha": "html", "segundos": -1}, "seconds"),
    ],
)
def test_a_wrong_entry_is_said_in_a_sentence(entry: object, reason: str) -> None:
    with pytest.raises(ColetorError) as caught:
        load_schedule([{"falha": "html"}, entry])  # type: ignore[list-item]
    start = templates()[f"training.why.{reason}"].split("{")[0].split("“")[0]
    assert "nº 2" in str(caught.value)
    assert start in str(caught.value)
