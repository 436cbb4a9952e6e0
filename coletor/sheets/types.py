"""What a sheet is when read."""

from collections.abc import Mapping
from dataclasses import dataclass

from coletor.store import Draft


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: header, arrangement and what became of it; its lines are read apart.

    Args:
        id: the sheet.
        model_id: the model its lines follow.
        arrangement: place by slot id.
        header: raw text by ``Element.path``.
        created_at: UTC.
        changed_at: UTC; the last time its header, its lines or their order changed.
        operator_id: who began it.
        concluded_at: the last time lines of it were queued together, None before.
        closed_at: when it was left for good, None while it is open.
    """

    id: int
    model_id: str
    arrangement: Mapping[str, str]
    header: Mapping[str, str]
    created_at: str
    changed_at: str
    operator_id: int
    concluded_at: str | None
    closed_at: str | None


@dataclass(frozen=True, slots=True)
class SheetSummary:
    """A sheet by which somebody recognises it, to go on with it.

    Args:
        id: the sheet.
        model_id: the model its lines follow.
        admission: date of the header as typed, '' while there is none.
        open_lines: lines that are still to be concluded.
        concluded: lines that were concluded.
        operator: name of who began it.
        created_at: UTC.
        changed_at: UTC.
    """

    id: int
    model_id: str
    admission: str
    open_lines: int
    concluded: int
    operator: str
    created_at: str
    changed_at: str


@dataclass(frozen=True, slots=True)
class Spread:
    """What a change of the header did to the lines; `Sheets.take_back` undoes exactly this.

    Args:
        sheet_id: the sheet.
        element: the header's element.
        before: the header's text before.
        after: its text now.
        cells: (draft id, row id, element path, text before, text now) of each cell written.
    """

    sheet_id: int
    element: str
    before: str
    after: str
    cells: tuple[tuple[int, int, str, str, str], ...]

    @property
    def drafts(self) -> tuple[int, ...]:
        """The lines that changed, each once."""
        return tuple(dict.fromkeys(cell[0] for cell in self.cells))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sheet that is still to be concluded: a draft."""

    draft: Draft
    position: int
