"""Where a register's values stand in a model: cells of a draft's row, places of a document."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from coletor.contact import Document
from coletor.contact.document import parse_path, take
from coletor.model import Element, Model
from coletor.registers.definition import Definition
from coletor.registers.entries import Difference, Entry
from coletor.terminology.text import fold

_ROW = "[]."


def columns_at(definition: Definition, model: Model, row_list: str = "") -> Mapping[str, Element]:
    """Return field id -> row of the model, for one list of rows.

    Args:
        definition: the register.
        model: any model.
        row_list: the list (``Group.path``); '' for the document itself, or for the only list
            that says who the person is.
    """
    found = definition.columns(model)
    if row_list in found:
        return found[row_list]
    return next(iter(found.values()), {}) if not row_list else {}


def cells(definition: Definition, entry: Entry, model: Model, row_list: str = "") -> dict[str, str]:
    """Return what choosing an entry writes into a row of a draft.

    Args:
        definition: the register.
        entry: the person chosen.
        model: the draft's model.
        row_list: the list of the row, as for ``columns_at``.

    Returns:
        Raw text by element path; what the register does not know is left out.
    """
    return {
        element.path: definition.by_id[name].editable(entry.values[name])
        for name, element in columns_at(definition, model, row_list).items()
        if name in entry.values and not element.automatic and _fits(element, entry.values[name])
    }


def compare(
    definition: Definition,
    entry: Entry,
    texts: Mapping[str, str],
    model: Model,
    row_list: str = "",
) -> list[Difference]:
    """Return what a row of a draft says otherwise than the register, in the form's order.

    Args:
        definition: the register.
        entry: the person.
        texts: raw text by element path; what is empty says nothing.
        model: the draft's model.
        row_list: the list of the row, as for ``columns_at``.
    """
    found = []
    for name, element in columns_at(definition, model, row_list).items():
        typed = definition.by_id[name].parse(texts.get(element.path, ""))
        kept = entry.values.get(name, "")
        if typed and kept and differ(typed, kept):
            found.append(Difference(0, name, kept, typed))
    return found


def differ(one: str, other: str) -> bool:
    """Tell whether two values say different things; accents, case and blanks do not count."""
    return one != other and fold(one) != fold(other)


def said_by(
    definition: Definition, model: Model, document: Document
) -> Iterator[tuple[dict[str, str], frozenset[str]]]:
    """Yield the values of each person that a contact names, and the fields it could say.

    Each is given once, and only who is named by the register's key (CNS; CNS and occupation);
    values that the field cannot hold (a list of another model) are left out.

    Args:
        definition: the register.
        model: the document's model.
        document: a concluded contact.
    """
    seen = set()
    for path, columns in definition.columns(model).items():
        start = len(path) + len(_ROW) if path else 0
        for row in rows_at(document, path):
            values = {
                name: str(value)
                for name, element in columns.items()
                if (value := take(row, element.path[start:])) is not None
                and _holds(definition, name, str(value))
            }
            mark = tuple(values.items())
            if all(values.get(name) for name in definition.key) and mark not in seen:
                seen.add(mark)
                yield values, frozenset(columns)


def rows_at(document: Document, path: str) -> Iterator[Mapping[str, Any]]:
    """Yield the rows of a list of a document, nested lists included; '' is the document."""
    here: list[Any] = [document]
    for part in path.split(_ROW) if path else ():
        below: list[Any] = []
        for row in here:
            found = take(row, part)
            below += found if isinstance(found, list) else ()
        here = [row for row in below if isinstance(row, dict)]
    yield from here


def document_of(definition: Definition, values: Mapping[str, str]) -> Document:
    """Return a contact that says nothing but a person, for the rules to look at."""
    document: Document = {"modelo": definition.model.id}
    for name, element in columns_at(definition, definition.model).items():
        if name in values:
            _put(document, element.path, values[name])
    return document


def _put(document: Document, path: str, value: str) -> None:
    """Write a value at a model path; each list on the way has one row."""
    here: Any = document
    steps = parse_path(path.replace("[]", "[0]"))
    for step, following in pairwise(steps):
        if isinstance(step, int):
            if not here:
                here.append({})
            here = here[0]
        else:
            here = here.setdefault(step, [] if isinstance(following, int) else {})
    here[steps[-1]] = value


def _fits(element: Element, value: str) -> bool:
    return not element.values or value in element.values


def _holds(definition: Definition, name: str, value: str) -> bool:
    return _fits(definition.by_id[name].shape, value)
