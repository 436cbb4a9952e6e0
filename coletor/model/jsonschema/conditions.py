"""Conditions between elements as ``if``/``then``/``else``, at the object that holds them all."""

from collections.abc import Iterable
from dataclasses import dataclass

from coletor.model.jsonschema.values import Schema, table_schema
from coletor.model.schema import Condition, Element, Model

_WHOLE_DATE = {"minLength": 10}


@dataclass(frozen=True, slots=True)
class _Read:
    """A condition with the element it reads."""

    element: Element
    condition: Condition


def add_conditions(root: Schema, model: Model) -> None:
    """Add what elements demand of each other, wherever one object holds both.

    A role of another list's rows is out of reach: its condition is left to the checks.

    Args:
        root: the document's schema, changed in place.
        model: the document's model.
    """
    for element in model.leaves:
        for anchor, schema in _of(model, element):
            node = root
            for step in anchor:
                node = node["properties"][step.removesuffix("[]")]
                node = node["items"] if step.endswith("[]") else node
            node.setdefault("allOf", []).append(schema)


def superior(model: Model, element: Element) -> Element | None:
    """Return the optional value of the same row that an element hangs below, by level."""
    for other in reversed(model.elements[: element.row - 1]):
        if other.level < element.level:
            same = not other.kind.is_container and other.group_path == element.group_path
            return other if same and other.minimum == 0 and not other.repeats else None
    return None


def _of(model: Model, element: Element) -> Iterable[tuple[list[str], Schema]]:
    """Yield (steps to the object, schema) of each thing an element demands."""
    above = superior(model, element)
    if above is not None and element.minimum:
        yield from _when(model, element, [_Read(above, Condition("", present=True))], "require")
    for conditions, what in (
        (element.required_when, "require"),
        (element.applies_when, "forbid_else"),
        (element.year_alone_when, "whole_else"),
    ):
        if conditions and not (what == "require" and element.minimum):
            reads = [_Read(model.by_role[each.role], each) for each in conditions]
            yield from _when(model, element, reads, what)
    for role in element.excludes:
        read = _Read(model.by_role[role], Condition(role, present=True))
        yield from _when(model, element, [read], "forbid")
    if element.table_role:
        chosen = model.by_role[element.table_role]
        for table in chosen.values:
            read = _Read(chosen, Condition(element.table_role, value=table))
            yield from _when(model, element, [read], table)


def _when(
    model: Model, element: Element, reads: list[_Read], what: str
) -> Iterable[tuple[list[str], Schema]]:
    """Yield the ``if`` with its consequence, when one object holds all that it reads."""
    homes = [_home(read.element) for read in reads]
    anchor = _common([*homes, _home(element)])
    if any(step.endswith("[]") for home in homes for step in home[len(anchor) :]):
        return
    below = _home(element)[len(anchor) :]
    condition = _all([_condition(read, len(anchor)) for read in reads])
    name = element.path.rpartition(".")[2]
    if what == "require":
        consequence = {"then": _require(model, anchor, below, name)}
    elif what == "forbid":
        consequence = {"then": _inside(below, {"properties": {name: False}})}
    elif what == "forbid_else":
        consequence = {"else": _inside(below, {"properties": {name: False}})}
    elif what == "whole_else":
        consequence = {"else": _inside(below, {"properties": {name: _WHOLE_DATE}})}
    else:
        form = table_schema(what)
        if not form:
            return
        consequence = {"then": _inside(below, {"properties": {name: form}})}
    yield anchor, {"if": condition, **consequence}


def _home(element: Element) -> list[str]:
    return element.path.split(".")[:-1]


def _common(paths: list[list[str]]) -> list[str]:
    """Return the steps that all paths begin with."""
    shared = []
    for steps in zip(*paths, strict=False):
        if len(set(steps)) > 1:
            break
        shared.append(steps[0])
    return shared


def _all(schemas: list[Schema]) -> Schema:
    return schemas[0] if len(schemas) == 1 else {"allOf": schemas}


def _condition(read: _Read, depth: int) -> Schema:
    """Return the schema that an object meets when the condition holds there."""
    name = read.element.path.rpartition(".")[2]
    leaf: Schema = {"required": [name]}
    if read.condition.value is not None:
        leaf["properties"] = {name: {"const": read.condition.value}}
    schema = _inside(_home(read.element)[depth:], leaf, needed=True)
    return {"not": schema} if read.condition.present is False else schema


def _require(model: Model, anchor: list[str], below: list[str], name: str) -> Schema:
    """Require an element; the objects on the way too, but not those that may be left out."""
    schema: Schema = {"required": [name]}
    for end in range(len(below), 0, -1):
        step = below[end - 1]
        path = ".".join([*anchor, *below[:end]])
        holder = model.by_path.get(path)
        optional = step.endswith("[]") or (holder is not None and holder.minimum == 0)
        schema = _inside([step], schema, needed=not optional)
    return schema


def _inside(steps: list[str], schema: Schema, *, needed: bool = False) -> Schema:
    """Wrap a schema in the objects (and rows) on the way to it."""
    for step in reversed(steps):
        name = step.removesuffix("[]")
        inner = {"items": schema} if step.endswith("[]") else schema
        schema = {"properties": {name: inner}} | ({"required": [name]} if needed else {})
    return schema
