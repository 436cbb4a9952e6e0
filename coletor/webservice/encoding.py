"""From a contact document to the body of a request, with the map of where each value went."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lxml import etree
from lxml.etree import _Element

from coletor.contact import Document
from coletor.errors import ColetorError
from coletor.model import Element, Model
from coletor.webservice.names import Wire
from coletor.webservice.tree import Node, build_tree
from coletor.webservice.values import to_wire

Row = dict[str, Any]


@dataclass(frozen=True)
class Encoded:
    """The body of a request and the way back from its places.

    Args:
        body: the content of ``soap:Body``, in exclusive canonical XML (equal contacts in equal
            row order have equal bytes), without headers and without secrets.
        places: place on the wire -> concrete document path, absent values included:
            ``contato/procedimentos/financiamento[1]/codigo`` -> ``procedimentos[0].financiamento``.
    """

    body: bytes
    places: dict[str, str]


@dataclass(frozen=True)
class _Scope:
    """The rows in force at a place: per list, the rows of this group with their paths."""

    rows: dict[str, list[tuple[Row, str]]]

    def first(self, list_path: str) -> tuple[Row, str]:
        return self.rows[list_path][0]

    def with_rows(self, list_path: str, rows: list[tuple[Row, str]]) -> "_Scope":
        return _Scope({**self.rows, list_path: rows})

    def of(self, list_path: str) -> list[tuple[Row, str]]:
        """Return the rows of a list: those of the group in force, or all of the parent row."""
        if list_path in self.rows:
            return self.rows[list_path]
        parent, _, key = list_path.rpartition("[].")
        row, path = self.first(parent)
        found = _dig(row, key) or []
        where = f"{path}.{key}" if path else key
        return [(item, f"{where}[{position}]") for position, item in enumerate(found)]


def encode(model: Model, wire: Wire, document: Document, operation: str = "incluir") -> Encoded:
    """Return the body of ``incluir`` (or ``alterar``) for a contact.

    Rows are grouped by the values of the direct leaves of each repeated element, in order of
    first appearance; absent values have no element.

    Args:
        model: the contact's model.
        wire: the names.
        document: a concluded contact, with its ``uuid``.
        operation: ``incluir`` or ``alterar``.

    Raises:
        ColetorError: a text holds a character that XML cannot carry, or a value has no
            counterpart on the wire.
    """
    spaces = {"s": wire.spaces["servico"], "d": wire.spaces["dados"]}
    root = etree.Element(wire.request(operation), nsmap=spaces)
    contact = etree.SubElement(root, wire.data(wire.parts["contato"]))
    etree.SubElement(contact, wire.data(wire.parts["uuid"])).text = str(document["uuid"])
    top = wire.parts["contato"]
    encoder = _Encoder(wire, {f"{top}/{wire.parts['uuid']}": "uuid"})
    encoder.fill(contact, build_tree(model, wire), _Scope({"": [(document, "")]}), top)
    return Encoded(canonical(root), encoder.places)


def canonical(element: _Element) -> bytes:
    """Return an element in exclusive canonical XML: the bytes that are hashed and stored."""
    return bytes(etree.tostring(element, method="c14n", exclusive=True))


class _Encoder:
    def __init__(self, wire: Wire, places: dict[str, str]) -> None:
        self.wire = wire
        self.places = places

    def fill(self, parent: _Element, node: Node, scope: _Scope, place: str) -> None:
        for child in node.children:
            here = f"{place}/{child.name}"
            if child.repeated:
                self._repeat(parent, child, scope, here)
            elif child.leaf is not None:
                self._leaf(parent, child, child.leaf, scope, here)
            else:
                self._container(parent, child, scope, here)

    def _repeat(self, parent: _Element, node: Node, scope: _Scope, place: str) -> None:
        rows = scope.of(node.list_path)
        parts = [[row] for row in rows] if node.is_row else _grouped(rows, node.own_leaves())
        for position, part in enumerate(parts, start=1):
            inner = scope.with_rows(node.list_path, part)
            here = f"{place}[{position}]"
            self.places[here] = part[0][1]
            self.fill(self._element(parent, node), node, inner, here)

    def _container(self, parent: _Element, node: Node, scope: _Scope, place: str) -> None:
        if node.row is not None:
            self.places[place] = node.row.path
        element = self._element(parent, node)
        self.fill(element, node, scope, place)
        if not len(element):
            parent.remove(element)

    def _leaf(self, parent: _Element, node: Node, leaf: Element, scope: _Scope, place: str) -> None:
        row, path = scope.first(leaf.group_path)
        key = column_key(leaf)
        self.places[place] = f"{path}.{key}" if path else key
        value = _dig(row, key)
        if value is None or value == "":
            return
        try:
            self._element(parent, node).text = to_wire(leaf, value, self.wire)
        except ValueError:
            raise ColetorError("webservice.wire.unwritable", label=leaf.label) from None

    def _element(self, parent: _Element, node: Node) -> _Element:
        return etree.SubElement(parent, self.wire.data(node.name))


def column_key(leaf: Element) -> str:
    """Return the key of an element inside its own row (the path itself at the top)."""
    return leaf.path[len(leaf.group_path) + 3 :] if leaf.group_path else leaf.path


def _grouped(rows: list[tuple[Row, str]], leaves: Iterable[Element]) -> list[list[tuple[Row, str]]]:
    keys = [column_key(leaf) for leaf in leaves]
    groups: dict[tuple[Any, ...], list[tuple[Row, str]]] = {}
    for row in rows:
        groups.setdefault(tuple(_dig(row[0], key) for key in keys), []).append(row)
    return list(groups.values())


def _dig(row: Row, key: str) -> Any:
    here: Any = row
    for step in key.split("."):
        here = here.get(step) if isinstance(here, dict) else None
    return here
