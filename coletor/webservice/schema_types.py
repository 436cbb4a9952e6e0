"""The XML Schema of the contact, derived from the model's rows and the names file."""

from lxml import etree
from lxml.etree import _Element

from coletor.model import Element, Kind, Model
from coletor.webservice.names import Wire
from coletor.webservice.tree import Node, build_tree
from coletor.webservice.values import to_wire

XS = "http://www.w3.org/2001/XMLSchema"
UUID4 = "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-4[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}"

_PATTERNS = {
    Kind.CNS: "[0-9]{15}",
    Kind.CNES: "[0-9]{7}",
    Kind.INE: "[0-9]{10}",
    Kind.CEP: "[0-9]{8}",
    Kind.TERM: "[0-9A-Za-z]{1,20}",
    Kind.OID: "[0-9]+(\\.[0-9]+)*",
}
_VERSIONS = {"AAAAMMDD": "[0-9]{8}", "AAAAMMDDL": "[0-9]{8}[A-Z]"}


def xs(parent: _Element, tag: str, /, **attributes: str) -> _Element:
    """Append an XML Schema element and return it."""
    return etree.SubElement(parent, f"{{{XS}}}{tag}", attributes)


def schema(namespace: str, prefixes: dict[str, str], label: str) -> _Element:
    """Return an empty, qualified schema of a namespace that says what it is."""
    root = etree.Element(
        f"{{{XS}}}schema",
        {"targetNamespace": namespace, "elementFormDefault": "qualified"},
        nsmap={"xs": XS, **prefixes},
    )
    document(root, label)
    return root


def document(parent: _Element, text: str) -> None:
    """Append an annotation."""
    xs(xs(parent, "annotation"), "documentation").text = text


def contact_schema(model: Model, wire: Wire) -> _Element:
    """Return the schema of the contact element, in the order of the annex."""
    root = schema(wire.spaces["dados"], {"d": wire.spaces["dados"]}, wire.label)
    contact = xs(root, "element", name=wire.parts["contato"])
    document(contact, f"{model.name} ({model.source})")
    sequence = xs(xs(contact, "complexType"), "sequence")
    _pattern(xs(sequence, "element", name=wire.parts["uuid"]), UUID4)
    _fill(sequence, build_tree(model, wire), wire)
    return root


def _fill(sequence: _Element, node: Node, wire: Wire) -> None:
    for child in node.children:
        element = xs(sequence, "element", name=child.name, **_occurs(child))
        if child.row is not None:
            document(element, child.row.item)
        if child.leaf is not None:
            value_type(element, child.leaf, wire)
        else:
            _fill(xs(xs(element, "complexType"), "sequence"), child, wire)


def _occurs(node: Node) -> dict[str, str]:
    """Return how often an element stands; a repeated one takes it from the row that repeats it."""
    if node.repeated:
        repeating = [leaf for leaf in node.own_leaves() if leaf.maximum is None]
        minimum = repeating[0].minimum if repeating else 0
        return {"minOccurs": str(minimum), "maxOccurs": "unbounded"}
    if node.leaf is not None and node.leaf.maximum is None:
        return {}
    minimum = node.row.minimum if node.row is not None else 0
    return {} if minimum else {"minOccurs": "0"}


def value_type(parent: _Element, element: Element, wire: Wire) -> None:
    """Give an element of the schema the type of a model row."""
    if element.kind is Kind.DATE:
        _date(parent, bool(element.year_alone_when))
    elif element.kind is Kind.INTEGER:
        _integer(parent, element)
    elif element.kind is Kind.CODE:
        restriction = _restriction(parent, "xs:string")
        for value in element.values:
            xs(restriction, "enumeration", value=to_wire(element, value, wire))
    elif element.kind is Kind.VERSION:
        _pattern(parent, _VERSIONS.get(element.form or "", "[0-9A-Za-z]+"))
    elif element.kind in _PATTERNS:
        _pattern(parent, _PATTERNS[element.kind])
    else:
        restriction = _restriction(parent, "xs:string")
        xs(restriction, "minLength", value="1")
        if element.length:
            xs(restriction, "maxLength", value=str(element.length))


def _restriction(parent: _Element, base: str) -> _Element:
    return xs(xs(parent, "simpleType"), "restriction", base=base)


def _pattern(parent: _Element, pattern: str) -> None:
    xs(_restriction(parent, "xs:string"), "pattern", value=pattern)


def _integer(parent: _Element, element: Element) -> None:
    restriction = _restriction(parent, "xs:integer")
    if element.lowest is not None:
        xs(restriction, "minInclusive", value=element.lowest)
    if element.highest is not None:
        xs(restriction, "maxInclusive", value=element.highest)


def _date(parent: _Element, year_alone: bool) -> None:
    """A day, without time zone; where the annex allows it, the year alone."""
    holder = parent
    if year_alone:
        holder = xs(xs(parent, "simpleType"), "union")
    day = _restriction(holder, "xs:date")
    xs(day, "pattern", value="[0-9]{4}-[0-9]{2}-[0-9]{2}")
    if year_alone:
        year = _restriction(holder, "xs:gYear")
        xs(year, "pattern", value="[0-9]{4}")
