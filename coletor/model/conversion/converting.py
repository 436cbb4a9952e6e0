"""Converts one contact: carries each value over, then looks at what the target model wants."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from coletor.contact.document import Document, parse_path, pattern_of, put, take
from coletor.model.conversion.demands import Settling
from coletor.model.conversion.mapping import Conversion, ValueMap, load_conversion
from coletor.model.conversion.notes import Converted, Note, NoteKind, note
from coletor.model.conversion.places import Mark, inside, join, mark, name_of, relative, unread
from coletor.model.schema import Element, Group, Model


def convert(document: Document, source: Model, target: Model) -> Converted:
    """Convert a contact of one model to another.

    Nothing is dropped silently: each value that is lost, and each that is presumed, is a note;
    so is what the target model requires and the contact has not.

    Args:
        document: a contact of the source model; malformed values are carried as they are.
        source: the model it is in.
        target: the model it should be in.

    Raises:
        ColetorError: there is no conversion between the two models.
    """
    conversion = load_conversion(source.id, target.id)
    carrying = _Carrying(conversion, document)
    carrying.run()
    settling = Settling(conversion, carrying.document)
    settling.run()
    notes = [*carrying.notes, *settling.notes]
    return Converted(carrying.document, tuple(sorted(notes, key=_form_order(source, target))))


@dataclass(frozen=True, slots=True)
class _Pair:
    """A row of the source and the row of the target it becomes, each with its list and place."""

    group: Group
    row: dict[str, Any]
    place: str
    into: Group
    new_row: dict[str, Any]
    new_place: str


class _Carrying:
    """Carries the values of one contact over, row by row."""

    def __init__(self, conversion: Conversion, document: Document) -> None:
        self.notes: list[Note] = []
        self.document: Document = {"modelo": conversion.target.id}
        self._conversion = conversion
        self._source = document
        self._read: set[Mark] = {(id(document), "modelo"), (id(document), "uuid")}

    def run(self) -> None:
        """Fill the document; every value of the source is carried or noted."""
        if self._source.get("uuid") is not None:
            self.document["uuid"] = self._source["uuid"]
        source, target = self._conversion.source, self._conversion.target
        whole = _Pair(source.by_group[""], self._source, "", target.by_group[""], self.document, "")
        self._row(whole)
        for path, value in unread(self._source, self._read):
            self.notes.append(note(NoteKind.LOST, path, "unknown_place", value))

    def _row(self, pair: _Pair) -> None:
        """Carry one row of a list (or the document) and the lists in it."""
        for element in pair.group.elements:
            inner = inside(pair.group, element)
            value = take(pair.row, inner)
            if isinstance(value, (dict, list)):
                continue  # what stands in it is noted as lost
            self._read.add(mark(pair.row, inner))
            if value is not None and value != "":
                self._value(pair, element, value)
        for child in self._conversion.source.children(pair.group.path):
            self._list(pair, child)

    def _value(self, pair: _Pair, element: Element, value: Any) -> None:
        mapped = self._conversion.roles[element.role or ""]
        target = self._conversion.target.by_role[mapped.target]
        inner = inside(pair.into, target)
        if not mapped.values:
            put(pair.new_row, inner, value)
            return
        chosen = mapped.values.get(value) if isinstance(value, str) else None
        if chosen is None:
            place = join(pair.place, inside(pair.group, element))
            self.notes.append(
                note(NoteKind.LOST, place, "unknown_value", value, label=element.label)
            )
            return
        if chosen.presumed:
            place = join(pair.new_place, inner)
            self.notes.append(_presumed(element, target, value, chosen, place))
        put(pair.new_row, inner, chosen.code)

    def _list(self, pair: _Pair, child: Group) -> None:
        inner = relative(child.path, pair.group.path)
        rows = take(pair.row, inner)
        if not isinstance(rows, list):
            return  # what stands there, if anything, is noted as lost
        into = self._target_of(child)
        new_inner = relative(into.path, pair.into.path)
        new_rows: list[Any] = []
        for index, row in enumerate(rows):
            if not isinstance(row, dict):
                continue
            place = f"{join(pair.place, inner)}[{index}]"
            new_place = f"{join(pair.new_place, new_inner)}[{len(new_rows)}]"
            new_row: dict[str, Any] = {}
            self._row(_Pair(child, row, place, into, new_row, new_place))
            new_rows.append(new_row)
        put(pair.new_row, new_inner, new_rows)

    def _target_of(self, group: Group) -> Group:
        """Return the target's list that the columns of a source's list belong to."""
        role = next(element.role for element in group.elements if element.role)
        target = self._conversion.target
        return target.by_group[target.by_role[self._conversion.roles[role].target].group_path]


def _presumed(element: Element, target: Element, value: str, chosen: ValueMap, place: str) -> Note:
    return note(
        NoteKind.PRESUMED,
        place,
        "presumed",
        value,
        label=target.label,
        old=name_of(element, value),
        new=name_of(target, chosen.code),
        reason=chosen.reason,
    )


def _form_order(source: Model, target: Model) -> Callable[[Note], tuple[int, list[int]]]:
    """Return the key that sorts notes as the form is, rows in their order."""
    rows = {element.path: element.row for model in (source, target) for element in model.elements}

    def key(item: Note) -> tuple[int, list[int]]:
        positions = [step for step in parse_path(item.path) if isinstance(step, int)]
        return rows.get(pattern_of(item.path), len(rows)), positions

    return key
