"""``coletor demonstracao``: the whole way of a contact, without a display."""

import tempfile
from datetime import date
from pathlib import Path

import click

from coletor.cli.context import Invocation
from coletor.cli.groups import Command
from coletor.cli.output import say, table
from coletor.messages import text
from coletor.workspace import Workspace

_COLUMNS = ("uuid", "patient", "day", "way", "word", "protocol")
_TOLD = ("envio_rejeitado", "rascunho_reaberto", "aceito_incluir")


@click.command(cls=Command, help=text("cli.demonstration.help"))
@click.pass_obj
def demonstracao(invocation: Invocation) -> int:
    """Play the demonstration and show what came of it."""
    from coletor.demonstration import play  # noqa: PLC0415 - start-up

    if invocation.chosen is not None:
        uuids = play(invocation.chosen, say)
        return _result(invocation.chosen, uuids)
    with tempfile.TemporaryDirectory(prefix="coletor-", ignore_cleanup_errors=True) as place:
        folder = Path(place) / "demonstracao"
        return _result(folder, play(folder, say))


def _result(folder: Path, uuids: list[str]) -> int:
    """Print the contacts with their states and receipts; 1 when one is not accepted."""
    say("")
    with Workspace.open(folder) as workspace:
        lines = [_line(workspace, uuid) for uuid in uuids]
    headings = [text(f"cli.demonstration.column.{name}") for name in _COLUMNS]
    table(headings, lines)
    return 0 if all(line[-1] for line in lines) else 1


def _line(workspace: Workspace, uuid: str) -> tuple[str | None, ...]:
    """Return a contact's line: who, when, what happened to it, where it stands, its receipt."""
    row = workspace.listing.get(uuid)
    assert row is not None
    told = [event.kind for event in workspace.contacts.history(uuid) if event.kind in _TOLD]
    receipts = workspace.outbox.receipts(uuid)
    return (
        uuid,
        row.patient or text("cli.demonstration.unidentified"),
        _day(row.admission),
        " → ".join(text(f"cli.demonstration.way.{kind}") for kind in told),
        text(f"store.word.{row.word}"),
        receipts[-1].protocol if receipts else None,
    )


def _day(iso: str | None) -> str | None:
    """Return a day as people write it."""
    return date.fromisoformat(iso).strftime("%d/%m/%Y") if iso else None
