"""Where the keyboard goes next: the stops of a form, in the order of its annex."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from coletor.model import Element
from ui.form.layout import Layout, Line, Place, Table
from ui.form.rows import CellChange, Change, FormRow, Rows


@dataclass(frozen=True, slots=True)
class Stop:
    """A field: a row's key and the path of an element."""

    row: int
    path: str


Open = Callable[[int, Element], bool]
Shown = Callable[[int, Place], Element]


class Navigator:
    """Finds the next and the previous field.

    Args:
        layout: the form.
        rows: the draft's rows.
        is_open: tells whether a field applies at this moment.
        shown: tells which of a place's elements stands there.
    """

    def __init__(self, layout: Layout, rows: Rows, is_open: Open, shown: Shown) -> None:
        self._layout = layout
        self._rows = rows
        self._open = is_open
        self._shown = shown

    def stops(self) -> list[Stop]:
        """Return every open field in order, blank rows included."""
        return [stop for section in self._by_section() for stop in section]

    def first(self) -> Stop | None:
        """Return the first field of the form."""
        return next(iter(self.stops()), None)

    def next(self, stop: Stop) -> Stop | None:
        """Return the field after one, or None at the end.

        A blank row of a table is entered at its first element that nothing proposes.
        """
        stops = self.stops()
        found = _after(stops, stop)
        return self._entered(found, stop)

    def previous(self, stop: Stop) -> Stop | None:
        """Return the field before one, or None at the beginning."""
        return self._entered(_after(self.stops()[::-1], stop), stop)

    def leave_table(self, stop: Stop) -> Stop | None:
        """Return where Enter goes from a blank row, past its list, or None at the end."""
        row = self._rows.by_id[stop.row]
        own = {stop.row} | {other.id for other in self._rows.children(row.parent_id or 0, row.list)}
        stops = self.stops()
        start = next((n for n, item in enumerate(stops) if item == stop), len(stops))
        rest = (item for item in stops[start:] if item.row not in own or item.row == row.parent_id)
        return self._entered(next(rest, None), stop)

    def next_part(self, stop: Stop) -> Stop | None:
        """Return where the next section or row begins, or None in the last."""
        parts = self._parts()
        here = _part_of(parts, stop)
        return self._start(parts[here + 1]) if here + 1 < len(parts) else None

    def previous_part(self, stop: Stop) -> Stop | None:
        """Return where this section or row begins, or from there the one before, or None."""
        parts = self._parts()
        here = _part_of(parts, stop)
        starts = [self._start(part) for part in parts[: here + 1]]
        return next((start for start in reversed(starts) if start != stop), None)

    def entry(self, row: int) -> Stop:
        """Return where typing starts in a row of a table."""
        here = self._rows.by_id[row]
        table = self._layout.table(here.list)
        if self._rows.is_blank(here):
            return Stop(row, table.entry.path)
        opened = (place for place in table.places if self._open(row, self._shown(row, place)))
        first = next(opened, table.places[0])
        return Stop(row, self._shown(row, first).path)

    def after(self, change: Change) -> Stop | None:
        """Return where to go on after a change was undone or done again."""
        if isinstance(change, CellChange):
            return Stop(change.row, change.path)
        row = self._rows.by_id[change.row]
        if not change.removed:
            return self.entry(row.id)
        rest = self._rows.children(row.parent_id or 0, row.list)
        return self.entry(rest[-1].id) if rest else None

    def _entered(self, found: Stop | None, origin: Stop) -> Stop | None:
        if found is None or found.row == origin.row:
            return found
        row = self._rows.by_id[found.row]
        if row.list and self._rows.is_blank(row):
            return self.entry(found.row)
        return found

    def _parts(self) -> list[list[Stop]]:
        """Return the fields by section, in lists by row; a row goes with those it holds."""
        parts = []
        for section in self._by_section():
            parts += [list(part) for _row, part in groupby(section, self._outer_row)]
        return parts

    def _outer_row(self, stop: Stop) -> int:
        row = self._rows.by_id[stop.row]
        while row.parent_id not in (None, self._rows.root.id):
            row = self._rows.by_id[row.parent_id or 0]
        return row.id

    def _start(self, part: list[Stop]) -> Stop:
        first = part[0]
        return self.entry(first.row) if self._rows.by_id[first.row].list else first

    def _by_section(self) -> Iterator[list[Stop]]:
        root = self._rows.root
        for section in self._layout.sections:
            found: list[Stop] = []
            for block in section.blocks:
                if isinstance(block, Table):
                    found += self._table(root, block)
                else:
                    found += self._line(root, block)
            yield found

    def _table(self, parent: FormRow, table: Table) -> list[Stop]:
        found: list[Stop] = []
        for row in self._rows.children(parent.id, table.group.path):
            found += self._line(row, table.places)
            if not self._rows.is_blank(row):
                for inner in table.tables:
                    found += self._table(row, inner)
        return found

    def _line(self, row: FormRow, line: Line) -> list[Stop]:
        shown = (self._shown(row.id, place) for place in line)
        return [Stop(row.id, element.path) for element in shown if self._open(row.id, element)]


def _part_of(parts: list[list[Stop]], stop: Stop) -> int:
    """Return which part a field is in; one that has just closed counts as of the first."""
    return next((place for place, part in enumerate(parts) if stop in part), 0)


def _after(stops: list[Stop], stop: Stop) -> Stop | None:
    """Return the stop after one; a field that has just closed still has a place in the order."""
    for position, item in enumerate(stops):
        if item == stop:
            return stops[position + 1] if position + 1 < len(stops) else None
    return stops[0] if stops else None
