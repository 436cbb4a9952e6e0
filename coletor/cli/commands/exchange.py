"""``coletor importar`` and ``coletor exportar``: files of contacts in and out."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coletor.cli.context import Invocation
from coletor.cli.groups import Command
from coletor.cli.output import json_line, say
from coletor.messages import text

if TYPE_CHECKING:
    from coletor.exchange.importing import Imported

_FILE = click.argument("file", metavar="ARQUIVO", type=click.Path(path_type=Path))
_JSON = click.option("--json", "as_json", is_flag=True, help=text("cli.option.json"))


@click.command(cls=Command, help=text("cli.import.help"))
@_FILE
@click.option("--concluir", is_flag=True, help=text("cli.import.conclude"))
@_JSON
@click.pass_obj
def importar(invocation: Invocation, file: Path, concluir: bool, as_json: bool) -> int:
    """Bring the contacts of a file into the folder."""
    from coletor.exchange import importing  # noqa: PLC0415 - start-up

    counts: Counter[str] = Counter()
    wrong = 0
    stopped = None
    with invocation.workspace() as workspace:
        try:
            for imported in importing.import_contacts(workspace, file, conclude=concluir):
                counts[imported.result] += 1
                wrong += imported.message is not None
                _tell(imported, as_json=as_json)
        except importing.ImportStoppedError as error:
            stopped = error
    total = {name: counts[name] for name in ("na_fila", "rascunho", "recusado")}
    if as_json:
        json_line({"resumo": total})
    else:
        say(text("cli.import.summary", **total))
    if stopped:
        raise stopped
    return 1 if wrong else 0


def _tell(imported: "Imported", *, as_json: bool) -> None:
    """Print what became of one contact; in words, only where there is something to say."""
    if as_json:
        json_line(imported.as_json())
    elif imported.message or imported.result != "na_fila":
        name = text(f"cli.import.result.{imported.result}")
        reason = imported.message or ""
        say(text("cli.import.line", line=imported.line, result=name, reason=reason).strip())


@click.command(cls=Command, help=text("cli.export.help"))
@_FILE
@_JSON
@click.pass_obj
def exportar(invocation: Invocation, file: Path, as_json: bool) -> None:
    """Write the contacts of the folder to a file."""
    from coletor.exchange.exporting import export_contacts  # noqa: PLC0415 - start-up

    with invocation.workspace() as workspace:
        count = export_contacts(workspace.store, file)
    if as_json:
        json_line({"resumo": {"contatos": count}})
    else:
        say(text("cli.export.done", count=count, file=file))
