"""The outbox: what a person concluded arrives exactly once, or visibly waits."""

from coletor.outbox.desk import Outbox
from coletor.outbox.machine import Axes, machine
from coletor.outbox.policy import TRAINING, Policy
from coletor.outbox.sender import Sender
from coletor.outbox.types import (
    Concluded,
    Difference,
    NotReadyError,
    OutboxError,
    QueueItem,
    Receipt,
    Rejection,
    Result,
    Summary,
)

__all__ = [
    "TRAINING",
    "Axes",
    "Concluded",
    "Difference",
    "NotReadyError",
    "Outbox",
    "OutboxError",
    "Policy",
    "QueueItem",
    "Receipt",
    "Rejection",
    "Result",
    "Sender",
    "Summary",
    "machine",
]
