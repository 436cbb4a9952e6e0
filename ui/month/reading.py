"""What the closing screen reads of the open folder; every function runs off the GUI thread."""

from collections.abc import Iterator
from dataclasses import dataclass

from coletor import clock
from coletor.closing.comparing import Comparison
from coletor.closing.followup import ask_months, mark
from coletor.closing.local import accepted_months
from coletor.closing.storing import Stored, closings
from coletor.closing.types import Closing
from coletor.store import Database
from coletor.store.management import last_result
from coletor.workspace import Workspace
from ui.access import Access
from ui.tasks import Progress

RESULTS_SHOWN = 300


@dataclass(frozen=True)
class Month:
    """A month and how it stands.

    Args:
        month: of the admission, AAAAMM.
        accepted: contacts of ours that the server has accepted.
        closed: the last comparison, None without one.
        moved: whether anything of the month went out, or was concluded, since then.
    """

    month: str
    accepted: int
    closed: Stored | None
    moved: bool = False

    @property
    def name(self) -> str:
        """Return the month as a person reads it."""
        return f"{self.month[4:]}/{self.month[:4]}"

    @property
    def green(self) -> bool:
        """Whether the last comparison found all equal, and nothing changed since."""
        return self.closed is not None and self.closed.green and not self.moved


@dataclass(frozen=True)
class Managed:
    """An accepted contact with what the management made of it.

    Args:
        uuid: the contact.
        patient: name as typed, empty without one.
        admission: date as stored.
        result: desconhecido, aprovado or rejeitado.
        reason: why, empty where it was not said.
        origin: servico, mao, or empty while nothing is known.
        at: instant at which it was learned (UTC).
    """

    uuid: str
    patient: str
    admission: str
    result: str
    reason: str = ""
    origin: str = ""
    at: str = ""


def read_months(workspace: Workspace) -> list[Month]:
    """Return the current month and every month with something accepted, the latest first."""
    last: dict[str, Stored] = {}
    for stored in closings(workspace.store):
        last.setdefault(stored.month, stored)
    with workspace.store.query() as db:
        known = {*accepted_months(db), *last, f"{clock.today():%Y%m}"}
        return [_month(db, month, last.get(month)) for month in sorted(known, reverse=True)]


def _month(db: Database, month: str, closed: Stored | None) -> Month:
    accepted = db.execute(
        "SELECT COUNT(*) FROM contact_list WHERE competencia = ? AND server = 'aceito'", [month]
    ).fetchone()[0]
    return Month(month, accepted, closed, closed is not None and _moved(db, month, closed.at))


def _moved(db: Database, month: str, since: str) -> bool:
    for table, instant in (("receipt", "received_at"), ("operation", "created_at")):
        found = db.execute(
            f"SELECT 1 FROM contact_list l JOIN {table} t ON t.uuid = l.uuid"
            f" WHERE l.competencia = ? AND t.{instant} > ? LIMIT 1",
            [month, since],
        ).fetchone()
        if found is not None:
            return True
    return False


def compare(workspace: Workspace, access: Access, month: str, progress: Progress) -> Closing:
    """Compare a month with the server's list and keep what came of it."""
    with access.service() as service:
        return Comparison(
            workspace.store,
            service,
            workspace.profile.cnes,
            month,
            workspace.operator,
            progress=lambda done, total: progress.report((done, total)),
        ).make()


def settle(workspace: Workspace, access: Access, uuid: str, way: str) -> None:
    """Settle one difference."""
    with access.service() as service:
        workspace.outbox.settle(uuid, way, service, workspace.operator.id)


def read_results(workspace: Workspace, month: str) -> list[Managed]:
    """Return the accepted contacts of a month, refused by the management first."""
    with workspace.store.query() as db:
        return list(_results(db, month))


def _results(db: Database, month: str) -> Iterator[Managed]:
    rows = db.execute(
        "SELECT uuid, COALESCE(patient, ''), COALESCE(admission, ''), management, server_version"
        " FROM contact_list WHERE competencia = ? AND server = 'aceito'"
        " ORDER BY management <> 'rejeitado', management <> 'desconhecido', admission, uuid"
        " LIMIT ?",
        [month, RESULTS_SHOWN],
    ).fetchall()
    for uuid, patient, admission, result, version in rows:
        found = last_result(db, uuid, version) if result != "desconhecido" else None
        if found is None:
            yield Managed(uuid, patient, admission, result)
        else:
            yield Managed(
                uuid, patient, admission, result, found.reason or "", found.origin, found.at
            )


def mark_by_hand(workspace: Workspace, uuid: str, result: str, reason: str) -> None:
    """Mark what was seen in CMD-Gestão."""
    mark(workspace.store, uuid, result, reason or None, workspace.operator.id)


def fetch_results(workspace: Workspace, access: Access) -> int:
    """Ask the service about every month; return how many contacts had news."""
    with access.service() as service:
        return ask_months(
            workspace.store,
            service,
            workspace.profile.cnes,
            workspace.operator.id,
            lambda _: None,
        )
