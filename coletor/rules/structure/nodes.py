"""The model compiled to a tree of keys: what an object, a list or a value must look like."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from coletor.model import Element, Group, Model

if TYPE_CHECKING:
    from coletor.rules.facts import Row
    from coletor.rules.structure.reading import Reading

Check = Callable[[Any, "Leaf", "Row", "Reading"], Any]


@dataclass(slots=True)
class Leaf:
    """One element with a value.

    Args:
        element: its row of the annex.
        key: its key in the object it stands in.
        name: role, or the path where it has none: the key of its value in a row.
        required: always to be informed.
        superior: the optional element it hangs below (by level), or None.
        fills_from: name of the element above that the program fills it from, or None.
        check: returns the value read, or ``BAD`` after reporting it.
        late: the check reads other roles of the row, so it runs when the row is read.
        conditional: it has conditions on other roles.
    """

    element: Element
    key: str
    name: str
    required: bool
    superior: "Leaf | None"
    fills_from: str | None
    check: Check
    late: bool
    conditional: bool


Plain = tuple[str, str, Check, Leaf]


@dataclass
class ObjectNode:
    """One JSON object: the document, a section, a group or a row of a list."""

    element: Element | None = None
    leaves: list[Leaf] = field(default_factory=list)
    objects: "dict[str, ObjectNode]" = field(default_factory=dict)
    lists: "dict[str, ListNode]" = field(default_factory=dict)

    @cached_property
    def plain(self) -> list[Plain]:
        """Return the leaves that stand alone, as the reading goes over them."""
        return [
            (leaf.key, leaf.name, leaf.check, leaf)
            for leaf in self.leaves
            if not leaf.late and not leaf.conditional
        ]

    @cached_property
    def special(self) -> list[Leaf]:
        """Return the leaves that depend on other values of the row."""
        return [leaf for leaf in self.leaves if leaf.late or leaf.conditional]

    @property
    def optional(self) -> bool:
        """Tell whether the object may be left out, with all it holds."""
        return self.element is not None and self.element.minimum == 0

    def all_leaves(self) -> Iterator[Leaf]:
        """Yield the values of this object and of the objects in it, lists left out."""
        yield from self.leaves
        for node in self.objects.values():
            yield from node.all_leaves()

    def keys(self) -> frozenset[str]:
        """Return every key the object may have."""
        return (
            frozenset([leaf.key for leaf in self.leaves]) | self.objects.keys() | self.lists.keys()
        )


@dataclass(slots=True)
class ListNode:
    """One list of rows."""

    group: Group
    optional: bool
    row: ObjectNode


def build(model: Model, check_of: Callable[[Element], tuple[Check, bool]]) -> ObjectNode:
    """Compile a model.

    Args:
        model: any model.
        check_of: gives the check of an element's kind, and whether it reads other roles.
    """
    root = ObjectNode()
    leaves: dict[str, Leaf] = {}
    for element in model.elements:
        node, key = _home(root, model, element)
        if element.kind.is_container:
            _attach(node, key, element)
            continue
        leaf = _leaf(model, element, key, leaves, check_of)
        leaves[element.path] = leaf
        node.leaves.append(leaf)
    return root


def _home(root: ObjectNode, model: Model, element: Element) -> tuple[ObjectNode, str]:
    """Return the object an element's key stands in, making the objects and lists on the way."""
    node, done = root, ""
    steps = element.path.removesuffix("[]").split(".")
    for step in steps[:-1]:
        name = step.removesuffix("[]")
        done = f"{done}.{name}" if done else name
        if step.endswith("[]"):
            node = _list(node, name, model.by_group[done], model).row
            done += "[]"
        else:
            node = node.objects.setdefault(name, ObjectNode())
    name = steps[-1]
    path = f"{done}.{name}" if done else name
    if element.kind.is_container and path in model.by_group:
        _list(node, name, model.by_group[path], model)
    return node, name


def _list(node: ObjectNode, name: str, group: Group, model: Model) -> ListNode:
    if name not in node.lists:
        heading = model.by_path.get(group.path)
        optional = group.minimum == 0 or (heading is not None and heading.minimum == 0)
        node.lists[name] = ListNode(group, optional, ObjectNode())
    return node.lists[name]


def _attach(node: ObjectNode, key: str, element: Element) -> None:
    """Give a section or group its row of the annex; a list's heading needs no object."""
    if key not in node.lists:
        node.objects.setdefault(key, ObjectNode()).element = element


def _leaf(
    model: Model,
    element: Element,
    key: str,
    leaves: dict[str, Leaf],
    check_of: Callable[[Element], tuple[Check, bool]],
) -> Leaf:
    above = _above(model, element)
    superior = above if above and above.minimum == 0 and not above.repeats else None
    check, late = check_of(element)
    return Leaf(
        element=element,
        key=key,
        name=element.role or element.path,
        required=element.minimum > 0 and superior is None,
        superior=leaves[superior.path] if superior else None,
        fills_from=(above.role or above.path) if above and element.automatic else None,
        check=check,
        late=late,
        conditional=bool(
            element.required_when or element.applies_when or element.excludes or superior
        ),
    )


def _above(model: Model, element: Element) -> Element | None:
    """Return the value of the same row that an element is subordinated to by level, if any."""
    for other in reversed(model.elements[: element.row - 1]):
        if other.level < element.level:
            is_value = not other.kind.is_container and other.group_path == element.group_path
            return other if is_value else None
    return None
