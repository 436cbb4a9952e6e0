"""The service as the outbox sees it: five calls that answer or fail in known ways."""

from collections.abc import Mapping
from types import TracebackType
from typing import Self

from lxml.etree import _Element

from coletor.errors import ColetorError
from coletor.model import Model, load_model
from coletor.webservice import bodies
from coletor.webservice.answers import (
    Accepted,
    Credentials,
    Detailed,
    Failure,
    FailureKind,
    Page,
    Refused,
    Summary,
)
from coletor.webservice.decoding import decode
from coletor.webservice.names import Wire, load_wire
from coletor.webservice.reader import read
from coletor.webservice.soap import envelope
from coletor.webservice.transport import Options, Transport


class Webservice:
    """The CMD webservice at one address; usable from several threads.

    Args:
        address: of the service; whether it may be used is for ``lock.require_open`` to say.
        credentials: user and operator, added to each message when it is sent.
        options: times, proxy and certificates.
        wire: the names, of the shipped file by default.
        model: the model that the names are for, by default that of ``wire``.
    """

    def __init__(
        self,
        address: str,
        credentials: Credentials,
        *,
        options: Options | None = None,
        wire: Wire | None = None,
        model: Model | None = None,
    ) -> None:
        self.wire = wire or load_wire()
        self.model = model or load_model(self.wire.model_id)
        self._credentials = credentials
        self._transport = Transport(address, options or Options())

    def incluir(self, body: bytes) -> Accepted | Refused:
        """Send the inclusion of a contact.

        Args:
            body: of the request, as ``encode`` made it.

        Raises:
            Failure: there is no verdict; ``reached`` says whether the server may have acted.
        """
        return self._change("incluir", body)

    def alterar(self, body: bytes) -> Accepted | Refused:
        """Send a changed contact under its UUID (``encode`` with ``operation="alterar"``).

        Raises:
            Failure: there is no verdict.
        """
        return self._change("alterar", body)

    def cancelar(self, uuid: str, reason: str) -> Accepted | Refused:
        """Cancel a contact of the server, saying why.

        Raises:
            Failure: there is no verdict.
        """
        return self._change("cancelar", bodies.cancelar(self.wire, uuid, reason))

    def detalhar(self, uuid: str) -> Detailed | Refused:
        """Ask what the server holds under a UUID.

        Raises:
            Failure: there is no answer, or it is about something else.
        """
        answer = self._call("detalhar", bodies.detalhar(self.wire, uuid))
        return answer if isinstance(answer, Refused) else self._detailed(answer, uuid)

    def pesquisar(self, cnes: str, month: str, first: int = 1, amount: int = 100) -> Page | Refused:
        """List the server's contacts of an establishment and month, a page at a time.

        Args:
            cnes: establishment, 7 digits.
            month: of admission, ``AAAAMM``.
            first: position of the first, from 1.
            amount: at most 100.

        Raises:
            Failure: there is no answer.
        """
        answer = self._call("pesquisar", bodies.pesquisar(self.wire, cnes, month, first, amount))
        return answer if isinstance(answer, Refused) else self._page(answer)

    def close(self) -> None:
        """Close the connections."""
        self._transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _change(self, operation: str, body: bytes) -> Accepted | Refused:
        answer = self._call(operation, body)
        if isinstance(answer, Refused):
            return answer
        receipt = self._summary(answer)
        if receipt.uuid.lower() != bodies.uuid_of(self.wire, body).lower():
            raise _malformed()
        return Accepted(receipt.protocol, receipt.accepted_at, receipt.version)

    def _call(self, operation: str, body: bytes) -> _Element | Refused:
        """Return the root of the operation's response, or the refusal."""
        message = envelope(body, self._credentials, self.wire)
        answer = read(self._transport.post(message), self.wire)
        if not isinstance(answer, Refused) and answer.tag != self.wire.response(operation):
            raise _malformed()
        return answer

    def _detailed(self, answer: _Element, uuid: str) -> Detailed:
        contact = answer.find(self.wire.data(self.wire.parts["contato"]))
        if contact is None:
            raise _malformed()
        try:
            document = decode(self.model, self.wire, contact)
        except ColetorError:
            document = {}
        if str(document.get("uuid", "")).lower() != uuid.lower():
            raise _malformed()
        parts = self._summary(answer, uuid)
        return Detailed(
            document,
            parts.version,
            parts.accepted_at,
            parts.protocol,
            parts.state,
            parts.management,
            parts.management_reason,
        )

    def _page(self, answer: _Element) -> Page:
        paging = answer.find(self.wire.part("paginacao"))
        contacts = answer.find(self.wire.part("contatos"))
        if paging is None or contacts is None:
            raise _malformed()
        found = contacts.findall(self.wire.part("resumo"))
        return Page(
            _whole(self._text(paging, "primeiro")),
            _whole(self._text(paging, "total")),
            tuple(self._summary(item) for item in found),
        )

    def _summary(self, element: _Element, uuid: str | None = None) -> Summary:
        return Summary(
            uuid or self._text(element, "uuid"),
            _whole(self._text(element, "versao")),
            self._text(element, "recebimento"),
            self._text(element, "protocolo"),
            self._known(element, "situacao", self.wire.states),
            self._known(element, "gestao", self.wire.management),
            (element.findtext(self.wire.part("motivo_gestao")) or "").strip(),
        )

    def _known(self, element: _Element, part: str, values: Mapping[str, str]) -> str:
        """Return our word for a value of the wire, '' for one that the names file lacks."""
        said = (element.findtext(self.wire.part(part)) or "").strip()
        return next((ours for ours, theirs in values.items() if theirs == said), "")

    def _text(self, element: _Element, part: str) -> str:
        found = (element.findtext(self.wire.part(part)) or "").strip()
        if not found:
            raise _malformed()
        return found


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise _malformed()
    return int(text)


def _malformed() -> Failure:
    return Failure(FailureKind.MALFORMED, reached=None)
