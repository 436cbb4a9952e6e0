"""Generates the reference WSDL and XSD from the model and the names file.

``python -m coletor.webservice.contract`` writes them again after either has changed; a test
proves that what is checked in is what this generates.
"""

from collections.abc import Callable
from pathlib import Path

from lxml import etree
from lxml.etree import _Element

from coletor import resources
from coletor.model import Model, load_model
from coletor.webservice.names import Wire, load_wire
from coletor.webservice.schema_types import UUID4, contact_schema, document, schema, xs
from coletor.webservice.wsdl import wsdl

CONTACT_XSD = "contato-assistencial.xsd"
SERVICE_XSD = "servico.xsd"
FAULT_XSD = "msfalha.xsd"
MESSAGE_XSD = "mensagem.xsd"
WSDL = "ContatoAssistencialService.wsdl"


def generate(model: Model, wire: Wire) -> dict[str, bytes]:
    """Return every file of the reference contract by its name.

    Args:
        model: the model that the names file is for.
        wire: the names.
    """
    return {
        CONTACT_XSD: _bytes(contact_schema(model, wire)),
        SERVICE_XSD: _bytes(_service_schema(wire)),
        FAULT_XSD: _bytes(_fault_schema(wire)),
        MESSAGE_XSD: _bytes(_message_schema(wire)),
        WSDL: _bytes(wsdl(wire, SERVICE_XSD, FAULT_XSD)),
    }


def write(folder: Path) -> list[Path]:
    """Write the contract of the shipped model into a folder and return the files."""
    wire = load_wire()
    files = []
    for name, content in generate(load_model(wire.model_id), wire).items():
        file = folder / name
        file.write_bytes(content)
        files.append(file)
    return files


def _bytes(root: _Element) -> bytes:
    etree.indent(root, "  ")
    text = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _service_schema(wire: Wire) -> _Element:
    service, data = wire.spaces["servico"], wire.spaces["dados"]
    root = schema(service, {"s": service, "d": data}, wire.label)
    xs(root, "import", namespace=data, schemaLocation=CONTACT_XSD)
    _types(root, wire)
    for key, (request, response) in _SHAPES.items():
        names = wire.operations[key]
        for name, parts in ((names.request, request), (names.response, response)):
            element = xs(root, "element", name=name)
            sequence = xs(xs(element, "complexType"), "sequence")
            for part in parts:
                part(sequence, wire)
    _operator(root, wire)
    return root


def _types(root: _Element, wire: Wire) -> None:
    uuid = xs(xs(root, "simpleType", name="uuid"), "restriction", base="xs:string")
    xs(uuid, "pattern", value=UUID4)
    cnes = xs(xs(root, "simpleType", name="cnes"), "restriction", base="xs:string")
    xs(cnes, "pattern", value="[0-9]{7}")
    month = xs(xs(root, "simpleType", name="competencia"), "restriction", base="xs:string")
    xs(month, "pattern", value="[0-9]{4}(0[1-9]|1[0-2])")
    state = xs(xs(root, "simpleType", name="situacao"), "restriction", base="xs:string")
    for value in wire.states.values():
        xs(state, "enumeration", value=value)
    named = xs(root, "simpleType", name="resultadoGestao")
    management = xs(named, "restriction", base="xs:string")
    for value in wire.management.values():
        xs(management, "enumeration", value=value)


def _operator(root: _Element, wire: Wire) -> None:
    element = xs(root, "element", name=wire.operator["elemento"])
    document(element, "Operador que responde pelo envio; segue no cabeçalho da mensagem.")
    sequence = xs(xs(element, "complexType"), "sequence")
    xs(sequence, "element", name=wire.operator["cpf"], type="xs:string")
    xs(sequence, "element", name=wire.operator["senha"], type="xs:string")


Part = Callable[[_Element, Wire], None]


def _contact(sequence: _Element, wire: Wire) -> None:
    xs(sequence, "element", ref=f"d:{wire.parts['contato']}")


def _plain(key: str, kind: str) -> Part:
    def part(sequence: _Element, wire: Wire) -> None:
        xs(sequence, "element", name=wire.parts[key], type=kind)

    return part


def _optional(key: str, kind: str) -> Part:
    def part(sequence: _Element, wire: Wire) -> None:
        xs(sequence, "element", name=wire.parts[key], type=kind, minOccurs="0")

    return part


def _request_paging(sequence: _Element, wire: Wire) -> None:
    paging = xs(sequence, "element", name=wire.parts["paginacao"])
    inner = xs(xs(paging, "complexType"), "sequence")
    xs(inner, "element", name=wire.parts["primeiro"], type="xs:positiveInteger")
    amount = xs(inner, "element", name=wire.parts["quantidade"])
    limits = xs(xs(amount, "simpleType"), "restriction", base="xs:positiveInteger")
    xs(limits, "maxInclusive", value="100")


def _response_paging(sequence: _Element, wire: Wire) -> None:
    paging = xs(sequence, "element", name=wire.parts["paginacao"])
    inner = xs(xs(paging, "complexType"), "sequence")
    xs(inner, "element", name=wire.parts["primeiro"], type="xs:positiveInteger")
    for key in ("quantidade", "total"):
        xs(inner, "element", name=wire.parts[key], type="xs:nonNegativeInteger")


def _summaries(sequence: _Element, wire: Wire) -> None:
    contacts = xs(sequence, "element", name=wire.parts["contatos"])
    inner = xs(xs(contacts, "complexType"), "sequence")
    one = xs(inner, "element", name=wire.parts["resumo"], minOccurs="0", maxOccurs="unbounded")
    parts = xs(xs(one, "complexType"), "sequence")
    for part in (_UUID, *_STATE):
        part(parts, wire)


_UUID = _plain("uuid", "s:uuid")
_RECEIPT = (
    _plain("versao", "xs:positiveInteger"),
    _plain("protocolo", "xs:string"),
    _plain("recebimento", "xs:dateTime"),
)
_STATE = (
    _plain("situacao", "s:situacao"),
    *_RECEIPT,
    _optional("gestao", "s:resultadoGestao"),
    _optional("motivo_gestao", "xs:string"),
)
_SHAPES: dict[str, tuple[tuple[Part, ...], tuple[Part, ...]]] = {
    "incluir": ((_contact,), (_UUID, *_RECEIPT)),
    "alterar": ((_contact,), (_UUID, *_RECEIPT)),
    "cancelar": ((_UUID, _plain("motivo", "xs:string")), (_UUID, *_RECEIPT)),
    "pesquisar": (
        (
            _plain("estabelecimento", "s:cnes"),
            _plain("competencia", "s:competencia"),
            _request_paging,
        ),
        (_response_paging, _summaries),
    ),
    "detalhar": ((_UUID,), (_contact, *_STATE)),
}


def _fault_schema(wire: Wire) -> _Element:
    falha, mensagem = wire.spaces["falha"], wire.spaces["mensagem"]
    root = schema(falha, {"f": falha, "m": mensagem}, wire.label)
    xs(root, "import", namespace=mensagem, schemaLocation=MESSAGE_XSD)
    fault = xs(root, "element", name=wire.fault["elemento"])
    sequence = xs(xs(fault, "complexType"), "sequence")
    one = xs(
        sequence,
        "element",
        name=wire.fault["mensagem"],
        type="m:mensagem",
        minOccurs="0",
        maxOccurs="unbounded",
    )
    document(one, "Cada motivo da recusa; todos devem ser lidos.")
    return root


def _message_schema(wire: Wire) -> _Element:
    root = schema(wire.spaces["mensagem"], {"m": wire.spaces["mensagem"]}, wire.label)
    sequence = xs(xs(root, "complexType", name="mensagem"), "sequence")
    for key in ("codigo", "descricao"):
        xs(sequence, "element", name=wire.fault[key], type="xs:string", minOccurs="0")
    return root


if __name__ == "__main__":
    write(resources.path("webservice"))
