"""How each fault of the schedule shows on the connection."""

import threading
import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING

from coletor.training.faults import Fault
from coletor.training.replies import Reply
from coletor.training.service import Call
from coletor.webservice.soap import SOAP_11

if TYPE_CHECKING:
    from coletor.training.handler import Handler

_HTML = "text/html; charset=utf-8"
_PAGE = b"<!DOCTYPE html><html><body><h1>Acesso \xc3\xa0 rede</h1></body></html>"
_BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(
        f'<!ENTITY {name} "{f"&{inner};" * 10}">'.encode()
        for inner, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + b"]><r>&i;</r>"
)
_DRIPS = 20


def before(fault: Fault, stopping: threading.Event) -> bool:
    """Wait where the fault is a delay; tell whether the operation is to be carried out."""
    if fault.name == "atraso":
        stopping.wait(fault.seconds if fault.seconds is not None else 1.0)
    return fault.after


def write(handler: "Handler", fault: Fault, call: Call, reply: Reply | None) -> None:
    """Answer a call as the fault has it.

    Args:
        handler: the connection.
        fault: the fault that strikes.
        call: what was asked.
        reply: the true answer, or None where the operation was not carried out.
    """
    strike = _STRIKES.get(fault.name)
    if strike is not None:
        strike(handler, fault, reply)
        return
    if fault.name == "msfalha":
        code = fault.code or "OSB_INDISPONIVEL"
        replies = handler.training.service.replies
        handler.send(replies.fault(call.soap, [(code, replies.account.reason)]))
    elif reply is None:
        # An answer that needs a true one, asked for with "depois": false.
        handler.drop()
    else:
        handler.send(_changed(handler, fault, call, reply))


def _changed(handler: "Handler", fault: Fault, call: Call, reply: Reply) -> Reply:
    """Return the true answer, spoilt."""
    content = reply.content
    if fault.name == "xml-truncado":
        content = content[: len(content) * 2 // 3]
    elif fault.name == "namespace-errado":
        space = handler.training.service.wire.spaces["servico"].encode()
        content = content.replace(space, space + b"/outro")
    elif fault.name == "uuid-errado":
        asked = handler.training.service.uuid_of(call).encode()
        if asked:
            content = content.replace(asked, str(uuid.uuid4()).encode())
    elif fault.name == "soap-1.1":
        old = Call(SOAP_11, call.header, call.payload, call.operation)
        return handler.training.service.in_version(old, reply)
    return Reply(reply.status, reply.content_type, content)


def _drop(handler: "Handler", _fault: Fault, _reply: Reply | None) -> None:
    handler.drop()


def _cut(handler: "Handler", _fault: Fault, reply: Reply | None) -> None:
    if reply is not None:
        whole = handler.http(reply)
        handler.wfile.write(whole[: len(whole) - len(reply.content) // 2])
    handler.drop()


def _status(handler: "Handler", fault: Fault, _reply: Reply | None) -> None:
    wait = {} if fault.seconds is None else {"Retry-After": f"{fault.seconds:.0f}"}
    status = int(fault.name.removeprefix("http-"))
    handler.send(Reply(status, "text/plain; charset=utf-8", b""), headers=wait)


def _page(handler: "Handler", _fault: Fault, _reply: Reply | None) -> None:
    handler.send(Reply(200, _HTML, _PAGE))


def _bomb(handler: "Handler", _fault: Fault, _reply: Reply | None) -> None:
    handler.send(Reply(200, "application/soap+xml; charset=utf-8", _BOMB))


def _drip(handler: "Handler", fault: Fault, reply: Reply | None) -> None:
    """Write the answer in small pieces over the seconds of the fault."""
    whole = handler.http(reply) if reply is not None else b""
    pause = (fault.seconds if fault.seconds is not None else 2.0) / _DRIPS
    size = len(whole) // _DRIPS + 1
    for start in range(0, len(whole), size):
        if handler.training.stopping.wait(pause):
            handler.drop()
            return
        handler.wfile.write(whole[start : start + size])


def _repeat(handler: "Handler", _fault: Fault, reply: Reply | None) -> None:
    if reply is not None:
        handler.wfile.write(handler.http(reply) * 2)


_Strike = Callable[["Handler", Fault, Reply | None], None]
_STRIKES: dict[str, _Strike] = {
    "derruba-antes": _drop,
    "derruba-depois": _drop,
    "corta-resposta": _cut,
    "http-500": _status,
    "http-503": _status,
    "http-429": _status,
    "html": _page,
    "xml-bomba": _bomb,
    "gotejar": _drip,
    "resposta-repetida": _repeat,
}
