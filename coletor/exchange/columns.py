"""Columns of a sheet of contacts, one for each element of the model."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from coletor.contact import Document
from coletor.contact.document import take
from coletor.model import Group, Model

_HEAD = ("modelo", "uuid")

Cells = dict[str, Any]


def columns(model: Model) -> list[str]:
    """Return the column names: model, identifier, then the elements in annex order."""
    return [*_HEAD, *(element.column for element in model.leaves)]


def flat_rows(model: Model, document: Document) -> Iterator[Cells]:
    """Yield the lines of a contact.

    The first line has the values that occur once; the rows of each list stand below each
    other, side by side with those of the other lists. Each line has the identifier.

    Args:
        model: the contact's model.
        document: the contact.
    """
    once = _own(model.by_group[""], document)
    lists = [_list(model, group, document) for group in model.children("")]
    head = {key: document.get(key) for key in _HEAD}
    for number, parts in enumerate(zip_longest(*lists, fillvalue={})):
        line = dict(head) if number else {**head, **once}
        for part in parts:
            line.update(part)
        yield line
    if not any(lists):
        yield {**head, **once}


def _own(group: Group, source: Any) -> Cells:
    start = len(group.path) + len("[].") if group.path else 0
    found = {element.column: take(source, element.path[start:]) for element in group.elements}
    return {column: value for column, value in found.items() if value is not None}


def _list(model: Model, group: Group, holder: Any) -> list[Cells]:
    """Return the lines of a list: each row, with its nested rows beside and below it."""
    start = len(group.parent) + len("[].") if group.parent else 0
    lines: list[Cells] = []
    for row in take(holder, group.path[start:]) or ():
        nested = [_list(model, child, row) for child in model.children(group.path)]
        merged = [
            {key: value for part in parts for key, value in part.items()}
            for parts in zip_longest(*nested, fillvalue={})
        ]
        first, *others = merged or [{}]
        lines += [{**_own(group, row), **first}, *others]
    return lines
