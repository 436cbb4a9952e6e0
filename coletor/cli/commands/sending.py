"""``coletor fila`` and ``coletor enviar``: what waits, and sending it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from coletor import clock
from coletor.cli.context import Invocation
from coletor.cli.groups import Command
from coletor.cli.interrupting import stop_on_interrupt
from coletor.cli.output import json_line, note, say, table
from coletor.cli.passwords import webservice_secrets
from coletor.messages import text

if TYPE_CHECKING:
    from coletor.outbox.types import Result, Summary
    from coletor.webservice.answers import Credentials
    from coletor.webservice.client import Webservice
    from coletor.workspace import Workspace

_COLUMNS = ("uuid", "operation", "state", "attempts", "next", "message")


@click.command(cls=Command, help=text("cli.queue.help"))
@click.option("--json", "as_json", is_flag=True, help=text("cli.option.json"))
@click.pass_obj
def fila(invocation: Invocation, as_json: bool) -> None:
    """List what waits to be sent, confirmed or corrected."""
    with invocation.workspace() as workspace:
        items = workspace.outbox.queue()
    if as_json:
        for item in items:
            json_line(item.as_json())
        return
    if not items:
        say(text("cli.queue.empty"))
        return
    headings = [text(f"cli.queue.column.{name}") for name in _COLUMNS]
    rows = [
        (item.uuid, item.operation, item.state, item.attempts, item.next_at, item.message)
        for item in items
    ]
    table(headings, rows)


@click.command(cls=Command, help=text("cli.send.help"))
@click.option("--limite", type=click.IntRange(min=1), help=text("cli.send.limit"))
@click.option("--ate-esvaziar", "until_empty", is_flag=True, help=text("cli.send.until_empty"))
@click.option("--json", "as_json", is_flag=True, help=text("cli.option.json"))
@click.pass_obj
def enviar(invocation: Invocation, limite: int | None, until_empty: bool, as_json: bool) -> int:
    """Send what waits."""
    with invocation.workspace() as workspace, address_for(workspace) as address:
        secrets = _secrets(workspace)
        workspace.outbox.hurry()  # a person asks now
        with stop_on_interrupt(text("outbox.stopping")) as stop:
            summary = workspace.send(
                address,
                secrets,
                limit=limite,
                until_empty=until_empty,
                on_result=_print_json if as_json else _print_line,
                stop=stop,
            )
        refused = [item for item in workspace.outbox.queue() if item.state == "rejeitado"]
    _print_summary(summary, as_json=as_json)
    if summary.stopped or _tell_waiting(summary):
        return 2
    return 1 if summary.rejected or refused else 0


@contextmanager
def service_of(workspace: "Workspace") -> "Iterator[Webservice]":
    """Give the webservice of a folder, ready to be asked, for other commands too."""
    with (
        address_for(workspace) as address,
        workspace.connect(address, _secrets(workspace)) as service,
    ):
        yield service


@contextmanager
def address_for(workspace: "Workspace") -> Iterator[str | None]:
    """Give the address entered, or run the folder's own training webservice meanwhile."""
    from coletor.workspace.address import address_of  # noqa: PLC0415
    from coletor.workspace.connection import training_server  # noqa: PLC0415

    entered = address_of(workspace.settings)
    if entered or not workspace.profile.training:
        yield entered
        return
    with training_server(workspace.layout) as server:
        yield server.address


def _secrets(workspace: "Workspace") -> "Credentials":
    from coletor.workspace.connection import SecretsNeededError, secrets_of  # noqa: PLC0415

    workspace.require_sending_open()
    try:
        return secrets_of(workspace.profile, workspace.operator.login)
    except SecretsNeededError as error:
        note(str(error))
        return webservice_secrets()


def _print_json(result: "Result") -> None:
    json_line(result.as_json())


def _print_line(result: "Result") -> None:
    said = text(f"cli.send.outcome.{result.outcome}", uuid=result.uuid, operation=result.operation)
    detail = result.protocol or result.message or ""
    say(f"{said} {detail}".rstrip())


def _print_summary(summary: "Summary", *, as_json: bool) -> None:
    if as_json:
        json_line({"resumo": summary.as_json()})
    else:
        say(
            text(
                "cli.send.summary",
                accepted=summary.accepted,
                rejected=summary.rejected,
                unknown=summary.unknown,
                failed=summary.failed,
                remaining=summary.remaining,
            )
        )
    if summary.message:
        note(summary.message)


def _tell_waiting(summary: "Summary") -> bool:
    """Say what is in doubt, failed or could not begin; tell whether anything is or did."""
    idle = summary.remaining and not (summary.accepted or summary.rejected)
    if not (summary.unknown or summary.failed or idle):
        return False
    which = "unknown" if summary.unknown else "failed" if summary.failed else "waiting"
    note(
        text(
            f"cli.send.again.{which}",
            unknown=summary.unknown,
            failed=summary.failed,
            remaining=summary.remaining,
            when=_local(summary.next_at),
        )
    )
    return True


def _local(instant: str | None) -> str:
    """Return an instant as the clock on the wall shows it."""
    if instant is None:
        return text("cli.send.again.now")
    return clock.read(instant).astimezone().strftime("%d/%m/%Y %H:%M:%S")
