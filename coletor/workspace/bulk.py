"""One act on many contacts: seen before it is done, done one by one, told at the end.

Each contact is its own transaction: stopped at any moment, what was done stands and the rest is as
it was. Every contact is judged again when its turn comes.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from threading import Event
from typing import TYPE_CHECKING

from coletor.errors import ColetorError
from coletor.store import View
from coletor.workspace.bulk_acts import ACTS, Act, Standing, standings

if TYPE_CHECKING:
    from coletor.workspace.workspace import Workspace

_SOME = 200
_FOLDER_FAILS = frozenset({"store.full", "store.disk", "store.read_only", "store.damaged"})
"""What keeps every other contact from being done too; each would only wait and fail."""
TOLD = 500
"""Contacts named one by one at the end; beyond that they are counted."""


@dataclass(frozen=True, slots=True)
class Target:
    """Which contacts an act is for.

    Args:
        uuids: the contacts, where they were picked one by one.
        view: all of a filter, where everything was picked.
        without: what was taken out of ``view`` again.
    """

    uuids: tuple[str, ...] = ()
    view: View | None = None
    without: frozenset[str] = frozenset()

    @property
    def count(self) -> int:
        """How many contacts they are."""
        return self.view.total - len(self.without) if self.view else len(self.uuids)

    def __iter__(self) -> Iterator[str]:
        if self.view is None:
            return iter(self.uuids)
        return (uuid for uuid in self.view.everything() if uuid not in self.without)


@dataclass(frozen=True, slots=True)
class Preview:
    """What an act would do.

    Args:
        act: its id.
        possible: how many contacts it would be done to.
        left: how many it leaves out, by the id of the reason (``contacts.left.<id>``).
    """

    act: str
    possible: int
    left: Mapping[str, int]


@dataclass(slots=True)
class Report:
    """What came of an act.

    Args:
        act: its id.
        done: how many contacts it was done to.
        left: how many were left out, by the id of the reason.
        failed: identifier, name and message of those that could not be done, the first ones.
        failures: how many they are in all.
        noted: the same of those that were done, with something to be known.
        notes: how many they are in all.
        stopped: whether somebody stopped it.
        trouble: why the folder takes nothing any more, empty where it does; nothing more was tried.
    """

    act: str
    done: int = 0
    left: Counter[str] = field(default_factory=Counter)
    failed: list[tuple[str, str, str]] = field(default_factory=list)
    failures: int = 0
    noted: list[tuple[str, str, str]] = field(default_factory=list)
    notes: int = 0
    stopped: bool = False
    trouble: str = ""


Progress = Callable[[int], None]


def preview(
    workspace: "Workspace",
    act: str,
    target: Target,
    choices: Mapping[str, str],
    *,
    progress: Progress | None = None,
    stop: Event | None = None,
) -> Preview | None:
    """Return what an act would do to which contacts; nothing is written.

    Args:
        workspace: the open folder.
        act: a key of `ACTS`.
        target: the contacts.
        choices: what the act is told, such as a reason.
        progress: told how many were looked at.
        stop: set it from any thread to end the reading; the answer is then None.
    """
    wanted = ACTS[act]
    possible, left, seen = 0, Counter[str](), 0
    for some in _some(target):
        if stop is not None and stop.is_set():
            return None
        for standing in standings(workspace, some):
            reason = wanted.leaves_out(standing, choices)
            if reason:
                left[reason] += 1
            else:
                possible += 1
        seen += len(some)
        if progress is not None:
            progress(seen)
    return Preview(act, possible, dict(left))


def run(
    workspace: "Workspace",
    act: str,
    target: Target,
    choices: Mapping[str, str],
    *,
    progress: Progress | None = None,
    stop: Event | None = None,
) -> Report:
    """Do an act to every contact that allows it now.

    Args:
        workspace: the open folder.
        act: a key of `ACTS`.
        target: the contacts.
        choices: what the act is told, such as a reason.
        progress: told how many were gone through.
        stop: set it from any thread to end after the contact under way.
    """
    report, wanted, seen = Report(act), ACTS[act], 0
    for some in _some(target):
        for standing in standings(workspace, some):
            if stop is not None and stop.is_set():
                report.stopped = True
                return report
            _one(workspace, wanted, standing, choices, report)
            if report.trouble:
                return report
            seen += 1
            if progress is not None and not seen % 10:
                progress(seen)
    return report


def _one(
    workspace: "Workspace",
    act: Act,
    standing: Standing,
    choices: Mapping[str, str],
    report: Report,
) -> None:
    reason = act.leaves_out(standing, choices)
    if reason:
        report.left[reason] += 1
        return
    try:
        note = act.perform(workspace, standing, choices)
    except ColetorError as error:
        if error.message_id in _FOLDER_FAILS:
            report.trouble = str(error)
            return
        report.failures += 1
        _tell(report.failed, standing, str(error))
        return
    report.done += 1
    if note:
        report.notes += 1
        _tell(report.noted, standing, note)


def _tell(told: list[tuple[str, str, str]], standing: Standing, words: str) -> None:
    if len(told) < TOLD:
        told.append((standing.uuid, standing.patient or "", words))


def _some(uuids: Iterable[str]) -> Iterator[list[str]]:
    pending = iter(uuids)
    while some := list(islice(pending, _SOME)):
        yield some
