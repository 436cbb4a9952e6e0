"""Where each element of a model stands in its form: sections, lines of twelve columns, tables.

Nothing here knows a model by name: sections are the rows of level 1, the order is the annex's,
widths come from the model file's hints or from the kind of the element.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from coletor.model import Element, Group, Kind, Model
from ui.form.conditions import apart

COLUMNS = 12.0

_WIDTHS = {
    Kind.TEXT: 3.0,
    Kind.LONG_TEXT: COLUMNS,
    Kind.CODE: 2.5,
    Kind.TERM: 4.0,
    Kind.DATE: 1.5,
    Kind.DATE_TIME: 2.0,
    Kind.INTEGER: 1.5,
    Kind.DECIMAL: 1.5,
    Kind.DURATION: 1.5,
    Kind.CNS: 3.0,
    Kind.CNES: 2.0,
    Kind.INE: 2.0,
    Kind.CEP: 1.5,
    Kind.VERSION: 1.5,
    Kind.OID: 3.0,
}


@dataclass(frozen=True, slots=True)
class Place:
    """One field's place on a line.

    Args:
        element: the element shown there.
        start: first column, from 0.
        width: columns it takes.
        stand_ins: elements shown in the same place instead, each at the press of its key.
    """

    element: Element
    start: float
    width: float
    stand_ins: tuple[Element, ...] = ()

    @property
    def elements(self) -> tuple[Element, ...]:
        """Every element this place can show."""
        return (self.element, *self.stand_ins)


Line = tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A list of the document as a table: lines of places a row, its own lists below each row.

    Args:
        group: the list.
        lines: the columns; what is wider than a line goes on in another.
        entry: the element where typing a new row starts: the first that nothing proposes.
        tables: the lists that each row holds.
    """

    group: Group
    lines: tuple[Line, ...]
    entry: Element
    tables: tuple["Table", ...]

    @property
    def places(self) -> Line:
        """Return the columns of every line, in order."""
        return tuple(place for line in self.lines for place in line)

    @property
    def wrapped(self) -> bool:
        """Whether a row takes several lines, so that each field needs its own label."""
        return len(self.lines) > 1

    def walk(self) -> Iterator["Table"]:
        """Yield this table and every one inside it."""
        yield self
        for table in self.tables:
            yield from table.walk()


@dataclass(frozen=True, slots=True)
class Section:
    """One block of the form.

    Args:
        label: its heading; empty for values that stand outside any section.
        path: place of the section in the document, or of its first value.
        blocks: lines of fields and lists, in the annex's order.
        automatic: what the program fills in, shown as plain text.
    """

    label: str
    path: str
    blocks: tuple["Line | Table", ...] = ()
    automatic: tuple[Element, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return the lines of fields."""
        return tuple(block for block in self.blocks if not isinstance(block, Table))

    @property
    def tables(self) -> tuple[Table, ...]:
        """Return the lists."""
        return tuple(block for block in self.blocks if isinstance(block, Table))


@dataclass(frozen=True)
class Layout:
    """The form of one model."""

    model: Model
    sections: tuple[Section, ...]
    places: dict[str, Place] = field(default_factory=dict)

    @cached_property
    def apart(self) -> dict[str, tuple[str, ...]]:
        """By path: the roles that may not stand beside an element."""
        return apart(self.model)

    @cached_property
    def optional(self) -> dict[str, tuple[str, ...]]:
        """By path: the beginnings of the paths of the optional groups that hold an element."""
        return {leaf.path: _optional(self.model, leaf) for leaf in self.model.leaves}

    def tables(self) -> Iterator[Table]:
        """Yield every table, outer ones first."""
        for section in self.sections:
            for table in section.tables:
                yield from table.walk()

    def table(self, path: str) -> Table:
        """Return the table of a list.

        Raises:
            StopIteration: the model has no such list (a bug).
        """
        return next(table for table in self.tables() if table.group.path == path)


def _optional(model: Model, element: Element) -> tuple[str, ...]:
    """Return the beginnings of the paths of the optional groups that hold an element."""
    return tuple(
        f"{each.path}."
        for each in model.elements
        if each.kind.is_container
        and each.minimum == 0
        and not each.repeats
        and each.path.startswith(element.group_path)
        and element.path.startswith(f"{each.path}.")
    )


def lay_out(model: Model) -> Layout:
    """Return the form of a model."""
    sections = tuple(_sections(model))
    layout = Layout(model, sections)
    for line in _all_lines(layout):
        for place in line:
            for element in place.elements:
                layout.places[element.path] = place
    return layout


def _all_lines(layout: Layout) -> Iterator[Line]:
    for section in layout.sections:
        yield from section.lines
    for table in layout.tables():
        yield from table.lines


def _sections(model: Model) -> Iterator[Section]:
    loose: list[Element] = []
    for top in model.sections:
        if not top.kind.is_container and not top.group_path and not top.path.endswith("[]"):
            loose.append(top)
            continue
        if loose:
            yield _section(model, "", loose, ())
            loose = []
        own = [element for element in model.by_group[""].elements if _inside(element.path, top)]
        groups = [group for group in model.children("") if _inside(group.path, top)]
        yield _section(model, top.label, own, groups, top.path)
    if loose:
        yield _section(model, "", loose, ())


def _inside(path: str, top: Element) -> bool:
    root = top.path.removesuffix("[]")
    return path == root or path.startswith((f"{root}.", f"{root}["))


def _section(
    model: Model, label: str, elements: list[Element], groups: Iterable[Group], path: str = ""
) -> Section:
    return Section(
        label=label,
        path=path or elements[0].path,
        blocks=tuple(_blocks(model, elements, list(groups))),
        automatic=tuple(element for element in elements if element.automatic),
    )


def _blocks(model: Model, elements: list[Element], groups: list[Group]) -> Iterator[Line | Table]:
    """Yield the fields in lines and the lists where the annex has them between the fields."""
    rest = list(elements)
    for group in groups:
        start = min(leaf.row for leaf in model.leaves if _is_below(leaf, group))
        yield from _flow(_places(model, [each for each in rest if each.row < start]))
        rest = [each for each in rest if each.row > start]
        yield _table(model, group)
    yield from _flow(_places(model, rest))


def _is_below(leaf: Element, group: Group) -> bool:
    return leaf.group_path == group.path or leaf.group_path.startswith(f"{group.path}[]")


def _table(model: Model, group: Group) -> Table:
    places = _places(model, group.elements)
    shown = [place.element for place in places]
    entry = next((element for element in shown if not _is_proposed(element)), shown[0])
    children = tuple(_table(model, child) for child in model.children(group.path))
    return Table(group, tuple(_flow(places)), entry, children)


def label_of(element: Element) -> str:
    """Return what a field is called, with the unit of its value."""
    return f"{element.label} ({element.unit})" if element.unit else element.label


def _is_proposed(element: Element) -> bool:
    hint = element.hint
    return bool(hint.default or hint.first_default or hint.default_from)


def _places(model: Model, elements: Iterable[Element]) -> list[Place]:
    """Return the fields of a list without places yet; stand-ins share that of their element."""
    typed = [element for element in elements if not element.automatic]
    found = []
    for element in typed:
        if _stands_for(model, element) in typed:
            continue
        stand_ins = tuple(other for other in typed if _stands_for(model, other) is element)
        found.append(Place(element, 0.0, _width(element), stand_ins))
    return found


def _stands_for(model: Model, element: Element) -> Element | None:
    role = element.hint.toggles
    return model.by_role[role] if role and element.hint.key else None


def _width(element: Element) -> float:
    width = element.hint.columns or _WIDTHS.get(element.kind, 3.0)
    return min(float(width), COLUMNS)


def _flow(places: Iterable[Place]) -> Iterator[Line]:
    """Put fields one after the other and start a line where the next does not fit."""
    line: list[Place] = []
    start = 0.0
    for place in places:
        if line and start + place.width > COLUMNS:
            yield tuple(line)
            line, start = [], 0.0
        line.append(Place(place.element, start, place.width, place.stand_ins))
        start += place.width
    if line:
        yield tuple(line)
