"""Sends the queue: one sender per folder, one writer, several calls at a time."""

import random
import threading
from collections.abc import Callable
from typing import Protocol

from coletor.errors import ColetorError
from coletor.outbox.leasing import LOOK, Job
from coletor.outbox.policy import Policy
from coletor.outbox.running import Run
from coletor.outbox.ticking import Clock, SystemClock
from coletor.outbox.types import Result, Summary
from coletor.outbox.verdicts import Answer
from coletor.store import Store, folder_lock
from coletor.webservice.answers import Accepted, Detailed, Refused
from coletor.webservice.names import Wire

LOCK = "envio"
PARALLEL = 4


class Service(Protocol):
    """What the sender asks of the webservice; called from several threads at once."""

    @property
    def wire(self) -> Wire:
        """Return the names that messages are written with."""

    def incluir(self, body: bytes) -> Accepted | Refused:
        """Include a contact."""

    def alterar(self, body: bytes) -> Accepted | Refused:
        """Send a changed contact."""

    def cancelar(self, uuid: str, reason: str) -> Accepted | Refused:
        """Cancel a contact."""

    def detalhar(self, uuid: str) -> Detailed | Refused:
        """Say what the server holds."""


class Sender:
    """Sends what waits in the outbox of one folder.

    Args:
        store: the open database; its folder holds the lock of the sender.
        webservice: where to; whether it may be used is settled before.
        parallel: calls at a time.
        policy: waits and limits.
        clock: time.
        chance: source of the jitter.
        rest: how many times the processor time of a call its thread rests before its next one,
            beside a window whose keys come first; little against the time of a real service.
    """

    def __init__(
        self,
        store: Store,
        webservice: Service,
        *,
        parallel: int = PARALLEL,
        policy: Policy | None = None,
        clock: Clock | None = None,
        chance: random.Random | None = None,
        rest: float = 0.0,
    ) -> None:
        self._store = store
        self._service = webservice
        self._parallel = max(1, parallel)
        self._policy = policy or Policy()
        self._clock = clock or SystemClock()
        self._chance = chance or random.Random()  # noqa: S311 - jitter, not a secret
        self._rest = rest

    def run(
        self,
        limit: int | None = None,
        until_empty: bool = False,
        on_result: Callable[[Result], None] | None = None,
        stop: threading.Event | None = None,
    ) -> Summary:
        """Send what can be sent now; with ``until_empty``, wait for what can be sent later.

        Results are told after they are on disk. Setting ``stop`` ends the run after the calls
        under way have been answered.

        Args:
            limit: how many messages to send at most; questions about lost answers do not count.
            until_empty: go on until only refused and undecided contacts are left.
            on_result: told every result, in this thread.
            stop: set it from any thread to end the run.

        Raises:
            StoreError: another program is sending for this folder, or the disk failed.
        """
        with folder_lock(self._store.path.parent, LOCK):
            run = Run(
                self._store,
                self._call,
                self._service.wire,
                policy=self._policy,
                clock=self._clock,
                chance=self._chance,
                parallel=self._parallel,
                limit=limit,
                until_empty=until_empty,
                on_result=on_result or (lambda _: None),
                stop=stop or threading.Event(),
                rest=self._rest,
            )
            return run.go()

    def _call(self, job: Job) -> Answer:
        """Make one call; what is wrong with the world comes back as the answer."""
        try:
            if job.call == LOOK:
                return self._service.detalhar(job.uuid)
            if job.call == "cancelar":
                return self._service.cancelar(job.uuid, job.reason or "")
            if job.call == "alterar":
                return self._service.alterar(job.body)
            return self._service.incluir(job.body)
        except ColetorError as error:
            return error
