"""What the sending screen reads of the open folder; every function runs off the GUI thread."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coletor import clock
from coletor.contact.entry import display, parse
from coletor.store import Database
from coletor.store.months import accepted_of
from coletor.store.traffic import Movement, accepted_since, counts_of, head_of
from coletor.workspace import Workspace
from ui.outbox.weather import Weather, read_weather
from ui.outbox.where import where_of

if TYPE_CHECKING:
    from coletor.closing.correcting import Group

SHOWN = 200
_RECENT = 6
_RECENT_S = 3600


@dataclass(frozen=True)
class Cause:
    """Refusals of one cause.

    Args:
        group: the refusals.
        where: the field's place as a person reads it, empty where no one field is meant.
        refused: the values most often refused, as a person reads them.
    """

    group: "Group"
    where: str
    refused: str

    @property
    def correctable(self) -> bool:
        """Whether one value can correct them all."""
        return self.group.role is not None


@dataclass(frozen=True)
class Figures:
    """The counters.

    Args:
        month: current month, AAAAMM.
        accepted: of this month, accepted by the service.
        waiting: operations that wait or are on their way.
        unsure: without confirmation.
        rejected: refused by the service.
        approved: of this month, approved by the management; None while nothing is known.
    """

    month: str
    accepted: int
    waiting: int
    unsure: int
    rejected: int
    approved: int | None


@dataclass(frozen=True)
class Standing:
    """Everything the screen shows.

    Args:
        figures: the counters.
        causes: refusals by cause, the largest first.
        lines: the head of the queue, then what was accepted lately.
        weather: how the service answers.
    """

    figures: Figures
    causes: tuple[Cause, ...]
    lines: tuple[Movement, ...]
    weather: Weather


def read_standing(workspace: Workspace) -> Standing:
    """Read everything the screen shows."""
    with workspace.store.query() as db:
        figures = _figures(db)
        lines = (*head_of(db, SHOWN), *accepted_since(db, clock.later(-_RECENT_S), _RECENT))
        weather = read_weather(db)
    return Standing(figures, _causes(workspace) if figures.rejected else (), lines, weather)


def _figures(db: Database) -> Figures:
    month = f"{clock.today():%Y%m}"
    states, accepted = counts_of(db), accepted_of(db, month)
    return Figures(
        month,
        accepted.count,
        states.get("pronto", 0) + states.get("enviando", 0),
        states.get("sem_confirmacao", 0),
        states.get("rejeitado", 0),
        accepted.approved if accepted.known else None,
    )


def _causes(workspace: Workspace) -> tuple[Cause, ...]:
    from coletor.closing.correcting import groups  # noqa: PLC0415 - not for start-up

    return tuple(_cause(group) for group in groups(workspace))


def _cause(group: "Group") -> Cause:
    element, where = where_of(group.model_id, group.role)
    shown = [value for value, _ in group.values[:2]]
    if element is not None:
        shown = [display(element, parse(element, value)) or value for value in shown]
    more = len(group.values) - len(shown)
    return Cause(group, where, ", ".join(shown) + (f" +{more}" if more else ""))
