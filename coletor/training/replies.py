"""What the training webservice answers: envelopes and faults, in the SOAP version it was asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element

from coletor.training.account import Account
from coletor.training.contacts import Held
from coletor.webservice.names import Wire
from coletor.webservice.soap import SOAP_11, SOAP_12


@dataclass(frozen=True, slots=True)
class Reply:
    """An HTTP answer before it is written."""

    status: int
    content_type: str
    content: bytes


Line = tuple[str, str]


class Replies:
    """Writes the answers with the names of the wire.

    Args:
        wire: the names.
        account: the Reason that all faults have.
    """

    def __init__(self, wire: Wire, account: Account) -> None:
        self.wire = wire
        self.account = account

    def result(self, soap: str, payload: _Element) -> Reply:
        """Return an answer with a payload, in a SOAP version (by namespace)."""
        root = etree.Element(f"{{{soap}}}Envelope", nsmap={"soap": soap})
        etree.SubElement(root, f"{{{soap}}}Body").append(payload)
        return Reply(200, _content_type(soap), _serialised(root))

    def fault(self, soap: str, lines: Sequence[Line]) -> Reply:
        """Return a fault with its messages (code, text)."""
        root = etree.Element(f"{{{soap}}}Envelope", nsmap={"soap": soap})
        body = etree.SubElement(root, f"{{{soap}}}Body")
        fault = etree.SubElement(body, f"{{{soap}}}Fault")
        if soap == SOAP_11:
            etree.SubElement(fault, "faultcode").text = "soap:Client"
            etree.SubElement(fault, "faultstring").text = self.account.reason
            detail = etree.SubElement(fault, "detail")
        else:
            code = etree.SubElement(fault, f"{{{soap}}}Code")
            etree.SubElement(code, f"{{{soap}}}Value").text = "soap:Sender"
            reason = etree.SubElement(fault, f"{{{soap}}}Reason")
            words = etree.SubElement(reason, f"{{{soap}}}Text")
            words.set("{http://www.w3.org/XML/1998/namespace}lang", "pt-BR")
            words.text = self.account.reason
            detail = etree.SubElement(fault, f"{{{soap}}}Detail")
        self._messages(detail, lines)
        return Reply(500, _content_type(soap), _serialised(root))

    def _messages(self, detail: _Element, lines: Sequence[Line]) -> None:
        names, falha = self.wire.fault, self.wire.spaces["falha"]
        mensagem = self.wire.spaces["mensagem"]
        root = etree.SubElement(
            detail, f"{{{falha}}}{names['elemento']}", nsmap={"msf": falha, "msg": mensagem}
        )
        for code, text in lines:
            one = etree.SubElement(root, f"{{{falha}}}{names['mensagem']}")
            etree.SubElement(one, f"{{{mensagem}}}{names['codigo']}").text = code
            etree.SubElement(one, f"{{{mensagem}}}{names['descricao']}").text = text

    def response(self, operation: str) -> _Element:
        """Return the empty root of an operation's response."""
        return etree.Element(
            self.wire.response(operation), nsmap={"s": self.wire.spaces["servico"]}
        )

    def put(self, parent: _Element, part: str, value: object) -> _Element:
        """Append a part of a response by its key."""
        element = etree.SubElement(parent, self.wire.part(part))
        element.text = str(value)
        return element

    def receipt(self, parent: _Element, held: Held) -> None:
        """Append version, protocol and time."""
        self.put(parent, "versao", held.version)
        self.put(parent, "protocolo", held.protocol)
        self.put(parent, "recebimento", held.received_at)

    def management(self, parent: _Element, held: Held) -> None:
        """Append the management's result, where there is one."""
        if held.management:
            self.put(parent, "gestao", self.wire.management[held.management])
            if held.management_reason:
                self.put(parent, "motivo_gestao", held.management_reason)


def _content_type(soap: str) -> str:
    kind = "application/soap+xml" if soap == SOAP_12 else "text/xml"
    return f"{kind}; charset=utf-8"


def _serialised(root: _Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)
