"""From the contact element of an answer back to a contact document."""

from copy import deepcopy
from typing import Any

from lxml.etree import _Element

from coletor.contact import Document
from coletor.errors import ColetorError
from coletor.model import Model
from coletor.webservice.encoding import column_key
from coletor.webservice.names import Wire
from coletor.webservice.tree import Node, build_tree
from coletor.webservice.values import from_wire

Row = dict[str, Any]


def decode(model: Model, wire: Wire, element: _Element) -> Document:
    """Return the document of a contact element; the inverse of ``encode``.

    Args:
        model: the model that the names file is for.
        wire: the names.
        element: the contact element itself.

    Raises:
        ColetorError: a value is not one of its element's, or the UUID is missing.
    """
    uuid = element.findtext(wire.data(wire.parts["uuid"]))
    if not uuid:
        raise ColetorError("webservice.wire.no_uuid")
    document: Document = {"modelo": model.id, "uuid": uuid.strip()}
    _read(element, build_tree(model, wire), {"": document}, wire)
    return document


def _read(element: _Element, node: Node, rows: dict[str, Row], wire: Wire) -> None:
    """Read what stands below an element into the rows in force, values before repeated parts."""
    for child in node.children:
        found = None if child.repeated else element.find(wire.data(child.name))
        if found is None:
            continue
        if child.leaf is None:
            _read(found, child, rows, wire)
        elif found.text:
            value = from_wire(child.leaf, found.text, wire)
            _put(rows[child.leaf.group_path], column_key(child.leaf), value)
    for child in node.children:
        if child.repeated:
            for found in element.findall(wire.data(child.name)):
                _read_repeated(found, child, rows, wire)


def _read_repeated(element: _Element, node: Node, rows: dict[str, Row], wire: Wire) -> None:
    """Read one group or one row: a row starts from the values of the groups around it."""
    row = deepcopy(rows.get(node.list_path, {}))
    _read(element, node, {**rows, node.list_path: row}, wire)
    if node.is_row:
        parent, _, key = node.list_path.rpartition("[].")
        _list_at(rows[parent], key).append(row)


def _put(row: Row, key: str, value: object) -> None:
    *way, last = key.split(".")
    for step in way:
        row = row.setdefault(step, {})
    row[last] = value


def _list_at(row: Row, key: str) -> list[Row]:
    *way, last = key.split(".")
    for step in way:
        row = row.setdefault(step, {})
    found: list[Row] = row.setdefault(last, [])
    return found
