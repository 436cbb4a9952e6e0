"""Rows of one spreadsheet that contradict each other: two people under one number."""

from collections.abc import Mapping

from coletor.messages import text
from coletor.registers.definition import Definition
from coletor.registers.entries import Problem
from coletor.registers.spreadsheet.rows import Row
from coletor.terminology.text import fold

_ENOUGH = 2
"""Of what a person is recognised by, as many that differ are another person; one is a correction
or a marriage."""

Said = tuple[int, tuple[str, ...], tuple[int, ...]]
"""Line of a row, its codes, and what stands for each value that a person is recognised by."""


class Earlier:
    """What the rows before said of the people that come in.

    Args:
        own: the register; only codes that are a person's by themselves are compared.
    """

    def __init__(self, own: Definition) -> None:
        self._own = own
        self._codes = [group[0] for group in own.unique if len(group) == 1]
        self._by_code: dict[tuple[str, str], Said] = {}

    def problem(self, row: Row) -> Problem | None:
        """Return what a row contradicts, None where it may come in.

        Args:
            row: a row without a problem of its own.
        """
        for name in self._codes:
            before = self._by_code.get((name, row.values.get(name, "")))
            found = self._between(name, before, self._said(row)) if before is not None else None
            if found is not None:
                return found
        return None

    def note(self, row: Row) -> None:
        """Keep what a row says that came in."""
        said = self._said(row)
        for name in self._codes:
            if row.values.get(name):
                self._by_code[name, row.values[name]] = said

    def _between(self, shared: str, before: Said, here: Said) -> Problem | None:
        label = self._own.by_id[shared].label
        for place, name in enumerate(self._codes):
            kept, said = before[1][place], here[1][place]
            if kept and said and kept != said:
                other = self._own.by_id[name].label
                words = text("registers.cell.row_code", label=other, line=before[0], shared=label)
                return Problem(name, words)
        pairs = zip(before[2], here[2], strict=True)
        if sum(bool(kept and said and kept != said) for kept, said in pairs) >= _ENOUGH:
            words = text("registers.cell.row_other", label=label, line=before[0])
            return Problem(shared, words)
        return None

    def _said(self, row: Row) -> Said:
        values: Mapping[str, str] = row.values
        codes = tuple(values.get(name, "") for name in self._codes)
        return row.line, codes, tuple(_mark(values.get(name, "")) for name in self._own.same)


def _mark(value: str) -> int:
    """Return a number that stands for a text, 0 for none: a hundred thousand rows are kept."""
    return hash(fold(value)) or 1 if value else 0
