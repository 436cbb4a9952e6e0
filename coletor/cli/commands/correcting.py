"""``coletor rejeitados``: refused contacts by cause, and correcting many at once."""

from typing import TYPE_CHECKING

import click

from coletor.cli.context import Invocation
from coletor.cli.groups import Command, Group
from coletor.cli.output import json_line, say, table
from coletor.errors import ColetorError
from coletor.messages import text

if TYPE_CHECKING:
    from coletor.closing.correcting import Change
    from coletor.closing.correcting import Group as Cause
    from coletor.workspace import Workspace

_JSON = click.option("--json", "as_json", is_flag=True, help=text("cli.option.json"))


@click.group(cls=Group, help=text("closing.help.group"))
def rejeitados() -> None:
    """Group the commands on refused contacts."""


@rejeitados.command(cls=Command, help=text("closing.help.list_group"))
@_JSON
@click.pass_obj
def listar(invocation: Invocation, as_json: bool) -> None:
    """List the refused contacts by cause."""
    from coletor.closing.correcting import groups  # noqa: PLC0415 - start-up

    with invocation.workspace() as workspace:
        found = groups(workspace)
    if as_json:
        for group in found:
            json_line(group.as_json())
    elif not found:
        say(text("closing.correct.none"))
    else:
        rows = [
            (
                group.code,
                group.label,
                len(group.uuids),
                ", ".join(f"{value} ({count})" for value, count in group.values[:3]),
                group.message,
            )
            for group in found
        ]
        headings = ("code", "field", "contacts", "values", "message")
        table([text(f"closing.column.{name}") for name in headings], rows)


@rejeitados.command(cls=Command, help=text("closing.help.correct"))
@click.argument("code", metavar="CODIGO")
@click.option("--valor", required=True, help=text("closing.help.value"))
@click.option("--papel", help=text("closing.correct.role"))
@click.option("--uuid", "uuids", multiple=True, help=text("closing.help.only"))
@click.option("--aplicar", is_flag=True, help=text("closing.help.apply"))
@_JSON
@click.pass_obj
def corrigir(  # noqa: PLR0917 - one parameter for each option
    invocation: Invocation,
    code: str,
    valor: str,
    papel: str | None,
    uuids: tuple[str, ...],
    aplicar: bool,
    as_json: bool,
) -> int:
    """Correct the refused contacts of one cause, or show what would come of it."""
    from coletor.closing import correcting  # noqa: PLC0415 - start-up

    chosen = {uuid.lower() for uuid in uuids} or None
    with invocation.workspace() as workspace:
        group = _group(workspace, code, papel)
        work = correcting.apply if aplicar else correcting.preview
        changes = work(workspace, group, valor, chosen)
    _show(changes, as_json=as_json)
    if not as_json:
        say(_summary(changes) if aplicar else text("closing.correct.shown"))
    return 0 if all(change.result == correcting.QUEUED for change in changes) else 1


def _group(workspace: "Workspace", code: str, role: str | None) -> "Cause":
    from coletor.closing.correcting import groups  # noqa: PLC0415 - start-up

    found = [group for group in groups(workspace) if group.code == code]
    wanted = [group for group in found if role is None or group.role == role]
    if not wanted:
        raise ColetorError("closing.correct.no_group", code=code)
    if len(wanted) > 1:
        fields = ", ".join(group.role or "—" for group in wanted)
        raise ColetorError("closing.correct.which_field", code=code, fields=fields)
    return wanted[0]


def _show(changes: "list[Change]", *, as_json: bool) -> None:
    if as_json:
        for change in changes:
            json_line(change.as_json())
        return
    headings = ("uuid", "before", "after", "result", "reason")
    rows = [
        (
            change.uuid,
            change.before,
            change.after,
            text(f"closing.correct.result.{change.result}"),
            change.reason,
        )
        for change in changes
    ]
    table([text(f"closing.column.{name}") for name in headings], rows)


def _summary(changes: "list[Change]") -> str:
    results = [change.result for change in changes]
    return text(
        "closing.correct.done",
        queued=results.count("na_fila"),
        draft=results.count("rascunho"),
        untouched=results.count("intocado"),
    )
