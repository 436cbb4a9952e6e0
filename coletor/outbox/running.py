"""One run of the sender: leases, calls, answers, waits, until nothing more can be done."""

import queue
import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from coletor import background
from coletor import clock as stamps
from coletor.outbox import leasing
from coletor.outbox.leasing import LOOK, Job
from coletor.outbox.pace import Pace
from coletor.outbox.policy import Policy
from coletor.outbox.recording import Recorder
from coletor.outbox.ticking import Clock
from coletor.outbox.types import ACCEPTED, FAILED, REJECTED, UNKNOWN, Result, Summary
from coletor.outbox.verdicts import Answer
from coletor.store import Store
from coletor.webservice.answers import Accepted
from coletor.webservice.names import Wire

_QUICK = 0.05
"""Seconds: calls shorter than this are leased ahead, so that none waits for the disk."""
_AHEAD = 4
"""Calls leased for each that is made at a time, of which all but one wait for their turn."""
_GLANCE = 1.0
"""Seconds between glances at the queue, and at Ctrl+C on Windows, while calls are under way."""
_LONGEST_REST = 0.1
"""Seconds; some systems tell the processor time of a thread in large steps."""
_GATHER = 0.05
"""Seconds at most that an acceptance waits for others, to be written in one transaction."""


@dataclass
class Run:
    """The state of one run; see `coletor.outbox.sender.Sender.run` for the arguments."""

    store: Store
    call: Callable[[Job], Answer]
    wire: Wire
    policy: Policy
    clock: Clock
    chance: random.Random
    parallel: int
    limit: int | None
    until_empty: bool
    on_result: Callable[[Result], None]
    stop: threading.Event
    rest: float = 0.0

    def __post_init__(self) -> None:
        self._recorder = Recorder(self.policy, self.chance)
        self._pace = Pace(self.policy, self.clock, self.chance, patient=self.until_empty)
        self._answers: queue.SimpleQueue[tuple[Job, Future[Answer | None]]] = queue.SimpleQueue()
        self._under_way: dict[int, tuple[Job, Future[Answer | None]]] = {}
        self._not_begun: list[Job] = []
        self._typical: float | None = None
        self._owed = threading.local()  # by thread: how long it rests before its next call
        self._sent = 0
        self._retries_first = False
        self._summary = Summary()
        self._open: dict[int, str] = {}

    def go(self) -> Summary:
        """Run to the end and return what came of it."""
        with self.store.change() as db:
            leasing.recover(db, self.clock.now())
            self._pace.resume(leasing.throttled_until(db))
        with ThreadPoolExecutor(
            self.parallel, thread_name_prefix="envio", initializer=background.give_way
        ) as pool:
            answered: list[tuple[Job, Answer]] = []
            while True:
                jobs = self._turn(answered)
                for job in jobs:
                    future = pool.submit(self._timed, job)
                    self._under_way[job.attempt_id] = (job, future)
                    future.add_done_callback(partial(self._deliver, job))
                if not self._under_way and not self._not_begun and not self._wait_for_work():
                    return self._finish()
                answered = self._collect()

    def _timed(self, job: Job) -> Answer | None:
        """Make a call and note how long calls take; None when it must not begin any more."""
        owed = getattr(self._owed, "seconds", 0.0)
        if owed:
            self.stop.wait(owed)  # not after the call: its answer is to be written at once
        if not self._may_begin():
            return None
        began = time.monotonic()
        used = time.thread_time()
        answer = self.call(job)
        took = time.monotonic() - began
        self._owed.seconds = min(self.rest * (time.thread_time() - used), _LONGEST_REST)
        # The last word counts half.
        self._typical = took if self._typical is None else (self._typical + took) / 2
        return answer

    def _deliver(self, job: Job, done: Future[Answer | None]) -> None:
        if not done.cancelled():
            self._answers.put((job, done))

    def _may_begin(self) -> bool:
        """Tell whether calls that are leased may begin; asked from every thread."""
        return not (self.stop.is_set() or self._pace.stopped or self._pace.waiting())

    def _called_off(self) -> list[Job]:
        """Take back the calls that were leased ahead and not begun, where none may begin now."""
        called_off, self._not_begun = self._not_begun, []
        if self._ahead() == 1 or not self._may_begin():
            cancelled = [job for job, future in self._under_way.values() if future.cancel()]
            for job in cancelled:
                del self._under_way[job.attempt_id]
            called_off += cancelled
        self._sent -= sum(job.call != LOOK for job in called_off)
        return called_off

    def _ahead(self) -> int:
        """Return how many calls may be leased for each that is made at a time."""
        slow = self._typical is None or self._typical > _QUICK
        return 1 if slow or self._pace.probing else _AHEAD

    def _turn(self, answered: list[tuple[Job, Answer]]) -> list[Job]:
        """Write what was answered and lease what comes next, in one transaction."""
        now = self.clock.now()
        for _, answer in answered:
            self._pace.hear(answer)
        called_off = self._called_off()
        slots = self._slots()
        if not answered and not called_off and not slots:
            return []
        with self.store.change() as db:
            results = [
                (job, self._recorder.record(db, job, answer, now)) for job, answer in answered
            ]
            for job in called_off:
                leasing.give_back(db, job, now)
            jobs = []
            if slots:
                self._retries_first = not self._retries_first
                jobs = leasing.take(
                    db, slots, self.wire, self.policy, now, retries_first=self._retries_first
                )
        self._sent += sum(job.call != LOOK for job in jobs)
        for job, result in results:
            self._note(job, result)
            self.on_result(result)
        return jobs

    def _slots(self) -> int:
        """Return how many more calls may start now."""
        if self.stop.is_set() or self._pace.stopped or self._pace.waiting():
            return 0
        calls = 1 if self._pace.probing else self.parallel
        slots = calls * self._ahead() - len(self._under_way)
        if self.limit is not None:
            slots = min(slots, self.limit - self._sent)
        return max(0, slots)

    def _note(self, job: Job, result: Result) -> None:
        self._open.pop(job.operation_id, None)
        if result.outcome == ACCEPTED:
            self._summary.accepted += 1
        elif result.outcome == REJECTED:
            self._summary.rejected += 1
        else:
            self._open[job.operation_id] = result.outcome

    def _collect(self) -> list[tuple[Job, Answer]]:
        """Wait for an answer and return all there are; bugs of the calls surface here."""
        answered: list[tuple[Job, Answer]] = []
        wait, until, enough = _GLANCE, None, self._enough()
        while self._under_way:
            try:
                job, future = (
                    self._answers.get(timeout=wait) if wait else self._answers.get_nowait()
                )
            except queue.Empty:
                if until is None:
                    # Whatever was quick is so no longer: what waits for its turn goes back.
                    self._typical = None
                break
            if answered and future.exception():
                self._answers.put((job, future))  # what was answered is written before
                break
            del self._under_way[job.attempt_id]
            answer = future.result()
            if answer is None:
                self._not_begun.append(job)
            else:
                answered.append((job, answer))
            now = time.monotonic()
            until = until or now + _GATHER
            calm = isinstance(answer, Accepted) and len(answered) < enough
            wait = max(0.0, until - now) if calm else 0.0
        return answered

    def _enough(self) -> int:
        """Return how many answers are worth a transaction: half of what is leased ahead.

        The other half keeps the line busy while they are written. Whatever is no acceptance is
        written, and heeded, at once.
        """
        return self.parallel * self._ahead() // 2 if self._ahead() > 1 else 1

    def _wait_for_work(self) -> bool:
        """Wait, with nothing under way, for something to do; tell whether there is."""
        if self.stop.is_set() or self._pace.stopped or self._limit_reached():
            return False
        due = self._next_due()
        now = self.clock.now()
        if due is None or (not self.until_empty and due > now):
            return False
        if due > now:
            self.clock.wait((due - now).total_seconds(), self.stop)
        return not self.stop.is_set()

    def _limit_reached(self) -> bool:
        return self.limit is not None and self._sent >= self.limit

    def _next_due(self) -> datetime | None:
        """Return when something can be tried; the queue's own pause counts."""
        with self.store.query() as db:
            due = leasing.next_due(db)
            found = stamps.read(due) if due else None
            if leasing.any_fresh(db):
                found = self.clock.now()
        if found is None or self._pace.until is None:
            return found
        return max(found, self._pace.until)

    def _finish(self) -> Summary:
        summary = self._summary
        outcomes = list(self._open.values())
        summary.unknown = outcomes.count(UNKNOWN)
        summary.failed = outcomes.count(FAILED)
        with self.store.query() as db:
            summary.remaining = leasing.waiting(db)
            summary.next_at = leasing.next_due(db)
        summary.stopped = "pedido" if self.stop.is_set() else self._pace.stopped
        summary.message = self._pace.message
        return summary
