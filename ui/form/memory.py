"""The contact concluded before this one, for repeating what it says."""

from dataclasses import dataclass

from ui.form.rows import Rows


@dataclass
class Memory:
    """What F2 and F3 repeat.

    Args:
        before: rows of the last contact this operator concluded, None where there is none.
        same_sitting: whether it was concluded since the program was opened.
    """

    before: Rows | None = None
    same_sitting: bool = False

    def keep(self, rows: Rows) -> None:
        """Remember a contact that was concluded just now."""
        self.before, self.same_sitting = rows, True

    def recall(self, rows: Rows | None) -> None:
        """Take the last contact of an earlier sitting, where this one has none yet."""
        if self.before is None:
            self.before = rows
