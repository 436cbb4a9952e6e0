"""The bodies of the requests that carry no contact, and the UUID of those that do."""

from lxml import etree
from lxml.etree import _Element

from coletor.webservice.encoding import canonical
from coletor.webservice.names import Wire
from coletor.webservice.soap import parse


def detalhar(wire: Wire, uuid: str) -> bytes:
    """Return the body that asks for a contact."""
    return canonical(_request(wire, "detalhar", uuid=uuid))


def cancelar(wire: Wire, uuid: str, reason: str) -> bytes:
    """Return the body that cancels a contact."""
    return canonical(_request(wire, "cancelar", uuid=uuid, motivo=reason))


def pesquisar(wire: Wire, cnes: str, month: str, first: int, amount: int) -> bytes:
    """Return the body that asks for a page of an establishment's month."""
    root = _request(wire, "pesquisar", estabelecimento=cnes, competencia=month)
    paging = etree.SubElement(root, wire.part("paginacao"))
    etree.SubElement(paging, wire.part("primeiro")).text = str(first)
    etree.SubElement(paging, wire.part("quantidade")).text = str(amount)
    return canonical(root)


def uuid_of(wire: Wire, body: bytes) -> str:
    """Return the UUID that a request is about ('' if it names none)."""
    root = parse(body)
    for name in (wire.part("uuid"), wire.data(wire.parts["uuid"])):
        for element in root.iter(name):
            return element.text or ""
    return ""


def _request(wire: Wire, operation: str, **parts: str) -> _Element:
    root = etree.Element(wire.request(operation), nsmap={"s": wire.spaces["servico"]})
    for key, value in parts.items():
        etree.SubElement(root, wire.part(key)).text = value
    return root
