"""What Início reads of the open folder; every function runs off the GUI thread."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coletor import clock
from coletor.figures.types import next_month
from coletor.registers import PATIENTS, PROFESSIONALS
from coletor.registers.unfinished import unfinished
from coletor.store import Filter, ListRow
from coletor.store.draft_rows import Summary
from coletor.store.months import accepted_of, found_equal
from coletor.store.traffic import asked_again_at
from coletor.terminology.standing import Standing as TableStanding
from coletor.workspace import Workspace
from ui.glance import Glance
from ui.reading import read_glance
from ui.situations import PARKED

if TYPE_CHECKING:
    from coletor.closing.causes import MainCause

_RECENT = 50
_DRAFTS = 500


@dataclass(frozen=True)
class OpenMonth:
    """The month before this one, while it is not known to be equal to the server's.

    Args:
        month: AAAAMM.
        accepted: contacts of ours that the server has accepted.
        compared: whether it was compared already, and something differed.
    """

    month: str
    accepted: int
    compared: bool


@dataclass(frozen=True)
class Waiting:
    """What may wait for somebody.

    Args:
        glance: counts, tables and times.
        drafts: open drafts that are neither blank nor set aside, the newest first.
        cause: the most frequent cause of refusals, None without any.
        asked_at: instant (UTC) at which the service is asked about what is in doubt.
        tables: how every table stands today.
        to_close: the last month where it is still to be closed.
        people: how many people have differences to settle.
        begun: how many entries of each register were typed and not saved.
    """

    glance: Glance
    drafts: tuple[Summary, ...] = ()
    cause: "MainCause | None" = None
    asked_at: str | None = None
    tables: tuple[TableStanding, ...] = ()
    to_close: OpenMonth | None = None
    people: int = 0
    begun: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Home:
    """What the screen shows beside the figures."""

    waiting: Waiting
    recent: tuple[ListRow, ...]


def read_home(workspace: Workspace) -> Home:
    """Return what waits and what was worked on last."""
    parked = {row.uuid for row in workspace.listing.page(Filter(word=PARKED), limit=_DRAFTS)}
    glance = read_glance(workspace)
    drafts = tuple(
        item
        for item in workspace.drafts.summaries(_DRAFTS)
        if not item.blank and item.uuid not in parked
    )
    with workspace.store.query() as db:
        asked_at = asked_again_at(db)
    waiting = Waiting(
        glance,
        drafts,
        _cause(workspace) if glance.rejected else None,
        asked_at,
        tuple(workspace.library.standing()),
        _to_close(workspace),
        len(workspace.patients.differing()),
        {each: len(unfinished(workspace.store, each)) for each in (PATIENTS, PROFESSIONALS)},
    )
    return Home(waiting, tuple(workspace.listing.page(limit=_RECENT)))


def _cause(workspace: Workspace) -> "MainCause | None":
    from coletor.closing.causes import main_cause  # noqa: PLC0415 - only when there are refusals

    with workspace.store.query() as db:
        return main_cause(db)


def _to_close(workspace: Workspace) -> OpenMonth | None:
    """Return the last month, where something was accepted and no comparison found all equal."""
    month = next_month(f"{clock.today():%Y%m}", -1)
    with workspace.store.query() as db:
        accepted, equal = accepted_of(db, month).count, found_equal(db, month)
    if not accepted or equal:
        return None
    return OpenMonth(month, accepted, equal is not None)
