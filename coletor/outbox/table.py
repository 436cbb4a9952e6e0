"""The state machine as a table for the documentation, from the data that the program runs on."""

from coletor.messages import text
from coletor.outbox.machine import MANAGEMENT, PENDING, SERVER, Machine, State

_HEADINGS = {
    PENDING: "The pending operation (`operation.state`)",
    SERVER: "What the server has",
    MANAGEMENT: "The result of the secretaria's management",
}


def markdown(machine: Machine) -> str:
    """Return the page of the state machine: states, ways out, actions."""
    parts = [
        "# State machine of the outbox",
        "Generated from `resources/outbox/machine.toml` by `coletor.outbox.table`; a test keeps "
        "the two equal. Who moves a state: *pessoa* (at the keyboard), *envio* (the sender), "
        "*servico* (what the webservice answered).",
    ]
    for axis, heading in _HEADINGS.items():
        parts += [f"## {heading}", _axis(machine, axis)]
    return "\n\n".join(parts) + "\n"


def _axis(machine: Machine, axis: str) -> str:
    lines = ["| state | event (by) → state | the clerk may |", "|---|---|---|"]
    for (owner, _), state in machine.states.items():
        if owner == axis:
            lines.append(f"| {state.id} | {_ways_out(machine, state)} | {_actions(state)} |")
    return "\n".join(lines)


def _ways_out(machine: Machine, state: State) -> str:
    ways = [
        f"{way.event} ({way.by}) → {way.target}"
        for way in machine.transitions
        if way.axis == state.axis and state.id in way.sources
    ]
    return "<br>".join(ways) or "final"


def _actions(state: State) -> str:
    plain = ", ".join(text(f"outbox.action.{action}") for action in state.actions)
    decision = ", ".join(text(f"outbox.action.{action}") for action in state.decision)
    return f"{plain}; when the contents differ: {decision}" if decision else plain or "—"
