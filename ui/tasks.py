"""Work off the GUI thread: screens say `change` or `query` and never name a thread.

Results come back on the GUI thread. Workers hold no QObject: callbacks stay on the GUI side, in a
table by ticket, so that no widget is ever destroyed by a worker (see decision 10).
"""

import itertools
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, Protocol, TypeVar
from weakref import WeakSet

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from coletor.errors import ColetorError
from ui.pieces import BREATH_MS

T = TypeVar("T")
Callback = Callable[[Any], None]
_TURN_S = 0.004
"""How long answers are delivered in one turn of the event loop, the last one to its end."""


class Progress:
    """What long work receives: a way to say how far it is, and to hear that it should stop."""

    def __init__(self, post: Callable[[object], None]) -> None:
        self._post = post
        self._stop = threading.Event()

    def report(self, value: object) -> None:
        """Hand a value to the screen's `on_progress`, on the GUI thread."""
        self._post(value)

    @property
    def cancelled(self) -> bool:
        """Whether the person asked to stop."""
        return self._stop.is_set()

    @property
    def stopping(self) -> threading.Event:
        """The event that is set when the person asks to stop, for work that takes one."""
        return self._stop

    def cancel(self) -> None:
        """Ask the work to stop at its next safe place."""
        self._stop.set()


@dataclass
class _Job:
    work: Callable[[], object]
    on_done: Callback | None
    on_error: Callback | None
    on_progress: Callback | None
    touches: frozenset[str]
    saves: bool
    owner: QObject | None
    forgotten: bool = False


class Handle:
    """A running task: its answer can be dropped, long work can be asked to stop."""

    def __init__(self, tasks: "Tasks", ticket: int, progress: Progress | None = None) -> None:
        self._tasks = tasks
        self._ticket = ticket
        self._progress = progress

    def drop(self) -> None:
        """Forget the answer: no callback is called. The work itself may still finish."""
        self._tasks._forget(self._ticket)

    def cancel(self) -> None:
        """Ask long work to stop; its answer is still delivered."""
        if self._progress is not None:
            self._progress.cancel()


class Typing(Protocol):
    """Something being typed that goes to the disk by itself."""

    @property
    def stored(self) -> bool:
        """Whether all of it is on the disk."""

    @property
    def why(self) -> str:
        """Why it is not, and what becomes of it where the folder is closed."""

    def finish(self) -> None:
        """Store what waits, now."""

    def give_up(self) -> None:
        """Try no more."""


class _Doorbell(QObject):
    """Wakes the GUI thread; the only object that workers touch."""

    rang = Signal()


class Tasks(QObject):
    """The application's task manager; it lives on the GUI thread.

    Args:
        parent: the object that owns it.
        queries: how many queries run side by side.
    """

    changed = Signal(object)  # frozenset[str]: names of what a change touched
    saved = Signal()  # a change reached the disk
    crashed = Signal(object)  # BaseException nobody foresaw: a bug

    def __init__(self, parent: QObject | None = None, *, queries: int = 3) -> None:
        super().__init__(parent)
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="change")
        self._readers = ThreadPoolExecutor(queries, thread_name_prefix="query")
        # Sending, an import, the doctor and a closing may all be under way.
        self._long = ThreadPoolExecutor(4, thread_name_prefix="long")
        self._tickets = itertools.count(1)
        self._jobs: dict[int, _Job] = {}
        self._running: set[int] = set()
        self._answers: SimpleQueue[tuple[int, str, object]] = SimpleQueue()
        self._bell = _Doorbell(self)
        self._bell.rang.connect(self._on_ring, Qt.ConnectionType.QueuedConnection)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(BREATH_MS)
        self._rest.timeout.connect(self._deliver_some)
        self._closed = False
        self._progresses: dict[int, Progress] = {}
        self._typings: WeakSet[Typing] = WeakSet()

    def watch(self, typing: Typing) -> None:
        """Take note of something that must be on the disk before the folder is closed."""
        self._typings.add(typing)

    def settle(self) -> list[Typing]:
        """Store all that is typed, wait for it, and return what could not be stored."""
        for typing in self.unstored():
            typing.finish()
        if not self._closed:
            self._writer.submit(_nothing).result()
            self._deliver()
        return self.unstored()

    def unstored(self) -> list[Typing]:
        """Return what is typed and not on the disk yet."""
        return [each for each in self._typings if shiboken6.isValid(each) and not each.stored]

    def change(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None] | None = None,
        on_error: Callable[[ColetorError], None] | None = None,
        *,
        touches: Iterable[str] = (),
        owner: QObject | None = None,
    ) -> Handle:
        """Run a function that writes, one at a time and in the order asked for.

        Args:
            work: called on the writer's thread; it must not touch widgets.
            on_done: called with its result on the GUI thread.
            on_error: called with a ColetorError; without it the error counts as a bug.
            touches: names of what it changes, for the `changed` signal.
            owner: when it is gone, the callbacks are not called.
        """
        job = _Job(work, on_done, on_error, None, frozenset(touches), True, owner)
        return self._submit(self._writer, job)

    def query(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None] | None = None,
        on_error: Callable[[ColetorError], None] | None = None,
        *,
        owner: QObject | None = None,
    ) -> Handle:
        """Run a function that only reads, beside others; arguments as in `change`."""
        return self._submit(
            self._readers, _Job(work, on_done, on_error, None, frozenset(), False, owner)
        )

    def long(
        self,
        work: Callable[[Progress], T],
        on_done: Callable[[T], None] | None = None,
        on_error: Callable[[ColetorError], None] | None = None,
        on_progress: Callable[[Any], None] | None = None,
        *,
        touches: Iterable[str] = (),
        owner: QObject | None = None,
    ) -> Handle:
        """Run network or child-process work that reports progress and can be cancelled."""
        ticket = next(self._tickets)
        answers, ring = self._answers, self._bell.rang.emit

        def post(value: object) -> None:
            answers.put((ticket, "progress", value))
            ring()

        progress = Progress(post)
        self._progresses[ticket] = progress
        touched = frozenset(touches)
        job = _Job(lambda: work(progress), on_done, on_error, on_progress, touched, False, owner)
        self._submit(self._long, job, ticket)
        return Handle(self, ticket, progress)

    @property
    def idle(self) -> bool:
        """Whether nothing runs and no answer waits for delivery."""
        return not self._running

    def stop_long(self) -> None:
        """Ask all long work to stop; what it answers is still delivered."""
        for progress in self._progresses.values():
            progress.cancel()

    def shutdown(self) -> None:
        """Ask long work to stop, wait for everything under way, deliver nothing more."""
        if self._closed:
            return
        self._closed = True
        self.stop_long()
        for pool in (self._readers, self._long):
            pool.shutdown(wait=True, cancel_futures=True)
        self._writer.shutdown(wait=True)  # nothing typed is thrown away
        self._jobs.clear()
        self._running.clear()

    # The worker gets the ticket and two plain objects, never a callback nor a widget.
    def _submit(self, pool: ThreadPoolExecutor, job: _Job, ticket: int | None = None) -> Handle:
        ticket = next(self._tickets) if ticket is None else ticket
        if self._closed:
            return Handle(self, ticket)
        self._jobs[ticket] = job
        self._running.add(ticket)
        pool.submit(_work, ticket, self._jobs, self._answers, self._bell.rang.emit)
        return Handle(self, ticket)

    def _forget(self, ticket: int) -> None:
        job = self._jobs.get(ticket)
        if job is not None:
            job.on_done = job.on_error = job.on_progress = None
            job.forgotten = True

    def _on_ring(self) -> None:
        if not self._rest.isActive():
            self._deliver_some()

    def _deliver_some(self) -> None:
        """Deliver what came, in its order; keys and paintings come in between where it is much."""
        until = time.monotonic() + _TURN_S
        while self._deliver_one():
            if time.monotonic() > until:
                self._rest.start()
                return

    def _deliver(self) -> None:
        while self._deliver_one():
            pass

    def _deliver_one(self) -> bool:
        if self._closed:
            return False
        try:
            ticket, kind, value = self._answers.get_nowait()
        except Empty:
            return False
        self._answer(ticket, kind, value)
        return True

    def _answer(self, ticket: int, kind: str, value: object) -> None:
        job = self._jobs[ticket] if kind == "progress" else self._jobs.pop(ticket)
        if kind == "progress":
            _call(job, job.on_progress, value)
            return
        self._running.discard(ticket)
        self._progresses.pop(ticket, None)
        if kind == "done":
            self._settle(job, value)
        elif isinstance(value, ColetorError) and job.on_error is not None:
            _call(job, job.on_error, value)
        elif not (job.forgotten and isinstance(value, ColetorError)):
            self.crashed.emit(value)

    def _settle(self, job: _Job, value: object) -> None:
        if job.saves:
            self.saved.emit()
        _call(job, job.on_done, value)
        if job.touches:
            self.changed.emit(job.touches)


def _nothing() -> None:
    """Come after all that the writer was told to do."""


def _call(job: _Job, callback: Callback | None, value: object) -> None:
    """Call back unless the widget it belongs to is gone."""
    if callback is None:
        return
    for owner in (job.owner, getattr(callback, "__self__", None)):
        if isinstance(owner, QObject) and not shiboken6.isValid(owner):
            return
    callback(value)


def _work(
    ticket: int,
    jobs: dict[int, _Job],
    answers: "SimpleQueue[tuple[int, str, object]]",
    ring: Callable[[], None],
) -> None:
    """Run one job on a worker; the reference to its function is dropped before the answer."""
    try:
        answer: tuple[int, str, object] = (ticket, "done", jobs[ticket].work())
    except BaseException as error:  # noqa: BLE001 - the named boundary between worker and screen
        answer = (ticket, "error", error)
    answers.put(answer)
    ring()
