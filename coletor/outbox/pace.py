"""How fast the whole queue may go: one probe at first, a pause after failures, a stop."""

import random
from datetime import datetime, timedelta

from coletor.errors import ColetorError
from coletor.messages import text
from coletor.outbox.policy import Policy
from coletor.outbox.ticking import Clock
from coletor.outbox.verdicts import Answer
from coletor.webservice.answers import Failure, FailureKind, RefusalKind, Refused

CREDENTIALS = "credenciais"
SERVICE = "servico"


class Pace:
    """What the answers say about the service as a whole, not about one record.

    Args:
        policy: waits and limits.
        clock: time.
        chance: source of the jitter.
        patient: wait for a service that does not answer, instead of ending the run.

    Attributes:
        until: the queue waits until this instant, None when it does not.
        stopped: why the run must end (`CREDENTIALS`, `SERVICE`), None while it need not.
        message: the sentence that goes with it.
        probing: one call at a time, until the service answers.
    """

    def __init__(
        self, policy: Policy, clock: Clock, chance: random.Random, *, patient: bool
    ) -> None:
        self._policy, self._clock, self._chance = policy, clock, chance
        self._patient = patient
        self._failures = 0
        self._heard = clock.now()
        self.until: datetime | None = None
        self.stopped: str | None = None
        self.message: str | None = None
        self.probing = True

    def resume(self, until: datetime | None) -> None:
        """Take over a pause that the service asked an earlier run for."""
        if until and until > self._clock.now():
            self.until = self._heard = until
            self._end_unless_patient(None)

    def waiting(self) -> bool:
        """Tell whether the queue waits now."""
        return self.until is not None and self.until > self._clock.now()

    def hear(self, answer: Answer) -> None:
        """Take one answer, or the lack of one, into account."""
        if isinstance(answer, ColetorError):
            self._failed(answer)
            return
        self._failures, self.probing = 0, False
        self._heard = self._clock.now()
        if isinstance(answer, Refused) and answer.kind is RefusalKind.CREDENTIALS:
            self.stopped = CREDENTIALS
            self.message = text("outbox.stopped.credentials")

    def _failed(self, error: ColetorError) -> None:
        self._failures += 1
        throttled = isinstance(error, Failure) and error.kind is FailureKind.THROTTLED
        excess = self._failures - self._policy.failures_in_a_row
        if not throttled and excess < 0:
            return
        self.probing = True
        wait = self._policy.wait(max(excess + 1, 1), self._chance)
        if isinstance(error, Failure) and error.retry_after is not None:
            wait = max(wait, error.retry_after)
        self._pause(self._clock.now() + timedelta(seconds=wait))
        if throttled and self.until:
            self._heard = self.until
        self._end_unless_patient(error)

    def _pause(self, until: datetime) -> None:
        self.until = max(self.until, until) if self.until else until

    def _end_unless_patient(self, error: ColetorError | None) -> None:
        silent = (self._clock.now() - self._heard).total_seconds()
        patience = self._policy.patience
        if not self._patient or (patience is not None and silent > patience):
            self.stopped = SERVICE
            throttled = isinstance(error, Failure) and error.kind is FailureKind.THROTTLED
            self.message = (
                text("outbox.stopped.asked_to_wait")
                if error is None or throttled
                else text("outbox.stopped.service", reason=error)
            )
