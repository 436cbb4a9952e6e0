"""From a draft (rows with raw text) to a contact document, and back.

The draft's rows come from ``coletor.store``; only their shape is known here, so that the form,
the import and the tests can derive a document from rows that were never stored.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from coletor.contact.document import Document, put, take
from coletor.contact.entry import Value, editable, parse
from coletor.contact.versions import fill_versions
from coletor.model.schema import Element, Group, Model

DOCUMENT = ""
Place = tuple[int, str]
"""Row id and element path."""


class Row(Protocol):
    """One row of a draft: the document itself (list '') or a row of one of its lists."""

    @property
    def id(self) -> int:
        """Return the stable id of the row."""

    @property
    def list(self) -> str:
        """Return the path of the list, ``Group.path`` of the model."""

    @property
    def parent_id(self) -> int | None:
        """Return the row that holds this one, None for the document itself."""

    @property
    def position(self) -> int:
        """Return the place among its siblings."""

    @property
    def cells(self) -> Mapping[str, str]:
        """Return the raw text by ``Element.path``."""


def _no_version(_table: str, _day: date | None) -> str | None:
    return None


@dataclass(frozen=True)
class Automatic:
    """What the program fills in, so that nobody types it.

    Args:
        values: values by role (the establishment).
        version: the version of a terminology on a day, as the wire wants it, or None.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    version: Callable[[str, date | None], str | None] = _no_version


@dataclass(frozen=True)
class Derived:
    """A document and where each place of it comes from.

    Args:
        document: the contact; half-typed values stand in it as they were typed.
        places: (row id, element path) of each concrete path, lists and rows included; the
            element path of a row itself is its list's.
    """

    document: Document
    places: Mapping[str, Place]


def place_of(path: str, places: Mapping[str, Place]) -> Place | None:
    """Return row and element of a document path, or of the nearest place below or above it.

    Args:
        path: a concrete document path.
        places: as ``Derived.places``.
    """
    here = path
    while here:
        if here in places:
            return places[here]
        inside = next((key for key in places if key.startswith((f"{here}.", f"{here}["))), None)
        if inside is not None:
            return places[inside]
        here = here[: max(here.rfind("."), here.rfind("["), 0)]
    return None


def says_nothing(model: Model, rows: Iterable[Row]) -> bool:
    """Tell whether nobody typed anything: what stands there a new form puts in by itself.

    Args:
        model: the draft's model.
        rows: every row of the draft that was not removed.
    """
    return not any(
        text.strip() and not (row.list == DOCUMENT and text == _begun_with(model, path))
        for row in rows
        for path, text in row.cells.items()
    )


def first_text(element: Element) -> str:
    """Return the text that a cell of a new document starts with, '' for none."""
    default = element.hint.default
    return editable(element, default) if default else ""


def _begun_with(model: Model, path: str) -> str:
    element = model.by_path.get(path)
    return first_text(element) if element else ""


@dataclass(frozen=True)
class NewRow:
    """A row to be stored: cells of one row of the document, with its nested rows."""

    list_path: str
    cells: dict[str, str]
    rows: list["NewRow"] = field(default_factory=list)


def derive(
    model: Model,
    uuid: str,
    rows: Iterable[Row],
    automatic: Automatic | None = None,
    *,
    today: date | None = None,
) -> Derived:
    """Return the document that a draft's rows say.

    Args:
        model: the draft's model.
        uuid: the contact's identifier.
        rows: every row of the draft that was not removed, in any order.
        automatic: what the program fills in; a value typed or imported stays as it is.
        today: the day two-digit years are read against.
    """
    ordered = sorted(rows, key=lambda row: (row.position, row.id))
    builder = _Builder(model, ordered, automatic or Automatic(), today)
    document: Document = {"modelo": model.id, "uuid": uuid}
    root = next((row for row in ordered if row.list == DOCUMENT), None)
    if root is not None:
        builder.fill(document, root, model.by_group[DOCUMENT], "")
        fill_versions(model, document, builder.automatic.version)
    return Derived(document, builder.places)


class _Builder:
    def __init__(
        self, model: Model, rows: list[Row], automatic: Automatic, today: date | None
    ) -> None:
        self.model = model
        self.automatic = automatic
        self.today = today
        self.places: dict[str, Place] = {}
        self.children: dict[tuple[int, str], list[Row]] = {}
        for row in rows:
            if row.parent_id is not None:
                self.children.setdefault((row.parent_id, row.list), []).append(row)

    def fill(self, target: dict[str, Any], row: Row, group: Group, prefix: str) -> None:
        """Write the cells of one row into its object, then its lists."""
        start = len(group.path) + len("[].") if group.path else 0
        for element in group.elements:
            local = element.path[start:]
            path = f"{prefix}{local}"
            self.places[path] = (row.id, element.path)
            value = self._value(element, row)
            if value is not None:
                put(target, local, value)
        for child in self.model.children(group.path):
            self._fill_list(target, row, child, prefix, start)

    def _fill_list(
        self, target: dict[str, Any], row: Row, child: Group, prefix: str, start: int
    ) -> None:
        local = child.path[start:]
        self.places[f"{prefix}{local}"] = (row.id, child.path)
        made: list[dict[str, Any]] = []
        for item in self.children.get((row.id, child.path), []):
            if self._is_blank(item):
                continue
            path = f"{prefix}{local}[{len(made)}]"
            entry: dict[str, Any] = {}
            self.places[path] = (item.id, child.path)
            self.fill(entry, item, child, f"{path}.")
            made.append(entry)
        if made:
            put(target, local, made)

    def _value(self, element: Element, row: Row) -> Value | None:
        value = parse(element, row.cells.get(element.path, ""), today=self.today)
        if value is None and element.role is not None:
            return self.automatic.values.get(element.role)
        return value

    def _is_blank(self, row: Row) -> bool:
        """Tell whether nothing was typed in a row nor in the rows below it: it is no row yet."""
        if any(text.strip() for text in row.cells.values()):
            return False
        below = (item for key, items in self.children.items() if key[0] == row.id for item in items)
        return all(map(self._is_blank, below))


def rows_of(model: Model, document: Document) -> NewRow:
    """Return the rows and raw texts of a document, the reverse of ``derive``.

    Args:
        model: the document's model.
        document: a contact; what its model does not know is left out.
    """
    return _row_of(model, model.by_group[DOCUMENT], document)


def _row_of(model: Model, group: Group, source: Mapping[str, Any]) -> NewRow:
    start = len(group.path) + len("[].") if group.path else 0
    cells = {}
    for element in group.elements:
        value = take(source, element.path[start:])
        if value is not None and not isinstance(value, (dict, list)):
            cells[element.path] = editable(element, value)
    made = NewRow(group.path, cells)
    for child in model.children(group.path):
        items = take(source, child.path[start:])
        for item in items if isinstance(items, list) else ():
            made.rows.append(_row_of(model, child, item if isinstance(item, dict) else {}))
    return made
