"""What a month's closing says, line by line."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coletor.messages import text
from coletor.outbox.settling import CANCEL_AGAIN, KEEP_THEIRS, SEND_AGAIN, SEND_MINE

EQUAL = "igual"
ONLY_HERE = "so_aqui"
DIFFERENT = "diferente"
CANCELLED_THERE = "cancelado_la"
ACTIVE_THERE = "ativo_la"
NOT_SENT = "nao_enviado"
PENDING = "pendente"
FOREIGN = "outra_origem"

WAYS: Mapping[str, tuple[str, ...]] = {
    EQUAL: (),
    ONLY_HERE: (SEND_AGAIN,),
    DIFFERENT: (SEND_MINE, KEEP_THEIRS),
    CANCELLED_THERE: (KEEP_THEIRS,),
    ACTIVE_THERE: (CANCEL_AGAIN,),
    NOT_SENT: (KEEP_THEIRS,),
    PENDING: (),
    FOREIGN: (),
}
"""What a click can do about each kind of line; words are ``closing.way.<id>``."""


@dataclass(frozen=True, slots=True)
class Line:
    """One contact of the month.

    Args:
        uuid: the contact.
        kind: a key of `WAYS`; its word is ``closing.kind.<kind>``.
        word: the contact's situation here (``store.word.<word>``), None for a foreign one.
        here: version accepted here, 0 for none.
        there: version on the server, 0 for none.
        protocol: the server's protocol, where it lists the contact.
        patient: name, to find the contact by; None for a foreign one.
        admission: day of admission, AAAA-MM-DD.
    """

    uuid: str
    kind: str
    word: str | None = None
    here: int = 0
    there: int = 0
    protocol: str | None = None
    patient: str | None = None
    admission: str | None = None

    @property
    def ways(self) -> tuple[str, ...]:
        """Return how it can be settled with one click; nothing can be done to foreign ones."""
        return WAYS[self.kind]

    @property
    def advice(self) -> str:
        """Return in a sentence what the difference is and what to do."""
        return text(f"closing.advice.{self.kind}")

    def as_json(self) -> dict[str, Any]:
        """Return the line that ``fechamento --json`` prints; it names no patient."""
        return {
            "uuid": self.uuid,
            "comparacao": self.kind,
            "situacao": self.word,
            "versao_aqui": self.here or None,
            "versao_la": self.there or None,
            "protocolo": self.protocol,
            "acertos": list(self.ways),
        }


@dataclass(frozen=True, slots=True)
class Closing:
    """A month compared with the server.

    Args:
        month: of the admission, AAAAMM.
        at: instant of the comparison (UTC).
        operator: who compared.
        lines: every contact, what differs first.
    """

    month: str
    at: str
    operator: str
    lines: tuple[Line, ...]

    @property
    def counts(self) -> Counter[str]:
        """Return how many lines there are of each kind."""
        return Counter(line.kind for line in self.lines)

    @property
    def differing(self) -> tuple[Line, ...]:
        """Return the lines of ours that are not equal."""
        return tuple(line for line in self.lines if line.kind not in (EQUAL, FOREIGN))

    def sentences(self) -> list[str]:
        """Return in words what came of it."""
        name, counts = f"{self.month[4:]}/{self.month[:4]}", self.counts
        verdict = "green" if self.green else "red"
        said = [
            text(
                f"closing.summary.{verdict}",
                month=name,
                equal=counts[EQUAL],
                differing=len(self.differing),
            )
        ]
        if counts[FOREIGN]:
            said.append(text("closing.summary.foreign", count=counts[FOREIGN]))
        return said

    @property
    def green(self) -> bool:
        """Tell whether everything of ours is equal; foreign contacts are no obstacle."""
        return not self.differing
