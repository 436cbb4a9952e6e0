"""The five operations of the training webservice, each behind the same gates in the same order."""

import hashlib
import hmac
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lxml import etree
from lxml.etree import _Element

from coletor import clock, resources
from coletor.contact.identity import is_uuid4
from coletor.training.account import Account
from coletor.training.checks import Checks, place_of
from coletor.training.contacts import CANCELLED, Contacts, Held, Incoming
from coletor.training.replies import Line, Replies, Reply
from coletor.webservice.contract import SERVICE_XSD
from coletor.webservice.encoding import canonical
from coletor.webservice.names import Wire
from coletor.webservice.soap import SOAP_12, WSSE, NotSoapError, NotXmlError, opened, parse


class DeniedError(Exception):
    """A request that is refused, with the lines of its fault."""

    def __init__(self, *lines: Line) -> None:
        self.lines = lines
        super().__init__()


@dataclass(frozen=True, slots=True)
class Call:
    """A request that could be read; ``operation`` is '' where its root names none."""

    soap: str
    header: _Element | None
    payload: _Element
    operation: str


class Service:
    """Answers requests from what is in the store.

    Args:
        contacts: the store.
        checks: business checks.
        wire: the names.
        account: who may call, and the service's own texts.
    """

    def __init__(self, contacts: Contacts, checks: Checks, wire: Wire, account: Account) -> None:
        self.contacts = contacts
        self.checks = checks
        self.wire = wire
        self.account = account
        self.replies = Replies(wire, account)
        self._schema = etree.XMLSchema(etree.parse(resources.path("webservice", SERVICE_XSD)))
        self._schema_lock = threading.Lock()
        self._spaces = {"c": wire.spaces["dados"]}
        self._operations: dict[str, Callable[[_Element], _Element]] = {
            "incluir": self._incluir,
            "alterar": self._alterar,
            "cancelar": self._cancelar,
            "detalhar": self._detalhar,
            "pesquisar": self._pesquisar,
        }

    def read(self, content: bytes) -> Call | Reply:
        """Return the call that a request makes, or the fault that says it cannot be read."""
        try:
            soap, header, payload = opened(parse(content))
        except (NotXmlError, NotSoapError):
            return self.replies.fault(SOAP_12, [self.account.replies["xml"]])
        keys = {self.wire.request(key): key for key in self.wire.operations}
        return Call(soap, header, payload, keys.get(str(payload.tag), ""))

    def perform(self, call: Call) -> Reply:
        """Carry a call out and return its answer."""
        try:
            self._authenticate(call.header)
            if not call.operation:
                raise DeniedError(self.account.replies["operacao"])
            # On its own, so that places and prefixes do not depend on the envelope.
            request = etree.fromstring(canonical(call.payload))
            self._check_uuid(request, call.operation)
            self._check_contract(request)
            payload = self._operations[call.operation](request)
        except DeniedError as denied:
            return self.replies.fault(call.soap, denied.lines)
        return self.replies.result(call.soap, payload)

    def in_version(self, call: Call, reply: Reply) -> Reply:
        """Return an answer again, in the SOAP version of a call."""
        _, _, payload = opened(parse(reply.content))
        if reply.status == 200:
            return self.replies.result(call.soap, payload)
        names = self.wire.fault
        space = f"{{{self.wire.spaces['mensagem']}}}"
        lines = [
            (
                one.findtext(f"{space}{names['codigo']}") or "",
                one.findtext(f"{space}{names['descricao']}") or "",
            )
            for one in payload.iter(f"{{{self.wire.spaces['falha']}}}{names['mensagem']}")
        ]
        return self.replies.fault(call.soap, lines)

    def uuid_of(self, call: Call) -> str:
        """Return the UUID that a call is about, or ''."""
        return self._uuid(call.payload)

    def _authenticate(self, header: _Element | None) -> None:
        operator = f"{{{self.wire.spaces['servico']}}}{self.wire.operator['elemento']}"
        space = f"{{{self.wire.spaces['servico']}}}"
        token = f"{{{WSSE}}}Security/{{{WSSE}}}UsernameToken/{{{WSSE}}}"
        given = (
            (f"{token}Username", self.account.user),
            (f"{token}Password", self.account.password),
            (f"{operator}/{space}{self.wire.operator['cpf']}", self.account.operator_cpf),
            (f"{operator}/{space}{self.wire.operator['senha']}", self.account.operator_password),
        )
        right = header is not None
        for place, expected in given:
            found = header.findtext(place) if header is not None else None
            right &= hmac.compare_digest((found or "").encode(), expected.encode())
        if not right:
            raise DeniedError(self.account.replies["credenciais"])

    def _check_uuid(self, request: _Element, operation: str) -> None:
        if operation != "pesquisar" and not is_uuid4(self._uuid(request)):
            raise DeniedError(self.account.replies["uuid_malformado"])

    def _uuid(self, request: _Element) -> str:
        contact = request.find(self._contact_tag)
        if contact is None:
            return request.findtext(self.wire.part("uuid")) or ""
        return contact.findtext(self.wire.data(self.wire.parts["uuid"])) or ""

    @property
    def _contact_tag(self) -> str:
        return self.wire.data(self.wire.parts["contato"])

    def _check_contract(self, request: _Element) -> None:
        with self._schema_lock:
            if self._schema.validate(request):
                return
            log: Any = self._schema.error_log
            errors = [(str(error.message), error.path) for error in log]
        code, text = self.account.replies["contrato"]
        raise DeniedError(
            *(
                (code, self._placed(text.format(detalhe=message), self._find(request, path)))
                for message, path in errors
            )
        )

    def _find(self, request: _Element, path: str | None) -> _Element | None:
        """Return the element of a schema error."""
        if not path:
            return None
        prefixes = {key: uri for item in request.iter() for key, uri in item.nsmap.items() if key}
        try:
            found = request.xpath(path, namespaces=prefixes)
        except etree.XPathError:
            return None
        first = found[0] if isinstance(found, list) and found else None
        return first if isinstance(first, _Element) else None

    def _placed(self, text: str, element: _Element | None) -> str:
        if element is None:
            return text
        return f"{text} Local: {place_of(element, self.wire.parts['contato'])}"

    def _checked(self, request: _Element) -> tuple[_Element, Incoming]:
        """Return the contact of a request that passes every business check."""
        contact = request.find(self._contact_tag)
        assert contact is not None
        denials = self.checks.denials(contact)
        if denials:
            raise DeniedError(
                *((item.code, self._placed(item.text, item.element)) for item in denials)
            )
        body = canonical(request)
        return contact, Incoming(
            uuid=self._uuid(request).lower(),
            cnes=self._value(contact, self.account.cnes_place),
            month=self._value(contact, self.account.admission_place)[:7].replace("-", ""),
            content=canonical(contact),
            sha256=hashlib.sha256(body).hexdigest(),
        )

    def _value(self, contact: _Element, place: str) -> str:
        return contact.findtext(place, namespaces=self._spaces) or ""

    def _incluir(self, request: _Element) -> _Element:
        _, incoming = self._checked(request)
        with self.contacts.change():
            if self.contacts.get(incoming.uuid):
                raise DeniedError(self.account.replies["uuid_existente"])
            held = self.contacts.add(incoming, clock.now())
        return self._receipt("incluir", request, held)

    def _alterar(self, request: _Element) -> _Element:
        self._active(self._uuid(request))
        contact, incoming = self._checked(request)
        with self.contacts.change():
            self._check_same(self._active(incoming.uuid), contact)
            held = self.contacts.add(incoming, clock.now())
        return self._receipt("alterar", request, held)

    def _cancelar(self, request: _Element) -> _Element:
        reason = request.findtext(self.wire.part("motivo")) or ""
        with self.contacts.change():
            known = self._active(self._uuid(request))
            held = self.contacts.cancel(known, reason, clock.now())
        return self._receipt("cancelar", request, held)

    def _detalhar(self, request: _Element) -> _Element:
        held = self._held(self._uuid(request))
        root = self.replies.response("detalhar")
        root.append(etree.fromstring(held.content))
        self.replies.put(root, "situacao", self.wire.states[held.state])
        self.replies.receipt(root, held)
        self.replies.management(root, held)
        return root

    def _pesquisar(self, request: _Element) -> _Element:
        paging = request.find(self.wire.part("paginacao"))
        assert paging is not None
        first = int(paging.findtext(self.wire.part("primeiro")) or "1")
        amount = int(paging.findtext(self.wire.part("quantidade")) or "1")
        cnes = request.findtext(self.wire.part("estabelecimento")) or ""
        month = request.findtext(self.wire.part("competencia")) or ""
        total, found = self.contacts.page(cnes, month, first, amount)
        root = self.replies.response("pesquisar")
        answered = self.replies.put(root, "paginacao", "")
        sizes = {"primeiro": first, "quantidade": len(found), "total": total}
        for part, value in sizes.items():
            self.replies.put(answered, part, value)
        listed = self.replies.put(root, "contatos", "")
        for held in found:
            one = self.replies.put(listed, "resumo", "")
            self.replies.put(one, "uuid", held.uuid)
            self.replies.put(one, "situacao", self.wire.states[held.state])
            self.replies.receipt(one, held)
            self.replies.management(one, held)
        return root

    def _receipt(self, operation: str, request: _Element, held: Held) -> _Element:
        root = self.replies.response(operation)
        self.replies.put(root, "uuid", self._uuid(request))
        self.replies.receipt(root, held)
        return root

    def _held(self, uuid: str) -> Held:
        held = self.contacts.get(uuid.lower())
        if held is None:
            raise DeniedError(self.account.replies["uuid_desconhecido"])
        return held

    def _active(self, uuid: str) -> Held:
        held = self._held(uuid)
        if held.state == CANCELLED:
            raise DeniedError(self.account.replies["cancelado"])
        return held

    def _check_same(self, held: Held, contact: _Element) -> None:
        """Refuse an alteration that makes another contact of it."""
        before = etree.fromstring(held.content)
        for place in self.account.fixed_places:
            old, new = self._value(before, place), self._value(contact, place)
            if old and new and old != new:
                code, text = self.account.replies["imutavel"]
                found = contact.find(place, namespaces=self._spaces)
                raise DeniedError((code, self._placed(text, found)))
