"""A contact as the rules see it: rows with the valid values of their roles.

The structure pass reads the untrusted document once and leaves here only what it found
well-formed, so that a rule never meets a wrong type and a cause is reported once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from coletor.model import Element, Model
from coletor.rules.finding import Severity

BAD = object()
"""Stands for a value that is present but wrong (already reported)."""


@dataclass(frozen=True, slots=True)
class YearAlone:
    """A year without month and day: any day of it."""

    year: int


def earliest(value: date | YearAlone) -> date:
    """Return the first day a date may stand for."""
    return date(value.year, 1, 1) if isinstance(value, YearAlone) else value


def latest(value: date | YearAlone) -> date:
    """Return the last day a date may stand for."""
    return date(value.year, 12, 31) if isinstance(value, YearAlone) else value


_NO_CHILDREN: "dict[str, list[Row]]" = {}
"""Of the rows without lists in them; never written to."""


class Row:
    """The document itself, or one row of a list, with the values of its roles.

    ``values`` is keyed by role (by path for elements without one); a key is there when the
    document has the value, and holds ``BAD`` when that value is wrong.
    """

    __slots__ = (
        "children", "consultation", "index", "list_path", "missing", "parent", "raw", "values",
    )  # fmt: skip

    def __init__(
        self, list_path: str, index: int, parent: "Row | None", raw: dict[str, Any]
    ) -> None:
        self.list_path = list_path
        self.index = index
        self.parent = parent
        self.raw = raw
        self.values: dict[str, Any] = {}
        self.children = _NO_CHILDREN
        self.missing: set[str] | None = None
        self.consultation: Any = None

    @property
    def path(self) -> str:
        """Return the concrete place of the row, '' for the document."""
        if self.parent is None:
            return ""
        above = self.parent.path
        name = self.list_path.removeprefix(self.parent.list_path + "[].")
        return f"{above}.{name}[{self.index}]" if above else f"{name}[{self.index}]"

    def get(self, role: str) -> Any:
        """Return the valid value of a role in this row or above it, or None."""
        row: Row | None = self
        while row is not None:
            if role in row.values:
                value = row.values[role]
                return None if value is BAD else value
            row = row.parent
        return None

    def has(self, role: str) -> bool:
        """Tell whether the document has a value for a role here or above, right or wrong."""
        row: Row | None = self
        while row is not None:
            if role in row.values:
                return True
            row = row.parent
        return False

    def is_missing(self, role: str) -> bool:
        """Tell whether a required value was already reported as missing."""
        row: Row | None = self
        while row is not None:
            if row.missing and role in row.missing:
                return True
            row = row.parent
        return False

    def place(self, element: Element) -> str:
        """Return the concrete place of one of the row's elements."""
        relative = element.path.rpartition("[].")[2]
        path = self.path
        return f"{path}.{relative}" if path else relative


class Coded(NamedTuple):
    """A well-formed code of an external terminology, with where it stands."""

    row: Row
    element: Element
    code: str


class Hit(NamedTuple):
    """What a rule function answers: an element of a row (or its whole list), and the fields.

    ``role`` names the element; only elements without a role are given themselves.
    """

    row: Row
    role: str | Element
    fields: Mapping[str, object]
    severity: Severity | None = None
    variant: str | None = None
    whole_list: bool = False
    suggestion: str | None = None


def places_of(model: Model) -> dict[str, str]:
    """Return the list that each role is a column of, '' for the document itself."""
    return {role: element.group_path for role, element in model.by_role.items()}


class Contact:
    """Everything the rules read of one contact.

    Args:
        model: its model.
        places: what ``places_of`` gave for the model.
        raw: the document.
        today: the day that future dates are told by.
    """

    __slots__ = (
        "known", "lists", "model", "places", "raw", "root", "shared", "span", "terms", "today",
    )  # fmt: skip

    def __init__(
        self, model: Model, places: Mapping[str, str], raw: dict[str, Any], today: date
    ) -> None:
        self.model = model
        self.places = places
        self.known: Any = None
        self.shared: dict[str, Any] = {}
        self.span: tuple[date, date] | None = None
        self.raw = raw
        self.root = Row("", 0, None, raw)
        self.lists: dict[str, list[Row]] = {}
        self.terms: dict[str, list[Coded]] = {}
        self.today = today

    def get(self, role: str) -> Any:
        """Return the valid value of a role of the document itself, or None."""
        value = self.root.values.get(role)
        return None if value is BAD else value

    def has(self, role: str) -> bool:
        """Tell whether the document itself has a value for a role, right or wrong."""
        return role in self.root.values

    def rows(self, role: str) -> list[Row]:
        """Return the rows of the list that a role is a column of (the document, for none)."""
        path = self.places.get(role)
        if path:
            return self.lists.get(path, [])
        return [self.root] if path == "" else []

    def below(self, row: Row, role: str) -> Sequence[Row]:
        """Return the rows of one row that a role is a column of: those in it, or itself."""
        path = self.places.get(role)
        if path is None:
            return ()
        return (row,) if path == row.list_path else row.children.get(path, ())
