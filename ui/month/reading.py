"""What the closing screen reads of the open folder; every function runs off the GUI thread."""

from dataclasses import dataclass

from coletor import clock
from coletor.closing.comparing import Comparison
from coletor.closing.followup import ask_months, mark
from coletor.closing.local import accepted_months
from coletor.closing.storing import Stored, closings
from coletor.closing.types import Closing
from coletor.store import Database
from coletor.store.management import Managed, managed
from coletor.store.months import accepted_of, moved_since
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


def read_months(workspace: Workspace) -> list[Month]:
    """Return the current month and every month with something accepted, the latest first."""
    last: dict[str, Stored] = {}
    for stored in closings(workspace.store):
        last.setdefault(stored.month, stored)
    with workspace.store.query() as db:
        known = {*accepted_months(db), *last, f"{clock.today():%Y%m}"}
        return [_month(db, month, last.get(month)) for month in sorted(known, reverse=True)]


def _month(db: Database, month: str, closed: Stored | None) -> Month:
    moved = closed is not None and moved_since(db, month, closed.at)
    return Month(month, accepted_of(db, month).count, closed, moved)


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
        return managed(db, month, RESULTS_SHOWN)


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
