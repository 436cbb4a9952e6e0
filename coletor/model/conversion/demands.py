"""What the target model wants of a converted contact: deduced, not fitting, or missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from coletor.contact.document import Document, put, take
from coletor.model.conversion.mapping import Conversion, Deduction
from coletor.model.conversion.notes import Note, NoteKind, note
from coletor.model.conversion.places import inside, join, relative
from coletor.model.schema import Condition, Element, Group


@dataclass(frozen=True, slots=True)
class _Here:
    """One row, its place, and the values by role of it and of the rows above."""

    group: Group
    row: dict[str, Any]
    place: str
    values: dict[str, Any]

    def at(self, element: Element) -> str:
        """Return the concrete path of a column in this row."""
        return join(self.place, inside(self.group, element))


class Settling:
    """Settles one converted contact with its model.

    Args:
        conversion: the correspondence used.
        document: the converted contact, changed in place.
    """

    def __init__(self, conversion: Conversion, document: Document) -> None:
        self.notes: list[Note] = []
        self._model = conversion.target
        self._deductions = {each.role: each for each in conversion.deductions}
        self._document = document

    def run(self) -> None:
        """Settle the document and, row by row, its lists."""
        self._settle(self._model.by_group[""], self._document, "", {})

    def _settle(self, group: Group, row: dict[str, Any], place: str, above: dict[str, Any]) -> None:
        here = _Here(group, row, place, dict(above))
        for element in group.elements:
            here.values[element.role or element.path] = take(row, inside(group, element))
        for element in group.elements:
            self._deduce(here, element, self._deductions.get(element.role or ""))
        for element in group.elements:
            self._fit(here, element)
        for element in group.elements:
            if _wanted(element, here.values):
                self._missing(here.at(element), element.label)
        for child, inner_row, at in self._rows(here):
            self._settle(child, inner_row, at, here.values)

    def _deduce(self, here: _Here, element: Element, deduction: Deduction | None) -> None:
        """Fill a value that others tell."""
        if deduction is None or here.values[deduction.role] is not None:
            return
        if all(here.values.get(role) is None for role in deduction.told_by):
            return
        put(here.row, inside(here.group, element), deduction.code)
        here.values[deduction.role] = deduction.code
        said = {"label": element.label, "new": deduction.code, "reason": deduction.reason}
        self.notes.append(note(NoteKind.PRESUMED, here.at(element), "deduced", **said))

    def _fit(self, here: _Here, element: Element) -> None:
        """Take out what does not apply with the other values, or is excluded by them."""
        name = element.role or element.path
        value = here.values[name]
        if value is None:
            return
        in_the_way = [each.role for each in element.applies_when if not _holds(each, here.values)]
        in_the_way += [role for role in element.excludes if here.values.get(role) is not None]
        if not in_the_way:
            return
        _remove(here.row, inside(here.group, element))
        here.values[name] = None
        said = {"label": element.label, "other": self._model.by_role[in_the_way[0]].label}
        self.notes.append(note(NoteKind.LOST, here.at(element), "does_not_fit", value, **said))

    def _missing(self, place: str, label: str) -> None:
        said = {"label": label, "model": self._model.short_name}
        self.notes.append(note(NoteKind.MISSING, place, "missing", **said))

    def _rows(self, here: _Here) -> Iterator[tuple[Group, dict[str, Any], str]]:
        """Yield each row of the lists in a row; note the lists that have too few."""
        for child in self._model.children(here.group.path):
            inner = relative(child.path, here.group.path)
            rows = take(here.row, inner) or []
            if len(rows) < child.minimum:
                self._missing(join(here.place, inner), child.label)
            for index, row in enumerate(rows):
                yield child, row, f"{join(here.place, inner)}[{index}]"


def _wanted(element: Element, values: dict[str, Any]) -> bool:
    if values[element.role or element.path] is not None:
        return False
    conditions = element.required_when
    return bool(
        element.minimum or (conditions and all(_holds(each, values) for each in conditions))
    )


def _holds(condition: Condition, values: dict[str, Any]) -> bool:
    return condition.holds(values.get(condition.role))


def _remove(row: dict[str, Any], inner: str) -> None:
    home, _, key = inner.rpartition(".")
    holder = take(row, home) if home else row
    del holder[key]
