"""The model compiled to a tree of keys: what an object, a list or a value must look like."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from coletor.model import Element, Group, Kind, Model

if TYPE_CHECKING:
    from coletor.rules.facts import Row
    from coletor.rules.structure.reading import Reading

Check = Callable[[Any, "Leaf", "Row", "Reading"], Any]
Quick = Callable[[Any], Any]
"""Returns the value read where it is right beyond doubt, or None; may raise ``TypeError``."""


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
        quick: reads the values that need no check; most values of most contacts.
        memory: right values by their text, where a kind has few of them; ``quick`` looks there.
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
    quick: Quick
    memory: dict[str, Any] | None

    @property
    def table(self) -> str | None:
        """Return the terminology of its codes, where the model names one and it can wait."""
        return self.element.table if self.element.kind is Kind.TERM else None


Plan = tuple[str, str, Quick, bool, str | None, Leaf]
"""What the reading goes over: key, name, quick reading, required, table and the rest."""


@dataclass(eq=False)
class ObjectNode:
    """One JSON object: the document, a section, a group or a row of a list.

    Args:
        relative: its place in the row it belongs to, '' for the row itself.
        settled: shapes of the rows whose conditions were found right, for the rows of a list.
    """

    relative: str = ""
    element: Element | None = None
    leaves: list[Leaf] = field(default_factory=list)
    objects: "dict[str, ObjectNode]" = field(default_factory=dict)
    lists: "dict[str, ListNode]" = field(default_factory=dict)
    settled: set[tuple[Any, ...]] = field(default_factory=set)

    @cached_property
    def plan(self) -> list[Plan]:
        """Return the values as the reading goes over them, those that stand alone first."""
        alone = [leaf for leaf in self.leaves if not (leaf.late or leaf.conditional)]
        return [
            (leaf.key, leaf.name, leaf.quick, leaf.required, leaf.table, leaf)
            for leaf in alone + [leaf for leaf in self.leaves if leaf.late or leaf.conditional]
        ]

    @cached_property
    def conditional(self) -> list[Leaf]:
        """Return the values with conditions on others."""
        return [leaf for leaf in self.leaves if leaf.conditional]

    @cached_property
    def deciding(self) -> tuple[str, ...]:
        """Return the roles whose values, not only their presence here, decide conditions."""
        leaves = list(self.all_leaves())
        here = {leaf.name for leaf in leaves}
        read: dict[str, bool] = {}
        for leaf in leaves:
            for condition in leaf.element.required_when + leaf.element.applies_when:
                decides = condition.value is not None or condition.role not in here
                read[condition.role] = read.get(condition.role, False) or decides
            read |= {role: True for role in leaf.element.excludes if role not in here}
        return tuple(role for role, decides in read.items() if decides)

    @cached_property
    def inner(self) -> "list[tuple[str, ObjectNode]]":
        """Return the objects in it, by key."""
        return list(self.objects.items())

    @cached_property
    def rows(self) -> "list[tuple[str, ListNode]]":
        """Return the lists in it, by key."""
        return list(self.lists.items())

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
    """One list of rows.

    Args:
        group: its heading and bounds.
        optional: it may be left out.
        relative: its place in the row that holds it.
        row: what its rows look like.
    """

    group: Group
    optional: bool
    relative: str
    row: ObjectNode


def build(
    model: Model,
    check_of: Callable[[Element], tuple[Check, bool]],
    quick_of: Callable[[Element], tuple[Quick, dict[str, Any] | None]],
) -> ObjectNode:
    """Compile a model.

    Args:
        model: any model.
        check_of: gives the check of an element's kind, and whether it reads other roles.
        quick_of: gives the quick reading of an element, and its memory.
    """
    root = ObjectNode()
    leaves: dict[str, Leaf] = {}
    for element in model.elements:
        node, key = _home(root, model, element)
        if element.kind.is_container:
            _attach(node, key, element)
            continue
        leaf = _leaf(model, element, key, leaves, (*check_of(element), *quick_of(element)))
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
            node = _object(node, name, done)
    name = steps[-1]
    path = f"{done}.{name}" if done else name
    if element.kind.is_container and path in model.by_group:
        _list(node, name, model.by_group[path], model)
    return node, name


def _list(node: ObjectNode, name: str, group: Group, model: Model) -> ListNode:
    if name not in node.lists:
        heading = model.by_path.get(group.path)
        optional = group.minimum == 0 or (heading is not None and heading.minimum == 0)
        row = ObjectNode()
        node.lists[name] = ListNode(group, optional, _relative(group.path), row)
    return node.lists[name]


def _object(node: ObjectNode, name: str, path: str) -> ObjectNode:
    if name not in node.objects:
        node.objects[name] = ObjectNode(_relative(path))
    return node.objects[name]


def _relative(path: str) -> str:
    return path.rpartition("[].")[2]


def _attach(node: ObjectNode, key: str, element: Element) -> None:
    """Give a section or group its row of the annex; a list's heading needs no object."""
    if key not in node.lists:
        _object(node, key, element.path).element = element


def _leaf(
    model: Model,
    element: Element,
    key: str,
    leaves: dict[str, Leaf],
    made: tuple[Check, bool, Quick, dict[str, Any] | None],
) -> Leaf:
    above = _above(model, element)
    superior = above if above and above.minimum == 0 and not above.repeats else None
    check, late, quick, memory = made
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
        quick=quick,
        memory=memory,
    )


def _above(model: Model, element: Element) -> Element | None:
    """Return the value of the same row that an element is subordinated to by level, if any."""
    for other in reversed(model.elements[: element.row - 1]):
        if other.level < element.level:
            is_value = not other.kind.is_container and other.group_path == element.group_path
            return other if is_value else None
    return None
