"""HTTP face of the training webservice: the service, its WSDL, and what it holds as JSON."""

import json
import socket
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from coletor import resources
from coletor.training import administration
from coletor.training.replies import Reply
from coletor.training.service import Call
from coletor.training.strikes import before, write
from coletor.webservice.contract import CONTACT_XSD, FAULT_XSD, MESSAGE_XSD, SERVICE_XSD, WSDL
from coletor.webservice.wsdl import PLACEHOLDER

if TYPE_CHECKING:
    from coletor.training.server import TrainingServer

MAX_REQUEST = 5 * 1024 * 1024
_SCHEMAS = (CONTACT_XSD, SERVICE_XSD, FAULT_XSD, MESSAGE_XSD)
MANAGEMENT = "/_treinamento/gestao"
_XML = "text/xml; charset=utf-8"


class Handler(BaseHTTPRequestHandler):
    """One connection; kept open between requests."""

    protocol_version = "HTTP/1.1"
    server_version = "TreinamentoCMD"
    sys_version = ""
    disable_nagle_algorithm = True
    training: "TrainingServer"

    def do_POST(self) -> None:
        """Answer a call of the service."""
        content = self._content()
        if content is None:
            return
        if urlsplit(self.path).path == MANAGEMENT:
            self.send(administration.manage(self.training.service, content))
            return
        if urlsplit(self.path).path != self.training.service.wire.location:
            self.send(Reply(404, "text/plain; charset=utf-8", b""))
            return
        call = self.training.service.read(content)
        if isinstance(call, Reply):
            self.send(call)
            return
        self._answer(call)

    def _answer(self, call: Call) -> None:
        fault = self.training.schedule.next(call.operation)
        service = self.training.service
        if fault is None:
            self.send(service.perform(call))
        elif before(fault, self.training.stopping):
            write(self, fault, call, service.perform(call))
        else:
            write(self, fault, call, None)

    def do_GET(self) -> None:
        """Answer the contract and the list of what is held."""
        url = urlsplit(self.path)
        query = parse_qs(url.query, keep_blank_values=True)
        if url.path == "/_treinamento/contatos":
            self.send(Reply(200, "application/json; charset=utf-8", self._held()))
        elif url.path == self.training.service.wire.location and "wsdl" in query:
            self.send(Reply(200, _XML, self._contract(WSDL)))
        elif query.get("xsd", [""])[0] in _SCHEMAS:
            self.send(Reply(200, _XML, self._contract(query["xsd"][0])))
        else:
            self.send(Reply(404, "text/plain; charset=utf-8", b""))

    def _held(self) -> bytes:
        rows = [
            {
                "uuid": held.uuid,
                "versao": held.version,
                "situacao": held.state,
                "sha256": held.sha256,
            }
            for held in self.training.service.contacts.all()
        ]
        return json.dumps(rows, ensure_ascii=False).encode("utf-8")

    def _contract(self, name: str) -> bytes:
        """Return a file of the contract with this server's address in it."""
        text = resources.path("webservice", name).read_text(encoding="utf-8")
        address = self.training.address
        location = self.training.service.wire.location.removeprefix("/")
        text = text.replace(PLACEHOLDER + location, address)
        for schema in _SCHEMAS:
            text = text.replace(
                f'schemaLocation="{schema}"', f'schemaLocation="{address}?xsd={schema}"'
            )
        return text.encode("utf-8")

    def _content(self) -> bytes | None:
        """Return the whole request, or None after turning it away."""
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > MAX_REQUEST:
            self.close_connection = True
            self.send(Reply(413 if length.isdigit() else 411, "text/plain; charset=utf-8", b""))
            return None
        content = self.rfile.read(int(length))
        if len(content) < int(length):
            self.close_connection = True
            return None
        return content

    def send(self, reply: Reply, *, headers: dict[str, str] | None = None) -> None:
        """Write an answer at once."""
        self.wfile.write(self.http(reply, headers))

    def http(self, reply: Reply, headers: dict[str, str] | None = None) -> bytes:
        """Return an answer as it goes over the connection."""
        lines = {
            "Date": self.date_time_string(),
            "Content-Type": reply.content_type,
            "Content-Length": str(len(reply.content)),
            **(headers or {}),
        }
        if self.close_connection:
            lines["Connection"] = "close"
        phrase = self.responses.get(reply.status, ("", ""))[0]
        head = [f"HTTP/1.1 {reply.status} {phrase}", *(f"{k}: {v}" for k, v in lines.items())]
        return "\r\n".join([*head, "", ""]).encode("latin-1") + reply.content

    def drop(self) -> None:
        """Close the connection without another word."""
        self.close_connection = True
        try:
            self.connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            return

    def handle(self) -> None:
        """Serve the connection until either side ends it."""
        try:
            super().handle()
        except ConnectionError:
            # The other side, or stop(), closed it in the middle.
            self.close_connection = True

    def log_message(self, *_arguments: object) -> None:
        """Keep quiet: requests hold people's data."""
