"""Reads an HTTP answer of the service: its payload, its refusal, or the failure it amounts to."""

from dataclasses import dataclass

from lxml.etree import _Element

from coletor.webservice.answers import Failure, FailureKind, Mensagem, RefusalKind, Refused
from coletor.webservice.codes import kind_of
from coletor.webservice.names import Wire
from coletor.webservice.soap import NotSoapError, NotXmlError, local_name, opened, parse


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """An answer as it came over HTTP; ``retry_after`` is in seconds."""

    status: int
    content_type: str
    content: bytes
    retry_after: float | None = None


def read(answer: HttpAnswer, wire: Wire) -> _Element | Refused:
    """Return the one element of the answer's body, or the refusal of its fault.

    Both SOAP versions, any prefix, a fault under any HTTP status, and messages with missing
    parts are understood.

    Raises:
        Failure: the answer is none of the service, or cannot be understood; the server may have
            acted, except where it says that it did not take the request.
    """
    _check_status(answer)
    if _is_html(answer) and answer.status != 401:
        raise _unreadable(answer, FailureKind.CAPTIVE)
    try:
        _, _, payload = opened(parse(answer.content))
    except (NotXmlError, NotSoapError):
        payload = None
    if payload is None:
        if answer.status == 401:
            return Refused((Mensagem("", "HTTP 401"),), RefusalKind.CREDENTIALS)
        raise _unreadable(answer, FailureKind.MALFORMED)
    if local_name(payload) == "Fault":
        return _refusal(payload, wire)
    if answer.status != 200:
        raise _unreadable(answer, FailureKind.MALFORMED)
    return payload


def _check_status(answer: HttpAnswer) -> None:
    if answer.status in (429, 503):
        # A request turned away for being one too many was not carried out; behind a 503 a
        # gateway may have let it through.
        reached = False if answer.status == 429 else None
        raise Failure(FailureKind.THROTTLED, reached=reached, retry_after=answer.retry_after)
    if answer.status == 407:
        raise Failure(FailureKind.PROXY, reached=False)
    if 300 <= answer.status < 400:
        raise Failure(FailureKind.CAPTIVE, reached=None)


def _unreadable(answer: HttpAnswer, kind: FailureKind) -> Failure:
    return Failure(FailureKind.SERVICE if answer.status >= 500 else kind, reached=None)


def _is_html(answer: HttpAnswer) -> bool:
    if answer.content_type.lower().startswith("text/html"):
        return True
    start = answer.content[:512].lower()
    return b"envelope" not in start and (b"<!doctype html" in start or b"<html" in start)


def _refusal(fault: _Element, wire: Wire) -> Refused:
    messages = tuple(_messages(fault, wire))
    if messages:
        return Refused(messages, kind_of(message.code for message in messages))
    blamed = _text_of(fault, "Value") or _text_of(fault, "faultcode")
    ours = blamed.rpartition(":")[2] in ("Sender", "Client")
    reason = _text_of(fault, "Text") or _text_of(fault, "faultstring")
    kind = RefusalKind.BUSINESS if ours else RefusalKind.SERVICE
    return Refused((Mensagem("", reason),), kind)


def _messages(fault: _Element, wire: Wire) -> list[Mensagem]:
    found = []
    for element in fault.iter():
        if local_name(element) == wire.fault["mensagem"]:
            code = _text_of(element, wire.fault["codigo"])
            words = _text_of(element, wire.fault["descricao"])
            if code or words:
                found.append(Mensagem(code, words))
    return found


def _text_of(element: _Element, name: str) -> str:
    """Return the text of the first element of that name below another, whatever its namespace."""
    for child in element.iter():
        if local_name(child) == name:
            return (child.text or "").strip()
    return ""
