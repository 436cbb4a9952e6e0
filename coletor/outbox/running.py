"""One run of the sender: leases, calls, answers, waits, until nothing more can be done."""

import queue
import random
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import partial

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
from coletor.webservice.names import Wire

_GLANCE = 1.0
"""Seconds between glances at the queue, and at Ctrl+C on Windows, while calls are under way."""


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

    def __post_init__(self) -> None:
        self._recorder = Recorder(self.policy, self.chance)
        self._pace = Pace(self.policy, self.clock, self.chance, patient=self.until_empty)
        self._answers: queue.SimpleQueue[tuple[Job, Future[Answer]]] = queue.SimpleQueue()
        self._in_flight = 0
        self._sent = 0
        self._retries_first = False
        self._summary = Summary()
        self._open: dict[int, str] = {}

    def go(self) -> Summary:
        """Run to the end and return what came of it."""
        with self.store.change() as db:
            leasing.recover(db, self.clock.now())
            self._pace.resume(leasing.throttled_until(db))
        with ThreadPoolExecutor(self.parallel, thread_name_prefix="envio") as pool:
            answered: list[tuple[Job, Answer]] = []
            while True:
                jobs = self._turn(answered)
                for job in jobs:
                    future = pool.submit(self.call, job)
                    future.add_done_callback(partial(self._deliver, job))
                self._in_flight += len(jobs)
                if not self._in_flight and not self._wait_for_work():
                    return self._finish()
                answered = self._collect()

    def _deliver(self, job: Job, done: Future[Answer]) -> None:
        self._answers.put((job, done))

    def _turn(self, answered: list[tuple[Job, Answer]]) -> list[Job]:
        """Write what was answered and lease what comes next, in one transaction."""
        now = self.clock.now()
        for _, answer in answered:
            self._pace.hear(answer)
        slots = self._slots()
        if not answered and not slots:
            return []
        with self.store.change() as db:
            results = [
                (job, self._recorder.record(db, job, answer, now)) for job, answer in answered
            ]
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
        slots = (1 if self._pace.probing else self.parallel) - self._in_flight
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
        if not self._in_flight:
            return []
        found = []
        try:
            found.append(self._answers.get(timeout=_GLANCE))
            while True:
                found.append(self._answers.get_nowait())
        except queue.Empty:
            pass
        self._in_flight -= len(found)
        return [(job, future.result()) for job, future in found]

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
