"""What an answer means for its operation: an event of the state machine, words, and a wait."""

import json
import random
from dataclasses import dataclass
from functools import cached_property

from coletor.contact import Document
from coletor.errors import ColetorError
from coletor.messages import text
from coletor.model import Model, load_model
from coletor.outbox import judging
from coletor.outbox.freezing import read_places
from coletor.outbox.leasing import LOOK, Job
from coletor.outbox.machine import DIFFERENT
from coletor.outbox.policy import Policy
from coletor.outbox.standing import accepted_document
from coletor.store import Database
from coletor.webservice.answers import Accepted, Detailed, Failure, Mensagem, RefusalKind, Refused
from coletor.webservice.codes import explain

Answer = Accepted | Detailed | Refused | ColetorError
"""What a call came to; an error that is no `Failure` says nothing about the server."""

EXISTS = "ja-existe"
ABSENT = "ausente"
_TIMES_EXISTING = 3


@dataclass(frozen=True)
class Content:
    """What an operation says, with the ways back from the wire and to the draft's rows."""

    model: Model
    document: Document
    places: dict[str, str]
    rows: dict[str, int]


@dataclass(frozen=True)
class Operation:
    """What the writing needs to know of the operation."""

    db: Database
    id: int
    state: str
    absent_seen: bool
    sha256: str
    operator_id: int

    @cached_property
    def content(self) -> Content:
        """Return what it says: long, and an acceptance is written without reading it."""
        document, places, rows, model_id = self.db.execute(
            "SELECT o.document, o.places, o.rows, c.model FROM operation o"
            " JOIN contact c ON c.uuid = o.uuid WHERE o.id = ?",
            [self.id],
        ).fetchone()
        model = load_model(model_id)
        return Content(model, json.loads(document), read_places(places), json.loads(rows))


@dataclass(frozen=True)
class Verdict:
    """An event of the state machine with what goes with it."""

    event: str
    code: str | None = None
    message: str | None = None
    wait: float | None = None
    accepted: Accepted | None = None
    adopted: bool = False
    refusal: tuple[Mensagem, ...] = ()
    business: bool = False


class Judge:
    """Says what an answer means; writes nothing.

    Args:
        policy: waits and second look.
        chance: source of the jitter.
    """

    def __init__(self, policy: Policy, chance: random.Random) -> None:
        self._policy = policy
        self._chance = chance

    def judge(self, db: Database, job: Job, operation: Operation, answer: Answer) -> Verdict:
        """Return the verdict on one call.

        Args:
            db: a connection inside a transaction.
            job: the call.
            operation: the operation it was made for.
            answer: what it came to.
        """
        if isinstance(answer, Accepted):
            return Verdict("aceitou", accepted=answer)
        if isinstance(answer, ColetorError):
            return self._failed(db, job, operation, answer)
        if isinstance(answer, Refused) and answer.kind is RefusalKind.CREDENTIALS:
            return self._credentials(job, operation, answer)
        if job.call == LOOK:
            return self._looked(db, job, operation, answer)
        if isinstance(answer, Refused):
            return self._refused(db, job, operation, answer)
        raise TypeError(f"{type(answer).__name__} answers no {job.call}")

    def _failed(self, db: Database, job: Job, operation: Operation, error: ColetorError) -> Verdict:
        failure = error if isinstance(error, Failure) else None
        code = str(failure.kind) if failure else error.message_id
        wait = self._wait(db, job, operation)
        if failure and failure.retry_after is not None:
            wait = max(wait, failure.retry_after)
        if job.call != LOOK and failure and failure.reached is False:
            return Verdict("nao_chegou", code, str(error), wait)
        # After a message whose fate is unknown, the first look comes at once; a look that failed
        # waits like any failure, and so does one that the service asked to be spared.
        if job.call != LOOK and not (failure and failure.retry_after is not None):
            wait = 0.0
        return Verdict("sem_resposta", code, text("outbox.unknown", reason=error), wait)

    def _wait(self, db: Database, job: Job, operation: Operation) -> float:
        """Return the next wait in seconds; a second look never comes before its time."""
        plain = self._policy.wait(_failures(db, job.operation_id) + 1, self._chance)
        return max(plain, self._policy.second_look) if operation.absent_seen else plain

    def _credentials(self, job: Job, operation: Operation, answer: Refused) -> Verdict:
        first = answer.messages[0]
        message = explain(first.code, operation.content.model)[1] if first.code else first.text
        event = "sem_resposta" if job.call == LOOK else "nao_chegou"
        wait = 0.0 if job.call == LOOK else None
        return Verdict(event, first.code or "credentials", message, wait)

    def _refused(self, db: Database, job: Job, operation: Operation, answer: Refused) -> Verdict:
        first = answer.messages[0]
        if answer.kind is RefusalKind.SERVICE:
            wait = self._wait(db, job, operation)
            reason = _explained(first, operation.content.model)
            return Verdict(
                "sem_resposta", first.code or "service", text("outbox.unknown", reason=reason), wait
            )
        if (
            answer.kind is RefusalKind.DUPLICATE
            and job.kind == "incluir"
            and _times_existing(db, job.operation_id) < _TIMES_EXISTING
        ):
            return Verdict("ja_existe", EXISTS, text("outbox.exists"), 0.0)
        return _rejected(answer, operation.content.model)

    def _looked(
        self, db: Database, job: Job, operation: Operation, answer: Detailed | Refused
    ) -> Verdict:
        if isinstance(answer, Refused) and answer.kind is not RefusalKind.UNKNOWN_UUID:
            wait = self._wait(db, job, operation)
            first = answer.messages[0]
            reason = _explained(first, operation.content.model)
            return Verdict(
                "sem_resposta", first.code or "service", text("outbox.unknown", reason=reason), wait
            )
        found = answer if isinstance(answer, Detailed) else None
        event = judging.judge(
            job.kind,
            operation.content.document,
            accepted_document(db, job.uuid),
            found.document if found else None,
            cancelled=found is not None and found.state == "cancelado",
        )
        if event == judging.ARRIVED and found is not None:
            accepted = Accepted(found.protocol, found.accepted_at, found.version)
            return Verdict(event, accepted=accepted, adopted=True)
        if event == judging.DIFFERS:
            return Verdict(event, DIFFERENT, text("outbox.different"))
        if event == judging.GONE and isinstance(answer, Refused):
            return _rejected(answer, operation.content.model)
        if operation.absent_seen:
            wait = self._policy.wait(_failures(db, job.operation_id) + 1, self._chance)
            return Verdict(judging.ABSENT_AGAIN, ABSENT, text("outbox.absent_again"), wait)
        return Verdict(judging.ABSENT, ABSENT, text("outbox.absent"), self._policy.second_look)


def read_operation(db: Database, operation_id: int) -> Operation:
    """Return what the writing of an answer needs to know of its operation.

    Args:
        db: the connection of the change; it is read again for the content.
        operation_id: row of the outbox.
    """
    state, absent_seen, sha256, operator_id = db.execute(
        "SELECT state, absent_seen, body_sha256, operator_id FROM operation WHERE id = ?",
        [operation_id],
    ).fetchone()
    return Operation(db, operation_id, state, bool(absent_seen), sha256, operator_id)


def _failures(db: Database, operation_id: int) -> int:
    """Return how many attempts in a row came to nothing; any word of the service ends the row."""
    return int(
        db.execute(
            "SELECT COUNT(*) FROM attempt WHERE operation_id = ? AND outcome = 'falha' AND id >"
            " coalesce((SELECT MAX(id) FROM attempt WHERE operation_id = ?"
            " AND outcome NOT IN ('falha', 'sem_confirmacao')), 0)",
            [operation_id, operation_id],
        ).fetchone()[0]
    )


def _times_existing(db: Database, operation_id: int) -> int:
    return int(
        db.execute(
            "SELECT COUNT(*) FROM attempt WHERE operation_id = ? AND code = ?",
            [operation_id, EXISTS],
        ).fetchone()[0]
    )


def _explained(message: Mensagem, model: Model) -> str:
    """Return the plain words of a message: ours for its code, otherwise the service's own."""
    return explain(message.code, model)[1] if message.code or not message.text else message.text


def _rejected(answer: Refused, model: Model) -> Verdict:
    first = answer.messages[0]
    return Verdict(
        "rejeitou",
        first.code or None,
        _explained(first, model),
        refusal=answer.messages,
        business=answer.kind is RefusalKind.BUSINESS,
    )
