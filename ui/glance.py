"""What the window keeps in sight, read off the GUI thread."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from coletor import clock
from coletor.messages import text
from coletor.terminology.types import Package
from ui.situations import REJECTED, WAITING

State = Literal["unknown", "ok", "failed", "training", "sending"]
_ROLES = {
    "unknown": "faint",
    "ok": "ok",
    "failed": "error",
    "training": "ok",
    "sending": "accent",
}


@dataclass(frozen=True)
class Connection:
    """How the last call to the service went.

    Args:
        state: what is known.
        message: the sentence that came with a failure.
    """

    state: State = "unknown"
    message: str = ""

    @property
    def role(self) -> str:
        """Colour role of its mark."""
        return _ROLES[self.state]


@dataclass(frozen=True)
class Glance:
    """Counts and times of the open folder.

    Args:
        counts: how many contacts stand under each word.
        accepted: local time of the last acceptance, empty without one.
        tables: the tables in use, as named to a person.
        packages: the packages themselves.
    """

    counts: tuple[tuple[str, int], ...] = ()
    accepted: str = ""
    tables: tuple[str, ...] = ()
    packages: tuple[Package, ...] = ()

    def count(self, *words: str) -> int:
        """Return how many contacts stand under some words."""
        return sum(count for word, count in self.counts if word in words)

    @property
    def waiting(self) -> int:
        """How many wait to be sent or confirmed."""
        return self.count(*WAITING)

    @property
    def rejected(self) -> int:
        """How many the service refused and nobody corrected yet."""
        return self.count(*REJECTED)


def local(instant: str | None, *, seconds: bool = False) -> str:
    """Return a stored instant as a person reads it: the time today, day and time before.

    Args:
        instant: an instant as stored (UTC), or None.
        seconds: whether to say the seconds.
    """
    if not instant:
        return ""
    moment = clock.read(instant).astimezone()
    hour = f"{moment:%H:%M:%S}" if seconds else f"{moment:%H:%M}"
    return hour if moment.date() == clock.today() else f"{moment:%d/%m/%Y} {hour}"


def at(instant: str) -> str:
    """Return when something was, as a sentence says it: às 10:30, em 14/07/2026 às 10:30.

    Args:
        instant: an instant as stored (UTC).
    """
    moment = clock.read(instant).astimezone()
    time = text("ui.when.today", time=f"{moment:%H:%M}")
    if moment.date() == clock.today():
        return time
    return text("ui.when.day", day=f"{moment:%d/%m/%Y}", time=time)


def table_name(table: str) -> str:
    """Return a code table's name as a person knows it."""
    return text(f"terminology.name.{table}")


def tables_in_use(packages: Iterable[Package]) -> tuple[str, ...]:
    """Name the newest package of each table, such as "SIGTAP 07/2026"."""
    newest: dict[str, Package] = {}
    for package in packages:
        kept = newest.get(package.table)
        if kept is None or (package.competencia, package.version) > (
            kept.competencia,
            kept.version,
        ):
            newest[package.table] = package
    official = tuple(_described(each) for each in newest.values() if not each.demonstration)
    if len(official) == len(newest):
        return official
    return (*official, text("ui.status.others" if official else "ui.status.demonstration"))


def _described(package: Package) -> str:
    name = table_name(package.table)
    month = package.competencia
    when = f"{month[4:]}/{month[:4]}" if len(month) == 6 else package.version
    return f"{name} {when}".strip()
