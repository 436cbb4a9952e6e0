"""What the doctor says: one step after the other, and the first that fails."""

from dataclasses import dataclass
from enum import StrEnum

from coletor.messages import text

STEPS = (
    "endereco",
    "rede",
    "proxy",
    "nome",
    "conexao",
    "certificado",
    "portal",
    "relogio",
    "servico",
    "credenciais",
)
"""What is looked at, in the order in which one thing needs the other."""


class Outcome(StrEnum):
    """How a step came out."""

    RIGHT = "certo"
    WRONG = "falha"
    SKIPPED = "nao_conferido"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was looked at.

    Args:
        id: one of `STEPS`; its name is ``network.step.<id>``.
        outcome: right, wrong or not looked at.
        message: what was found, and when wrong the one thing to do.
    """

    id: str
    outcome: Outcome
    message: str

    @property
    def name(self) -> str:
        """Return what was looked at, in words."""
        return text(f"network.step.{self.id}")

    def as_json(self) -> dict[str, str]:
        """Return the line that ``diagnostico --json`` prints."""
        return {"passo": self.id, "situacao": self.outcome.value, "mensagem": self.message}


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Every step, in order."""

    steps: tuple[Step, ...]

    @property
    def failure(self) -> Step | None:
        """Return the first step that failed, None when nothing did."""
        return next((step for step in self.steps if step.outcome is Outcome.WRONG), None)

    @property
    def sentence(self) -> str:
        """Return what a clerk reads first."""
        failure = self.failure
        return failure.message if failure else text("network.all_right")


def right(step: str, **fields: object) -> Step:
    """Return a step that found things in order (``network.right.<step>``)."""
    return Step(step, Outcome.RIGHT, text(f"network.right.{step}", **fields))


def wrong(step: str, what: str, **fields: object) -> Step:
    """Return a step that found something wrong (``network.wrong.<what>``)."""
    return Step(step, Outcome.WRONG, text(f"network.wrong.{what}", **fields))


def skipped(step: str, why: str, **fields: object) -> Step:
    """Return a step that could not be looked at (``network.skipped.<why>``)."""
    return Step(step, Outcome.SKIPPED, text(f"network.skipped.{why}", **fields))
