"""The state machine of the outbox as data: states, events, transitions and actions.

The data file is ``resources/outbox/machine.toml``. Three axes describe a contact (decision 3):
the pending operation, what the server has, and the result of the secretaria's management.
Nothing here touches the database or the network.
The one word on screen is `coletor.store.situation`'s: the list shows it.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from coletor import resources

PENDING, SERVER, MANAGEMENT = "pendente", "servidor", "gestao"
DIFFERENT = "conteudo-diferente"
"""Code of an operation whose UUID holds another content on the server: a person decides."""


class TransitionError(ValueError):
    """An event came to a state that does not know it: a bug, or somebody was quicker.

    Args:
        axis: the axis asked.
        state: the state that was found.
        event: the event that it does not know.
    """

    def __init__(self, axis: str, state: str, event: str) -> None:
        self.axis, self.state, self.event = axis, state, event
        super().__init__(f"{axis}: {state} does not know the event {event}")


@dataclass(frozen=True, slots=True)
class State:
    """One state of one axis.

    Args:
        axis: the axis it belongs to.
        id: the word stored.
        open: whether the operation still holds the contact (pending axis).
        final: whether nothing leads out of it, by design.
        actions: what a person may do.
        decision: what a person may do when the content on the server differs.
    """

    axis: str
    id: str
    open: bool = False
    final: bool = False
    actions: tuple[str, ...] = ()
    decision: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Transition:
    """From one of these states, this event leads to that state; ``by`` says who moves it."""

    axis: str
    sources: tuple[str, ...]
    event: str
    target: str
    by: str


@dataclass(frozen=True, slots=True)
class Axes:
    """Where a contact stands.

    Args:
        server: nada, aceito or cancelado.
        version: the server's version number, 0 when it has nothing.
        pending: nenhuma or an open state of the operation.
        kind: incluir, alterar or cancelar of the pending operation, None without one.
        code: the pending operation's code (a failure's, a rejection's, a difference's).
        management: desconhecido, aprovado or rejeitado.
        draft: whether a draft of it is open.
        local: whether its model never leaves the establishment.
    """

    server: str = "nada"
    version: int = 0
    pending: str = "nenhuma"
    kind: str | None = None
    code: str | None = None
    management: str = "desconhecido"
    draft: bool = False
    local: bool = False


@dataclass(frozen=True)
class Machine:
    """The whole machine, as the data file says it."""

    initial: dict[str, str]
    states: dict[tuple[str, str], State]
    transitions: tuple[Transition, ...]
    draft_actions: tuple[str, ...]

    def next(self, axis: str, state: str, event: str) -> str:
        """Return the state that an event leads to.

        Raises:
            TransitionError: the state does not know the event.
        """
        for transition in self.transitions:
            if (transition.axis, transition.event) == (axis, event) and state in transition.sources:
                return transition.target
        raise TransitionError(axis, state, event)

    def knows(self, axis: str, state: str, event: str) -> bool:
        """Tell whether a state knows an event."""
        return any(
            (t.axis, t.event) == (axis, event) and state in t.sources for t in self.transitions
        )

    def actions(self, axes: Axes) -> tuple[str, ...]:
        """Return what a person may do with a contact now."""
        if axes.local:
            return self.draft_actions if axes.draft else ("corrigir",)
        if axes.pending == self.initial[PENDING]:
            return self.draft_actions if axes.draft else self.states[SERVER, axes.server].actions
        state = self.states[PENDING, axes.pending]
        if axes.code == DIFFERENT and state.decision:
            return state.decision
        return self.draft_actions if axes.draft and state.actions else state.actions


@cache
def machine() -> Machine:
    """Return the machine of the data file.

    Raises:
        ValueError: the file names a state, axis or key that does not exist.
    """
    with resources.path("outbox", "machine.toml").open("rb") as stream:
        return build(tomllib.load(stream))


def build(data: dict[str, Any]) -> Machine:
    """Make a machine of the data file's content, refusing what does not fit together."""
    states = {(row["axis"], row["id"]): _state(row) for row in data["state"]}
    transitions = tuple(_transition(row) for row in data["transition"])
    for transition in transitions:
        for state in (*transition.sources, transition.target):
            if (transition.axis, state) not in states:
                raise ValueError(f"unknown state {state} in {transition}")
    return Machine(dict(data["axis"]), states, transitions, tuple(data["draft_actions"]))


def _state(row: dict[str, Any]) -> State:
    listed = {key: tuple(row.get(key, ())) for key in ("actions", "decision")}
    return State(**{**row, **listed})


def _transition(row: dict[str, Any]) -> Transition:
    return Transition(row["axis"], tuple(row["from"]), row["event"], row["to"], row["by"])
