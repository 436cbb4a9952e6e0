"""``coletor acompanhar``, ``fechamento`` and ``comprovante``: what comes after acceptance."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coletor.cli.commands.sending import service_of
from coletor.cli.context import Invocation
from coletor.cli.groups import Command
from coletor.cli.output import json_line, say, table
from coletor.errors import ColetorError
from coletor.messages import text

if TYPE_CHECKING:
    from coletor.closing.followup import Followed
    from coletor.closing.types import Closing
    from coletor.outbox.gaps import Gap
    from coletor.workspace import Workspace

_JSON = click.option("--json", "as_json", is_flag=True, help=text("cli.option.json"))
_RESULTS = ("aprovado", "rejeitado", "esquecer")


@click.command(cls=Command, help=text("closing.help.follow"))
@click.argument("uuid", metavar="[UUID]", required=False)
@click.option("--resultado", type=click.Choice(_RESULTS), help=text("closing.help.result"))
@click.option("--motivo", help=text("closing.help.reason"))
@click.option("--lacunas", is_flag=True, help=text("closing.help.gaps"))
@click.option("--local", is_flag=True, help=text("closing.help.offline"))
@_JSON
@click.pass_obj
def acompanhar(  # noqa: PLR0917 - one parameter for each option
    invocation: Invocation,
    uuid: str | None,
    resultado: str | None,
    motivo: str | None,
    lacunas: bool,
    local: bool,
    as_json: bool,
) -> None:
    """Show, fetch or mark the management's results."""
    with invocation.workspace() as workspace:
        if lacunas:
            _show_gaps(workspace.outbox.gaps(), as_json=as_json)
        elif resultado:
            _mark(workspace, uuid, resultado, motivo)
        else:
            _follow(workspace, uuid, local=local, as_json=as_json)


def _mark(workspace: "Workspace", uuid: str | None, result: str, reason: str | None) -> None:
    from coletor.closing.followup import FORGET, mark  # noqa: PLC0415 - start-up

    if uuid is None:
        raise ColetorError("closing.follow.alone")
    chosen = FORGET if result == "esquecer" else result
    mark(workspace.store, uuid.lower(), chosen, reason, workspace.operator.id)
    say(text("closing.follow.marked", uuid=uuid.lower()))


def _follow(workspace: "Workspace", uuid: str | None, *, local: bool, as_json: bool) -> None:
    """Ask the service unless told not to, and show where the contacts stand."""
    from coletor.closing import followup  # noqa: PLC0415 - start-up

    store, operator = workspace.store, workspace.operator.id
    if not local:
        with service_of(workspace) as service:
            if uuid:
                followup.ask_one(store, service, uuid.lower(), operator)
            else:
                cnes = workspace.profile.cnes
                news = followup.ask_months(store, service, cnes, operator, lambda _: None)
                if not as_json:
                    say(text("closing.follow.news", count=news))
    found = [followup.standing(store, uuid.lower())] if uuid else followup.overview(store)
    _show_followed(found, as_json=as_json)


def _show_followed(found: "list[Followed]", *, as_json: bool) -> None:
    if as_json:
        for one in found:
            json_line(one.as_json())
        return
    if not found:
        say(text("closing.follow.nothing"))
        return
    rows = [
        (
            one.uuid,
            text(f"closing.result.{one.result}"),
            text(f"closing.origin.{one.origin}") if one.origin else None,
            one.reason,
            one.at,
            one.operator,
        )
        for one in found
    ]
    _table(("uuid", "management", "origin", "reason", "at", "operator"), rows)


def _show_gaps(found: "list[Gap]", *, as_json: bool) -> None:
    if as_json:
        for gap in found:
            json_line(gap.as_json())
    elif not found:
        say(text("closing.follow.no_gaps"))
    else:
        rows = [(gap.code, gap.times, gap.contacts, gap.path, gap.message) for gap in found]
        _table(("code", "times", "contacts", "path", "message"), rows)


@click.command(cls=Command, help=text("closing.help.close"))
@click.argument("month", metavar="[AAAAMM]", required=False)
@click.option("--conteudo", is_flag=True, help=text("closing.help.contents"))
@click.option("--feitos", is_flag=True, help=text("closing.help.stored"))
@click.option("--acertar", metavar="UUID", help=text("closing.help.settle"))
@click.option("--como", help=text("closing.help.way"))
@_JSON
@click.pass_obj
def fechamento(  # noqa: PLR0917 - one parameter for each option
    invocation: Invocation,
    month: str | None,
    conteudo: bool,
    feitos: bool,
    acertar: str | None,
    como: str | None,
    as_json: bool,
) -> int:
    """Compare a month with the server, settle a difference, or list the closings made."""
    with invocation.workspace() as workspace:
        if acertar:
            return _settle(workspace, acertar.lower(), como or "")
        if feitos or month is None:
            return _show_stored(workspace, month, as_json=as_json)
        from coletor.closing.comparing import Comparison, check_month  # noqa: PLC0415 - start-up

        check_month(month)
        with service_of(workspace) as service:
            made = Comparison(
                workspace.store,
                service,
                workspace.profile.cnes,
                month,
                workspace.operator,
                contents=conteudo,
            ).make()
    _show_closing(made, as_json=as_json)
    return 0 if made.green else 1


def _settle(workspace: "Workspace", uuid: str, way: str) -> int:
    from coletor.outbox.settling import WAYS  # noqa: PLC0415 - start-up

    if way not in WAYS:
        raise ColetorError("closing.settle.unknown", way=way, known=", ".join(WAYS))
    with service_of(workspace) as service:
        workspace.outbox.settle(uuid, way, service, workspace.operator.id)
    say(text("closing.settle.done", uuid=uuid, way=text(f"closing.way.{way}")))
    return 0


def _show_closing(made: "Closing", *, as_json: bool) -> None:
    counts = made.counts
    if as_json:
        for line in made.lines:
            json_line(line.as_json())
        summary = {"competencia": made.month, "confere": made.green, **counts}
        json_line({"resumo": {**summary, "quando": made.at, "operador": made.operator}})
        return
    shown = [line for line in made.lines if line.kind != "igual"]
    if shown:
        rows = [
            (
                line.uuid,
                text(f"closing.kind.{line.kind}"),
                text(f"store.word.{line.word}") if line.word else None,
                line.here or None,
                line.there or None,
                line.advice,
            )
            for line in shown
        ]
        _table(("uuid", "kind", "word", "here", "there", "advice"), rows)
    for sentence in made.sentences():
        say(sentence)


def _show_stored(workspace: "Workspace", month: str | None, *, as_json: bool) -> int:
    from coletor.closing.receipts import local_time  # noqa: PLC0415 - start-up
    from coletor.closing.storing import closings  # noqa: PLC0415 - start-up

    found = closings(workspace.store, month)
    if as_json:
        for one in found:
            json_line(one.as_json())
        return 0
    if not found:
        say(text("closing.summary.none"))
        return 0
    rows = [
        (one.month, local_time(one.at), one.operator, text(f"closing.made.{int(one.green)}"))
        for one in found
    ]
    _table(("month", "at", "operator", "result"), rows)
    return 0


@click.command(cls=Command, help=text("closing.help.receipt"))
@click.argument("wanted", metavar="UUID|AAAAMM")
@click.option("--arquivo", type=click.Path(path_type=Path), help=text("closing.help.file"))
@_JSON
@click.pass_obj
def comprovante(
    invocation: Invocation, wanted: str, arquivo: Path | None, as_json: bool
) -> None:  # fmt: skip
    """Write the receipt of a contact or of a month."""
    from coletor.closing import pages, receipts  # noqa: PLC0415 - start-up

    with invocation.workspace() as workspace:
        sheet = receipts.sheet(workspace, wanted)
    if arquivo is not None:
        pages.write_sheet(sheet, arquivo)
        if not as_json:
            say(text("closing.receipt.written", count=len(sheet.proofs), file=arquivo))
    elif not as_json:
        say(pages.plain(sheet))
    if as_json:
        json_line(sheet.as_json())


def _table(columns: tuple[str, ...], rows: Sequence[Sequence[object]]) -> None:
    table([text(f"closing.column.{name}") for name in columns], rows)
