"""What the outbox takes and gives: conclusions, results, queue lines, receipts, refusals."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from coletor.errors import ColetorError

ACCEPTED = "aceito"
REJECTED = "rejeitado"
UNKNOWN = "sem_confirmacao"
FAILED = "falha"


class OutboxError(ColetorError):
    """What was asked cannot be done with this contact now; the message says what can."""


class Finding(Protocol):
    """One finding of the checks, as far as the outbox reads it."""

    @property
    def rule(self) -> str:
        """Return the rule's id."""

    @property
    def severity(self) -> str:
        """Return ``erro`` or ``aviso``."""

    @property
    def path(self) -> str:
        """Return the concrete document path."""

    @property
    def message(self) -> str:
        """Return the Portuguese sentence."""


class NotReadyError(OutboxError):
    """A contact with errors cannot be concluded.

    Args:
        findings: every finding of the contact, in the order of the form.
    """

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        errors = [finding for finding in findings if finding.severity == "erro"]
        name = "outbox.one_error" if len(errors) == 1 else "outbox.errors"
        super().__init__(name, count=len(errors), first=errors[0].message)


@dataclass(frozen=True, slots=True)
class Concluded:
    """A contact that a person finished.

    Args:
        uuid: the contact.
        operation_id: its row in the outbox, None for a model that stays in the establishment.
        kind: incluir or alterar, None with no operation.
        warnings: findings that did not stop it.
    """

    uuid: str
    operation_id: int | None
    kind: str | None
    warnings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """What one call to the webservice came to.

    Args:
        uuid: the contact.
        operation: incluir, alterar or cancelar.
        outcome: aceito, rejeitado, sem_confirmacao or falha.
        protocol: the server's protocol of an accepted operation.
        code: the service's code, or the kind of failure.
        message: what a person reads.
        next_at: instant of the next attempt (UTC), None when nothing will be tried by itself.
    """

    uuid: str
    operation: str
    outcome: str
    protocol: str | None = None
    code: str | None = None
    message: str | None = None
    next_at: str | None = None

    def as_json(self) -> dict[str, str | None]:
        """Return the line that ``enviar --json`` prints."""
        return {
            "uuid": self.uuid,
            "operacao": self.operation,
            "resultado": self.outcome,
            "protocolo": self.protocol,
            "codigo": self.code,
            "mensagem": self.message,
        }


@dataclass(slots=True)
class Summary:
    """How a run of the sender ended.

    Args:
        accepted: operations accepted in this run.
        rejected: operations refused by the service in this run.
        unknown: operations of this run that ended without confirmation.
        failed: operations of this run whose last attempt did not reach the service.
        remaining: operations that still wait, of this run or not (refused ones do not).
        stopped: why the run ended before the queue did: ``credenciais``, ``servico``,
            ``pedido`` (somebody stopped it), or None.
        message: the sentence for that reason.
        next_at: instant of the next attempt (UTC), when something waits for one.
    """

    accepted: int = 0
    rejected: int = 0
    unknown: int = 0
    failed: int = 0
    remaining: int = 0
    stopped: str | None = None
    message: str | None = None
    next_at: str | None = None

    def as_json(self) -> dict[str, int]:
        """Return the counts that ``enviar --json`` prints under ``resumo``."""
        return {
            "aceitos": self.accepted,
            "rejeitados": self.rejected,
            "sem_confirmacao": self.unknown,
            "falhas": self.failed,
            "restantes": self.remaining,
        }


@dataclass(frozen=True, slots=True)
class QueueItem:
    """One line of the queue: an operation that still holds its contact.

    Args:
        uuid: the contact.
        operation: incluir, alterar or cancelar.
        state: pronto, enviando, sem_confirmacao or rejeitado.
        attempts: messages sent so far.
        next_at: not before this instant (UTC); None for at once, or for nothing to wait for.
        code: the service's code, or the kind of failure.
        message: what a person reads.
        path: place of the document that the refusal is about.
    """

    uuid: str
    operation: str
    state: str
    attempts: int
    next_at: str | None
    code: str | None
    message: str | None
    path: str | None

    def as_json(self) -> dict[str, str | int | None]:
        """Return the line that ``fila --json`` prints."""
        return {
            "uuid": self.uuid,
            "operacao": self.operation,
            "situacao": self.state,
            "tentativas": self.attempts,
            "proxima": self.next_at,
            "codigo": self.code,
            "mensagem": self.message,
            "caminho": self.path,
        }


@dataclass(frozen=True, slots=True)
class Receipt:
    """The proof that one version of a contact was accepted.

    Args:
        uuid: the contact.
        operation: incluir, alterar or cancelar.
        version: number of the version on the server.
        protocol: the server's protocol, None when a lost answer was settled without one.
        accepted_at: instant as the server said it.
        received_at: instant at which this program learned it (UTC).
        operator: name of the person who concluded the operation.
        sha256: hash of the message body that was sent.
        adopted: whether the answer was lost and the contact was found on the server.
    """

    uuid: str
    operation: str
    version: int
    protocol: str | None
    accepted_at: str | None
    received_at: str
    operator: str
    sha256: str
    adopted: bool


@dataclass(frozen=True, slots=True)
class Rejection:
    """One message of the refusal that a contact waits with.

    Args:
        position: order in the service's answer.
        code: the service's code.
        message: what a person reads and does about it.
        said: the service's own words, kept as they came.
        path: document path, None when the refusal names no place.
        row_id: row of the draft that the contact came from, None without one.
        element: ``Element.path`` of the place, None when it is a row, a list or nothing.
        value: the refused value; the mark goes when the cell says something else.
    """

    position: int
    code: str | None
    message: str
    said: str | None
    path: str | None
    row_id: int | None
    element: str | None
    value: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What the server holds under our UUID when it is not what we sent.

    Args:
        mine: the document that was sent.
        theirs: the document that the server holds.
        version: the server's version.
    """

    mine: dict[str, object] = field(repr=False)
    theirs: dict[str, object] = field(repr=False)
    version: int
