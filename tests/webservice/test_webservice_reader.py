"""Answers as gateways write them: faults of every shape, pages, statuses."""

import pytest

from coletor.webservice import Failure, FailureKind, Mensagem, RefusalKind, Refused
from coletor.webservice.reader import HttpAnswer, read
from coletor.webservice.soap import SOAP_11, SOAP_12

FALHA = "http://servicos.saude.gov.br/wsdl/mensageria/falha/v5r0/"


def fault(soap: str, messages: str, prefix: str = "x", blame: str = "Receiver") -> bytes:
    detail = f'<y:MSFalha xmlns:y="{FALHA}msfalha" xmlns:z="{FALHA}mensagem">{messages}</y:MSFalha>'
    if soap == SOAP_11:
        blamed = f"<faultcode>{prefix}:{blame}</faultcode><faultstring>Razão</faultstring>"
        inner = f"{blamed}<detail>{detail}</detail>"
    else:
        inner = (
            f"<{prefix}:Code><{prefix}:Value>{prefix}:{blame}</{prefix}:Value></{prefix}:Code>"
            f"<{prefix}:Reason><{prefix}:Text>Razão</{prefix}:Text></{prefix}:Reason>"
            f"<{prefix}:Detail>{detail}</{prefix}:Detail>"
        )
    return (
        f'<{prefix}:Envelope xmlns:{prefix}="{soap}"><{prefix}:Body><{prefix}:Fault>{inner}'
        f"</{prefix}:Fault></{prefix}:Body></{prefix}:Envelope>"
    ).encode()


def message(code: str | None, words: str | None) -> str:
    parts = "" if code is None else f"<z:codigo> {code} </z:codigo>"
    parts += "" if words is None else f"<z:descricao>{words}</z:descricao>"
    return f"<y:Mensagem>{parts}</y:Mensagem>"


def answer(content: bytes, status: int = 200, kind: str = "application/soap+xml", **more):
    return HttpAnswer(status, kind, content, **more)


@pytest.mark.parametrize("soap", [SOAP_11, SOAP_12])
@pytest.mark.parametrize("status", [200, 400, 500])
@pytest.mark.parametrize("prefix", ["soapenv", "S"])
def test_a_fault_is_read_in_both_versions_under_any_status_and_prefix(wire, soap, status, prefix):
    content = fault(soap, message("CMD-0127", "a") + message("CMD-0008", "b"), prefix)
    refused = read(answer(content, status), wire)
    assert refused == Refused(
        (Mensagem("CMD-0127", "a"), Mensagem("CMD-0008", "b")), RefusalKind.BUSINESS
    )


@pytest.mark.parametrize(
    ("codes", "kind"),
    [
        (["OSB_SEM_AUTENTICACAO"], RefusalKind.CREDENTIALS),
        (["CMD-0008", "OSB_SEM_AUTENTICACAO"], RefusalKind.CREDENTIALS),
        (["CMD-0002"], RefusalKind.DUPLICATE),
        (["CMD-0003"], RefusalKind.UNKNOWN_UUID),
        (["OSB_INDISPONIVEL"], RefusalKind.SERVICE),
        (["NUNCA-VISTO"], RefusalKind.BUSINESS),
    ],
)
def test_the_kind_of_a_refusal_comes_from_its_codes_alone(wire, codes, kind):
    same_words = "".join(message(code, "A operação não foi realizada.") for code in codes)
    assert read(answer(fault(SOAP_12, same_words)), wire).kind is kind


def test_messages_with_missing_parts_are_kept(wire):
    content = fault(
        SOAP_12, message(None, "só texto") + message("CMD-0008", None) + message(None, None)
    )
    refused = read(answer(content, 500), wire)
    assert refused.messages == (Mensagem("", "só texto"), Mensagem("CMD-0008", ""))


@pytest.mark.parametrize(
    ("blame", "kind"), [("Receiver", RefusalKind.SERVICE), ("Sender", RefusalKind.BUSINESS)]
)
def test_a_fault_without_messages_keeps_its_reason(wire, blame, kind):
    for soap in (SOAP_12, SOAP_11):
        refused = read(answer(fault(soap, "", blame=blame), 500), wire)
        assert refused == Refused((Mensagem("", "Razão"),), kind)


def test_a_bare_401_asks_for_credentials(wire):
    assert read(answer(b"", 401, ""), wire).kind is RefusalKind.CREDENTIALS
    page = answer(b"<html>401</html>", 401, "text/html")
    assert read(page, wire).kind is RefusalKind.CREDENTIALS


@pytest.mark.parametrize(
    ("given", "kind", "reached"),
    [
        (answer(b"<html><body>Entre</body></html>", kind="text/html"), FailureKind.CAPTIVE, None),
        (answer(b"\n<!doctype HTML><p>", kind=""), FailureKind.CAPTIVE, None),
        (answer(b'<?xml version="1.0"?><!DOCTYPE html><html/>'), FailureKind.CAPTIVE, None),
        (answer(b"", 302, ""), FailureKind.CAPTIVE, None),
        (answer(b"<html/>", 502, "text/html"), FailureKind.SERVICE, None),
        (answer(b"quebrou", 500, "text/plain"), FailureKind.SERVICE, None),
        (answer(b"", 407, ""), FailureKind.PROXY, False),
        (answer(b"", 503, ""), FailureKind.THROTTLED, None),
        (answer(b"", 429, ""), FailureKind.THROTTLED, False),
        (answer(b"", 200, ""), FailureKind.MALFORMED, None),
        (answer(b"<a/>", 200), FailureKind.MALFORMED, None),
        (answer(b"", 404, ""), FailureKind.MALFORMED, None),
    ],
)
def test_what_is_no_answer_of_the_service_is_a_failure_of_its_class(wire, given, kind, reached):
    with pytest.raises(Failure) as caught:
        read(given, wire)
    assert (caught.value.kind, caught.value.reached) == (kind, reached)


def test_a_good_payload_under_a_bad_status_is_not_believed(wire):
    ok = f'<e:Envelope xmlns:e="{SOAP_12}"><e:Body><a/></e:Body></e:Envelope>'.encode()
    assert read(answer(ok), wire).tag == "a"
    with pytest.raises(Failure):
        read(answer(ok, 500), wire)


def test_the_server_may_ask_to_wait(wire):
    with pytest.raises(Failure) as caught:
        read(answer(b"", 503, "", retry_after=30.0), wire)
    assert caught.value.retry_after == 30.0
