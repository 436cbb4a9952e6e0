"""Where a person has been in a draft: what is wrong there is said, and nowhere else."""

from collections.abc import Iterable

from ui.form.navigation import Stop
from ui.form.pending import Pending
from ui.form.rows import CellChange, Change, FormRow


class Visited:
    """The places that were left, filled or brought in; in time, all of them.

    Args:
        everywhere: whether all that is wrong is said from the beginning.
    """

    def __init__(self, *, everywhere: bool) -> None:
        self.everywhere = everywhere
        """Whether all that is wrong is said, wherever it is: somebody asked for it."""
        self._places: set[Stop] = set()

    def __contains__(self, stop: Stop) -> bool:
        return stop in self._places

    def add(self, stop: Stop) -> None:
        """Note a place that was left."""
        self._places.add(stop)

    def add_list_of(self, row: FormRow) -> None:
        """Note the list of a row that was left: what is wrong with it as a whole is said."""
        self._places.add(Stop(row.parent_id or 0, row.list))

    def add_filled(self, rows: Iterable[FormRow]) -> None:
        """Note the filled places of a draft that is typed on: somebody left them before."""
        for row in rows:
            self._places.update(Stop(row.id, path) for path, text in row.cells.items() if text)

    def add_changed(self, changes: Iterable[Change]) -> None:
        """Note the places that were written for the person."""
        self._places.update(
            Stop(each.row, each.path) for each in changes if isinstance(each, CellChange)
        )

    def replay(self, changes: Iterable[Change]) -> None:
        """Follow an undo or redo: a place is as before it was filled, and as after."""
        for each in changes:
            if isinstance(each, CellChange):
                stop = Stop(each.row, each.path)
                (self._places.add if each.after.strip() else self._places.discard)(stop)

    def says(self, item: Pending) -> bool:
        """Tell whether an item is said: its place was left, or everything was asked for."""
        return self.everywhere or item.refused or item.stop in self._places
