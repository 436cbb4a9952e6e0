"""When to try again: numbers of the sender, all of them parameters.

Every wait grows, is spread by chance so that establishments do not return in step, and has a
ceiling; the instant of the next attempt is stored and shown (decision 6).
"""

import random
from dataclasses import dataclass


@dataclass(frozen=True)
class Policy:
    """Times in seconds, and limits, of one sender.

    Args:
        first_wait: wait after the first failure.
        factor: how much longer each further wait is.
        ceiling: longest wait.
        jitter: share of the wait that chance adds or takes away (0.25 = a quarter).
        lease: how long an attempt may stay without an answer before it counts as unknown; longer
            than a call can take, so that only a sender that died lets it run out.
        second_look: least time between two looks before "absent" is believed, because a late
            message may still land (decision 5).
        failures_in_a_row: failures without any answer in between after which the whole queue
            waits, instead of running every record against a wall.
        patience: with ``until_empty``, how long to go on without hearing from the service at
            all before giving the queue back; None for ever.
    """

    first_wait: float = 5.0
    factor: float = 2.0
    ceiling: float = 900.0
    jitter: float = 0.25
    lease: float = 300.0
    second_look: float = 60.0
    failures_in_a_row: int = 4
    patience: float | None = 300.0

    def wait(self, failures: int, chance: random.Random) -> float:
        """Return the seconds to wait after so many failures in a row.

        Args:
            failures: failures of this record up to now, from 1.
            chance: source of the jitter.
        """
        exponent = min(max(failures, 1) - 1, 64)
        plain = min(self.first_wait * self.factor**exponent, self.ceiling)
        return min(plain * (1 + self.jitter * chance.uniform(-1, 1)), self.ceiling)


TRAINING = Policy(first_wait=1.0, ceiling=30.0, second_look=5.0)
"""For the training webservice of this computer, where nothing is on its way for long."""
