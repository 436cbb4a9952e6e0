"""Places in a row, and what of a document was not read."""

from collections.abc import Iterator
from typing import Any

from coletor.model.lists import load_list
from coletor.model.schema import Element, Group

Mark = tuple[int, str]
"""One key of one object of the document: the object's identity and the key."""

_LONGEST_PATH = 200


def relative(path: str, group_path: str) -> str:
    """Return a model path as seen from a row of a list ('' is the document)."""
    return path[len(group_path) + len("[].") :] if group_path else path


def inside(group: Group, element: Element) -> str:
    """Return the place of a column in its row."""
    return relative(element.path, group.path)


def join(place: str, inner: str) -> str:
    """Return the concrete path of a place in a row."""
    return f"{place}.{inner}" if place else inner


def mark(row: dict[str, Any], inner: str) -> Mark:
    """Return the mark of a place in a row, for telling later what was not read."""
    *containers, last = inner.split(".")
    here: Any = row
    for key in containers:
        here = here.get(key) if isinstance(here, dict) else None
    return id(here), last


def unread(document: dict[str, Any], read: set[Mark]) -> Iterator[tuple[str, Any]]:
    """Yield (path, value) of every value whose place is not marked, whatever its key looks like."""
    pending: list[tuple[str, Any, bool]] = [("", document, False)]
    while pending:
        path, value, known = pending.pop()
        if isinstance(value, dict):
            pending += [
                (join(path, str(key))[:_LONGEST_PATH], child, (id(value), key) in read)
                for key, child in reversed(value.items())
            ]
        elif isinstance(value, list):
            pending += [
                (f"{path}[{position}]"[:_LONGEST_PATH], child, False)
                for position, child in reversed(list(enumerate(value)))
            ]
        elif not known and value is not None and value != "":
            yield path, value


def name_of(element: Element, code: str) -> str:
    """Return the name of a coded value, or the code itself."""
    found = load_list(element.list_id).get(code) if element.list_id else None
    return found.name if found else code
