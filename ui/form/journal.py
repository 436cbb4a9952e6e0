"""What can be undone within a session: groups of changes, one group per act of the person."""

from ui.form.rows import CellChange, Change, RowChange


def opposite(change: Change) -> Change:
    """Return the change that takes another one back."""
    if isinstance(change, RowChange):
        return RowChange(change.row, not change.removed)
    return CellChange(change.row, change.path, change.after, change.before)


class Whole(list[Change]):
    """A group that one key made in many places: undo leaves the cursor where it is."""


class Journal:
    """Undo and redo over groups of changes; typing in one field is one group."""

    def __init__(self) -> None:
        self.whole = False
        """Whether what was last undone or redone was made by one key in many places."""
        self._done: list[list[Change]] = []
        self._undone: list[list[Change]] = []
        self._open: list[Change] = []

    def note(self, changes: list[Change]) -> None:
        """Add changes to the open group; what was undone before can no longer be redone."""
        if changes:
            self._open += changes
            self._undone.clear()

    def close(self, *, whole: bool = False) -> None:
        """End the open group, when the field is left or the act is complete.

        Args:
            whole: whether one key made it in many places.
        """
        if self._open:
            self._done.append(Whole(self._open) if whole else self._open)
            self._open = []

    def undo(self) -> list[Change]:
        """Return what takes the last group back, in the order to be applied."""
        self.close()
        if not self._done:
            return []
        group = self._done.pop()
        self._undone.append(group)
        self.whole = isinstance(group, Whole)
        return [opposite(change) for change in reversed(group)]

    def redo(self) -> list[Change]:
        """Return what does the last undone group again."""
        if self._open or not self._undone:
            return []
        group = self._undone.pop()
        self._done.append(group)
        self.whole = isinstance(group, Whole)
        return group
