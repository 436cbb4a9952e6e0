"""The tree of elements on the wire, derived from the model's rows and the names file."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from coletor.errors import ColetorError
from coletor.model import Element, Model
from coletor.webservice.names import Wire


@dataclass(eq=False)
class Node:
    """One element of the message.

    Args:
        place: its place in the model's ``fio`` without asterisks.
        name: its name on the wire, without namespace.
        repeated: whether it stands once per row or per group of rows.
        row: the model row that stands exactly here (a leaf's value, or a container), or None.
        list_path: for repeated nodes, the list of the document they hold rows of.
        is_row: for repeated nodes, whether one of them is one row (otherwise a group of rows).
        children: in the order of the annex, which is the order on the wire.
    """

    place: str
    name: str
    repeated: bool = False
    row: Element | None = None
    list_path: str = ""
    is_row: bool = False
    children: list["Node"] = field(default_factory=list)

    @property
    def leaf(self) -> Element | None:
        """Return the model row whose value stands here, or None for a container."""
        return self.row if self.row is not None and not self.row.kind.is_container else None

    def own_leaves(self) -> Iterator[Element]:
        """Yield the leaves below this node that no further repeated node stands before."""
        for child in self.children:
            if child.repeated:
                continue
            if child.leaf is not None:
                yield child.leaf
            else:
                yield from child.own_leaves()


@cache
def build_tree(model: Model, wire: Wire) -> Node:
    """Return the contact element with everything below it.

    Raises:
        ColetorError: a place of the model has no name, or its places contradict each other.
    """
    root = Node("", wire.parts["contato"])
    for element in model.elements:
        if element.wire:
            _place(root, element, wire)
    _assign_lists(root)
    return root


def _place(root: Node, element: Element, wire: Wire) -> None:
    here, place = root, ""
    for segment in element.wire.split("/"):
        key, repeated = segment.removesuffix("*"), segment.endswith("*")
        place = f"{place}/{key}" if place else key
        found = next((child for child in here.children if child.place == place), None)
        if found is None:
            found = Node(place, wire.element(place), repeated)
            here.children.append(found)
        if found.repeated != repeated:
            raise ColetorError("webservice.wire.contradiction", place=element.wire)
        here = found
    if here.row is not None or here.repeated:
        raise ColetorError("webservice.wire.contradiction", place=element.wire)
    here.row = element


def _assign_lists(node: Node) -> None:
    """Tell each repeated node its list: the outermost that the leaves below it are columns of."""
    for child in node.children:
        if child.repeated:
            lists = [leaf.group_path for leaf in _leaves(child)]
            child.list_path = min(lists, key=len)
            child.is_row = any(
                leaf.repeats and leaf.group_path == child.list_path for leaf in child.own_leaves()
            )
        _assign_lists(child)


def _leaves(node: Node) -> Iterator[Element]:
    for child in node.children:
        if child.leaf is not None:
            yield child.leaf
        else:
            yield from _leaves(child)
