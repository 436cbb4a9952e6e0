"""One act on many contacts: seen before it is done, done some at a time, told at the end.

Some contacts share a transaction, each as a part of its own: one that fails is undone alone, and
stopped or killed at any moment, what was done stands and the rest is as it was. Every contact is
judged again when its turn comes.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from threading import Event
from typing import TYPE_CHECKING

from coletor.errors import ColetorError
from coletor.store import Database, StoreError, View
from coletor.store.database import part
from coletor.workspace.bulk_acts import ACTS, Act, Standing, standings

if TYPE_CHECKING:
    from coletor.workspace.workspace import Workspace

_SOME = 200
_SECONDS = 0.05
"""How long one transaction works at most: what a person types meanwhile waits no longer."""
_TOLD_EACH = 10
_UNDONE = 30
"""Contacts of one transaction when an act is undone."""
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
        undoable: where those stood to which it was done, of an act that can be undone.
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
    undoable: list[Standing] = field(default_factory=list)

    def add(self, result: "_Result") -> None:
        """Count what came of one contact, and name it while there is room."""
        who = result.standing.uuid, result.standing.patient or ""
        if result.left:
            self.left[result.left] += 1
        elif result.failed:
            self.failures += 1
            if len(self.failed) < TOLD:
                self.failed.append((*who, result.failed))
        else:
            self.done += 1
            if ACTS[self.act].back is not None:
                self.undoable.append(result.standing)
            if result.note:
                self.notes += 1
                if len(self.noted) < TOLD:
                    self.noted.append((*who, result.note))


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


def fitting(workspace: "Workspace", act: str, target: Target) -> Iterator[str]:
    """Yield the contacts that an act does not leave out, as they stand now.

    Args:
        workspace: the open folder.
        act: a key of `ACTS` that is told nothing.
        target: the contacts.
    """
    for some in _some(target):
        for standing in standings(workspace, some):
            if not ACTS[act].leaves_out(standing, {}):
                yield standing.uuid


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
    doing = _Doing(workspace, ACTS[act], choices, progress or (lambda _: None), stop or Event())
    for some in _some(target):
        waiting = list(standings(workspace, some))
        while waiting:
            waiting = waiting[doing.some(waiting) :]
            if doing.ended:
                return doing.report
    return doing.report


def undo(workspace: "Workspace", report: Report) -> int:
    """Undo an act and return to how many contacts; what changed since then stays as it is.

    Args:
        workspace: the open folder.
        report: what came of the act.

    Raises:
        StoreError: the folder takes nothing any more; what was undone before that is.
    """
    back, undone = ACTS[report.act].back, 0
    rest = iter(report.undoable if back is not None else ())
    while some := list(islice(rest, _UNDONE)):
        with workspace.store.change() as db:
            for standing in some:
                with suppress(ColetorError), part(db):
                    assert back is not None
                    back(workspace, db, standing)
                    undone += 1
    return undone


@dataclass(frozen=True, slots=True)
class _Result:
    """What came of one contact: left out, failed, or done with something to be known or not."""

    standing: Standing
    left: str = ""
    failed: str = ""
    note: str = ""


class _Doing:
    """An act under way."""

    def __init__(
        self,
        workspace: "Workspace",
        act: Act,
        choices: Mapping[str, str],
        progress: Progress,
        stop: Event,
    ) -> None:
        self.report = Report(act.id)
        self._workspace = workspace
        self._act = act
        self._choices = choices
        self._progress = progress
        self._stop = stop
        self._seen = 0

    @property
    def ended(self) -> bool:
        """Whether nothing more is to be tried."""
        return self.report.stopped or bool(self.report.trouble)

    def some(self, waiting: Sequence[Standing]) -> int:
        """Do it to the first ones, in one transaction, and return how many were gone through."""
        made: list[_Result] = []
        try:
            if self._act.write is None:
                self._go_through(waiting, made, None)
            else:
                with self._workspace.store.change() as db:
                    self._go_through(waiting, made, db)
        except StoreError as error:  # what was written together is undone together
            if error.message_id in _FOLDER_FAILS:
                self.report.trouble = str(error)
                return len(waiting)
            made = [_Result(standing, failed=str(error)) for standing in waiting]
        for result in made:
            self.report.add(result)
        return len(made)

    def _go_through(
        self, waiting: Sequence[Standing], made: list[_Result], db: Database | None
    ) -> None:
        until = time.monotonic() + _SECONDS
        for standing in waiting:
            if self._stop.is_set():
                self.report.stopped = True
                return
            try:
                made.append(self._one(standing, db))
            except ColetorError as error:
                if error.message_id in _FOLDER_FAILS:
                    self.report.trouble = str(error)
                    return
                made.append(_Result(standing, failed=str(error)))
            self._seen += 1
            if not self._seen % _TOLD_EACH:
                self._progress(self._seen)
            if time.monotonic() > until:
                return

    def _one(self, standing: Standing, db: Database | None) -> _Result:
        reason = self._act.leaves_out(standing, self._choices)
        if reason:
            return _Result(standing, left=reason)
        if self._act.write is not None and db is not None:
            with part(db):
                self._act.write(self._workspace, db, standing, self._choices)
        note = self._act.look(self._workspace, standing) if self._act.look else ""
        return _Result(standing, note=note)


def _some(uuids: Iterable[str]) -> Iterator[list[str]]:
    pending = iter(uuids)
    while some := list(islice(pending, _SOME)):
        yield some
