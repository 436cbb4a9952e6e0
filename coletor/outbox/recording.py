"""Writes what a call came to: one transaction moves state, receipt or refusal, and list row."""

import random
from datetime import datetime, timedelta

from coletor import clock
from coletor.contact.document import get
from coletor.outbox import judging
from coletor.outbox.gaps import note_gap
from coletor.outbox.leasing import LOOK, Job
from coletor.outbox.machine import PENDING, SERVER, machine
from coletor.outbox.policy import Policy
from coletor.outbox.substituting import release
from coletor.outbox.types import ACCEPTED, FAILED, REJECTED, UNKNOWN, Result
from coletor.outbox.verdicts import Answer, Judge, Operation, Verdict, read_operation
from coletor.store import Database
from coletor.store.listing import Listing
from coletor.store.standing import server_of
from coletor.webservice.codes import locate

_OUTCOMES = {
    "aceitou": ACCEPTED,
    "rejeitou": REJECTED,
    "nao_chegou": FAILED,
    "sem_resposta": UNKNOWN,
    "ja_existe": UNKNOWN,
    "conteudo_diferente": UNKNOWN,
    "ausente": UNKNOWN,
    "ausente_de_novo": FAILED,
}


class Recorder:
    """Turns answers into rows.

    Args:
        policy: waits and second look.
        chance: source of the jitter.
    """

    def __init__(self, policy: Policy, chance: random.Random) -> None:
        self._judge = Judge(policy, chance)

    def record(self, db: Database, job: Job, answer: Answer, now: datetime) -> Result:
        """Write the outcome of one call and return it.

        Args:
            db: the connection of a change; everything goes into its transaction.
            job: the call.
            answer: what it came to.
            now: this instant.
        """
        operation = read_operation(db, job.operation_id)
        verdict = self._judge.judge(db, job, operation, answer)
        state = machine().next(PENDING, operation.state, verdict.event)
        next_at = _after(now, verdict.wait)
        path = _write_rejections(db, job, operation, verdict)
        if verdict.accepted is not None:
            _write_receipt(db, job, operation, verdict, now)
        db.execute(
            "UPDATE attempt SET ended_at = ?, outcome = ?, code = ?, message = ? WHERE id = ?",
            [
                clock.stamp(now),
                _attempt_outcome(job, verdict),
                verdict.code,
                verdict.message,
                job.attempt_id,
            ],
        )
        db.execute(
            "UPDATE operation SET state = ?, next_at = ?, absent_seen = ?, code = ?, message = ?,"
            " path = ?, changed_at = ? WHERE id = ?",
            [
                state,
                next_at,
                _absent_seen(operation, verdict),
                verdict.code,
                verdict.message,
                path,
                clock.stamp(now),
                job.operation_id,
            ],
        )
        Listing.move(db, job.uuid)
        if verdict.accepted is not None and job.kind == "cancelar":
            release(db, job.uuid)
        protocol = verdict.accepted.protocol or None if verdict.accepted else None
        outcome = _outcome(state, verdict)
        return Result(job.uuid, job.kind, outcome, protocol, verdict.code, verdict.message, next_at)


def _after(now: datetime, wait: float | None) -> str | None:
    return None if wait is None else clock.stamp(now + timedelta(seconds=wait))


def _absent_seen(operation: Operation, verdict: Verdict) -> int:
    """Tell what to remember: one look that found nothing, as long as nothing is sent again."""
    if verdict.event == judging.ABSENT:
        return 1
    keeps = operation.state == "sem_confirmacao" and verdict.event == "sem_resposta"
    return int(keeps and operation.absent_seen)


def _outcome(state: str, verdict: Verdict) -> str:
    return UNKNOWN if state == "sem_confirmacao" else _OUTCOMES[verdict.event]


def _attempt_outcome(job: Job, verdict: Verdict) -> str:
    """Return what the attempt came to: a look without an answer is a failure of the look."""
    if job.call == LOOK and verdict.event == "sem_resposta":
        return FAILED
    return _OUTCOMES[verdict.event]


def _write_receipt(
    db: Database, job: Job, operation: Operation, verdict: Verdict, now: datetime
) -> None:
    accepted = verdict.accepted
    if accepted is None:
        return
    server, version = server_of(db, job.uuid)
    machine().next(SERVER, server, job.kind)
    db.execute(
        "INSERT INTO receipt (operation_id, uuid, kind, version, protocol, accepted_at,"
        " received_at, body_sha256, adopted, operator_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            job.operation_id,
            job.uuid,
            job.kind,
            # Versions only grow, whatever the service counts.
            max(accepted.version, version + 1),
            accepted.protocol or None,
            accepted.accepted_at or None,
            clock.stamp(now),
            operation.sha256,
            int(verdict.adopted),
            operation.operator_id,
        ],
    )


def _write_rejections(db: Database, job: Job, operation: Operation, verdict: Verdict) -> str | None:
    """Write every message of a refusal with its place and return the first place known."""
    if not verdict.refusal:
        return None
    first, said = None, operation.content
    for position, message in enumerate(verdict.refusal):
        path = locate(said.model, said.places, message, said.document)
        value = get(said.document, path) if path else None
        db.execute(
            "INSERT INTO rejection (operation_id, position, code, message, path, row_id, value)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                job.operation_id,
                position,
                message.code or None,
                message.text or None,
                path,
                said.rows.get(path) if path else None,
                None if value is None or isinstance(value, (dict, list)) else str(value),
            ],
        )
        if verdict.business:
            note_gap(db, job.uuid, job.operation_id, position, message.code, message.text, path)
        first = first or path
    return first
