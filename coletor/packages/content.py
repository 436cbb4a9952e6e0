"""What a package holds: rows of a model's lists, written as JSON and read back with care."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from coletor.contact.drafting import DOCUMENT, NewRow
from coletor.model import Kind, Model
from coletor.packages.errors import PackageError

_LIST, _CELLS, _ROWS = "lista", "celulas", "linhas"
_DAYS = (Kind.DATE, Kind.DATE_TIME)


def carried(model: Model, *, days: bool) -> set[str]:
    """Return the paths of the values that may go from one contact into another.

    Args:
        model: the contacts' model.
        days: whether dates go too; where they do not, the new contact proposes its own.
    """
    return {
        path
        for path in model.carried
        if not model.by_path[path].automatic and (days or model.by_path[path].kind not in _DAYS)
    }


def package_rows(model: Model, rows: Iterable[NewRow]) -> tuple[NewRow, ...]:
    """Return rows without what is of one contact alone: dates, numbers of authorisation.

    Args:
        model: the rows' model.
        rows: rows of lists of the document.
    """
    kept = carried(model, days=False)
    made = (_only(row, kept) for row in rows)
    return tuple(row for row in made if row.cells or row.rows)


def _only(row: NewRow, kept: set[str]) -> NewRow:
    cells = {path: text for path, text in row.cells.items() if path in kept and text.strip()}
    below = [_only(each, kept) for each in row.rows]
    return NewRow(row.list_path, cells, [each for each in below if each.cells or each.rows])


def to_json(rows: Iterable[NewRow]) -> list[dict[str, Any]]:
    """Return rows as they are stored and exported."""
    return [
        {
            _LIST: row.list_path,
            _CELLS: dict(row.cells),
            **({_ROWS: to_json(row.rows)} if row.rows else {}),
        }
        for row in rows
    ]


def dumps(rows: Iterable[NewRow]) -> str:
    """Return rows as the text that the store keeps."""
    return json.dumps(to_json(rows), ensure_ascii=False, separators=(",", ":"))


def loads(text: str) -> tuple[NewRow, ...]:
    """Return the rows of a text that `dumps` made."""
    return tuple(_trusted(each) for each in json.loads(text))


def _trusted(data: Mapping[str, Any]) -> NewRow:
    return NewRow(data[_LIST], dict(data[_CELLS]), [_trusted(each) for each in data.get(_ROWS, ())])


def from_json(model: Model, data: object, name: str) -> tuple[NewRow, ...]:
    """Return the rows that a file says, after looking at every place it names.

    Args:
        model: the model that the file says the package is of.
        data: what stands under ``linhas``.
        name: of the package, for the message.

    Raises:
        PackageError: it is no list of rows, or names a list or a place the model does not have.
    """
    return tuple(_checked_row(model, each, DOCUMENT, name) for each in _list(data, name))


def _checked_row(model: Model, data: object, holder: str, name: str) -> NewRow:
    if not isinstance(data, dict) or not isinstance(data.get(_LIST), str):
        raise PackageError("packages.file.shape", name=name)
    group = model.by_group.get(data[_LIST])
    if group is None or group.parent != holder:
        raise PackageError("packages.file.place", name=name, place=data[_LIST], model=model.id)
    cells = data.get(_CELLS, {})
    if not isinstance(cells, dict) or not all(isinstance(text, str) for text in cells.values()):
        raise PackageError("packages.file.shape", name=name)
    known = {element.path for element in group.elements}
    unknown = next((path for path in cells if path not in known), None)
    if unknown is not None:
        raise PackageError("packages.file.place", name=name, place=unknown, model=model.id)
    below = [
        _checked_row(model, each, group.path, name) for each in _list(data.get(_ROWS, []), name)
    ]
    return NewRow(group.path, dict(cells), below)


def _list(data: object, name: str) -> list[object]:
    if not isinstance(data, list):
        raise PackageError("packages.file.shape", name=name)
    return data
