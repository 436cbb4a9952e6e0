"""What the sending screen reads of the open folder; every function runs off the GUI thread."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coletor import clock
from coletor.contact.entry import display, parse
from coletor.store import Database
from coletor.workspace import Workspace
from ui.outbox.weather import Weather, read_weather
from ui.outbox.where import where_of

if TYPE_CHECKING:
    from coletor.closing.correcting import Group

SHOWN = 200
_RECENT = 6
_RECENT_S = 3600


@dataclass(frozen=True)
class Line:
    """One operation, as a row of the queue.

    Args:
        uuid: the contact.
        operation: incluir, alterar or cancelar.
        state: pronto, enviando, sem_confirmacao or aceito.
        patient: name as typed, empty without one.
        admission: date of admission as stored.
        next_at: not before this instant (UTC).
        code: the service's code, or the kind of failure.
        message: what a person reads about the last attempt.
        protocol: of an accepted one.
        at: instant of acceptance (UTC).
    """

    uuid: str
    operation: str
    state: str
    patient: str
    admission: str
    next_at: str | None = None
    code: str | None = None
    message: str = ""
    protocol: str = ""
    at: str = ""


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
    lines: tuple[Line, ...]
    weather: Weather


def read_standing(workspace: Workspace) -> Standing:
    """Read everything the screen shows."""
    with workspace.store.query() as db:
        figures = _figures(db)
        lines = (*_queue(db), *_recent(db))
        weather = read_weather(db)
    return Standing(figures, _causes(workspace) if figures.rejected else (), lines, weather)


def _figures(db: Database) -> Figures:
    month = f"{clock.today():%Y%m}"
    states = dict(
        db.execute(
            "SELECT state, COUNT(*) FROM operation"
            " WHERE state IN ('pronto', 'enviando', 'sem_confirmacao', 'rejeitado') GROUP BY state"
        ).fetchall()
    )
    accepted, approved, known = db.execute(
        "SELECT COUNT(*), COALESCE(SUM(management = 'aprovado'), 0),"
        " COALESCE(SUM(management <> 'desconhecido'), 0) FROM contact_list"
        " WHERE competencia = ? AND server = 'aceito'",
        [month],
    ).fetchone()
    return Figures(
        month,
        accepted,
        states.get("pronto", 0) + states.get("enviando", 0),
        states.get("sem_confirmacao", 0),
        states.get("rejeitado", 0),
        approved if known else None,
    )


def _queue(db: Database) -> list[Line]:
    """Return what is on its way first, then what is in doubt, then what waits, in its order."""
    found: list[Line] = []
    for state in ("enviando", "sem_confirmacao", "pronto"):
        rows = db.execute(
            "SELECT o.uuid, o.kind, o.state, COALESCE(l.patient, ''), COALESCE(l.admission, ''),"
            " o.next_at, o.code, COALESCE(o.message, '') FROM operation o"
            " LEFT JOIN contact_list l ON l.uuid = o.uuid WHERE o.state = ?"
            " ORDER BY o.next_at, o.id LIMIT ?",
            [state, SHOWN - len(found)],
        ).fetchall()
        found += [Line(*row) for row in rows]
    return found


def _recent(db: Database) -> list[Line]:
    rows = db.execute(
        "SELECT r.uuid, r.kind, COALESCE(l.patient, ''), COALESCE(l.admission, ''),"
        " COALESCE(r.protocol, ''), r.received_at"
        " FROM (SELECT * FROM receipt ORDER BY id DESC LIMIT ?) r"
        " LEFT JOIN contact_list l ON l.uuid = r.uuid WHERE r.received_at > ? ORDER BY r.id DESC",
        [_RECENT, clock.later(-_RECENT_S)],
    ).fetchall()
    return [
        Line(uuid, kind, "aceito", patient, admission, protocol=protocol, at=at)
        for uuid, kind, patient, admission, protocol, at in rows
    ]


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
