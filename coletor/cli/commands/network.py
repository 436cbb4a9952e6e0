"""``coletor diagnostico``: the network doctor."""

from typing import TYPE_CHECKING

import click

from coletor.cli.commands.sending import address_for
from coletor.cli.context import Invocation
from coletor.cli.groups import Command
from coletor.cli.output import json_line, say
from coletor.messages import text

if TYPE_CHECKING:
    from coletor.network.types import Step
    from coletor.webservice.client import Webservice
    from coletor.workspace import Workspace


@click.command(cls=Command, help=text("network.help"))
@click.option("--json", "as_json", is_flag=True, help=text("cli.option.json"))
@click.pass_obj
def diagnostico(invocation: Invocation, as_json: bool) -> int:
    """Look for what keeps contacts from arriving."""
    from coletor.network.doctor import diagnose  # noqa: PLC0415 - start-up
    from coletor.workspace.connection import options_of  # noqa: PLC0415 - start-up

    with invocation.workspace() as workspace, address_for(workspace) as address:
        found = diagnose(
            address,
            options=options_of(workspace.profile, workspace.settings),
            service=lambda: _service(workspace, address),
            on_step=_print_json if as_json else _print_line,
        )
    if as_json:
        failure = found.failure
        json_line({"resumo": {"falha": failure.id if failure else None, "frase": found.sentence}})
    else:
        say(f"\n{found.sentence}")
    return 1 if found.failure else 0


def _service(workspace: "Workspace", address: str | None) -> "Webservice | None":
    """Return the client to try the credentials with; nobody is asked for any here."""
    from coletor.errors import ColetorError  # noqa: PLC0415 - start-up
    from coletor.workspace.connection import secrets_of  # noqa: PLC0415 - start-up

    try:
        return workspace.connect(address, secrets_of(workspace.profile, workspace.operator.login))
    except ColetorError:
        # No secrets at hand, or locked: a password never goes to an address not released.
        return None


def _print_json(step: "Step") -> None:
    json_line(step.as_json())


def _print_line(step: "Step") -> None:
    say(f"{step.name}: {text(f'network.outcome.{step.outcome.value}')} · {step.message}")
