"""The schema of a whole document: its objects, lists and what is required in them."""

import json
from typing import Any

from coletor.messages import text
from coletor.model.jsonschema.conditions import add_conditions, superior
from coletor.model.jsonschema.values import Schema, value_schema
from coletor.model.schema import Element, Group, Model

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_UUID = "^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-4[0-9A-Fa-f]{3}-[89ABab][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12}$"
_UUID_LENGTH = 36


def document_schema(model: Model) -> Schema:
    """Return the JSON Schema (draft 2020-12) of a model's contact document.

    What it cannot say is left to the checks: check digits, days that no calendar has, codes
    that no table has, and conditions between rows.

    Args:
        model: any model.
    """
    root = _object()
    root["properties"]["modelo"] = {"title": text("model.schema.model"), "const": model.id}
    root["properties"]["uuid"] = {
        "title": text("model.schema.uuid"),
        "type": "string",
        "pattern": _UUID,
        "minLength": _UUID_LENGTH,
        "maxLength": _UUID_LENGTH,
    }
    root["required"] = ["modelo", "uuid"]
    for element in model.elements:
        _place(root, model, element)
    for group in model.groups[1:]:
        _bound(root, model, group)
    _require_sections(root, model, "")
    add_conditions(root, model)
    head: Schema = {
        "$schema": DRAFT,
        "$id": f"urn:coletor-cmd:modelo:{model.id}",
        "title": text("model.schema.title", name=model.name, annex=model.annex),
        "description": model.source,
    }
    head |= _without_empty(root)
    return head


def render_schema(model: Model) -> str:
    """Return the schema as text of JSON, indented, ending in a line break."""
    return json.dumps(document_schema(model), ensure_ascii=False, indent=2) + "\n"


def _object() -> Schema:
    return {"type": "object", "properties": {}, "required": [], "additionalProperties": False}


def _place(root: Schema, model: Model, element: Element) -> None:
    """Put an element in the object it stands in, making objects and lists on the way."""
    is_list = element.kind.is_container and element.path.removesuffix("[]") in model.by_group
    path = element.path.removesuffix("[]") + ("[]" if is_list else "")
    home, _, name = path.rpartition(".")
    if not element.kind.is_container:
        node = object_at(root, home)
        node["properties"][name] = value_schema(element)
        if element.minimum and superior(model, element) is None:
            node["required"].append(name)
        return
    object_at(root, path)
    described = object_at(root, home)["properties"][name.removesuffix("[]")]
    said = {"title": element.label, "description": element.concept}
    described.update({key: value for key, value in said.items() if value})


def object_at(root: Schema, path: str) -> Schema:
    """Return the object of a model path (``procedimentos[]`` is a row), made where missing."""
    node = root
    for step in path.split(".") if path else ():
        name, is_list = step.removesuffix("[]"), step.endswith("[]")
        if is_list:
            rows = node["properties"].setdefault(name, {"type": "array", "items": _object()})
            node = rows["items"]
        else:
            node = node["properties"].setdefault(name, _object())
    return node


def _bound(root: Schema, model: Model, group: Group) -> None:
    """Say how many rows a list has, and whether its parent needs it."""
    home, _, name = group.path.rpartition(".")
    node = object_at(root, home)
    rows = node["properties"][name]
    rows.setdefault("title", group.label)
    if group.minimum:
        rows["minItems"] = group.minimum
    if group.maximum is not None:
        rows["maxItems"] = group.maximum
    heading = model.by_path.get(group.path)
    if group.minimum and (heading is None or heading.minimum):
        node["required"].append(name)


def _require_sections(node: Schema, model: Model, path: str) -> None:
    """Require the sections and groups that are not optional and hold something required."""
    for name, child in node["properties"].items():
        inner = f"{path}.{name}" if path else name
        if child.get("type") == "array":
            _require_sections(child["items"], model, f"{inner}[]")
        elif child.get("type") == "object":
            _require_sections(child, model, inner)
            element = model.by_path.get(inner)
            if child["required"] and (element is None or element.minimum):
                node["required"].append(name)


def _without_empty(node: Any) -> Any:
    """Drop the empty ``required`` and put titles before what they title."""
    if isinstance(node, list):
        return [_without_empty(item) for item in node]
    if not isinstance(node, dict):
        return node
    named = [key for key in ("title", "description") if key in node]
    order = [*named, *(key for key in node if key not in named)]
    return {key: _without_empty(node[key]) for key in order if node[key] != [] or key != "required"}
