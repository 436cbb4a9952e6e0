"""``coletor validar``: checks a file of contacts without storing anything."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coletor.cli.context import Invocation
from coletor.cli.groups import Command
from coletor.cli.output import json_line, note, say
from coletor.cli.progress import progress_line
from coletor.messages import text

if TYPE_CHECKING:
    from coletor.exchange.checking import Line, Summary


@click.command(cls=Command, help=text("cli.check.help"))
@click.argument("file", metavar="ARQUIVO", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help=text("cli.option.json"))
@click.pass_obj
def validar(invocation: Invocation, file: Path, as_json: bool) -> int:
    """Check the contacts of a file."""
    from coletor.exchange.checking import FileCheck  # noqa: PLC0415 - start-up

    invocation.require_chosen()
    with progress_line(text("reading.progress", percent="{percent}")) as progress:
        check = FileCheck(
            invocation.library,
            profile=invocation.reporting(),
            progress=progress.update if progress else None,
        )
        for line in check.run(file):
            if progress:
                progress.clear()
            _tell(line, as_json=as_json)
    _tell_summary(check.summary, as_json=as_json)
    return 1 if check.summary.with_errors else 0


def _tell(line: "Line", *, as_json: bool) -> None:
    """Print one finding, and how the value is written in a file."""
    from coletor.rules.catalogue import by_id  # noqa: PLC0415 - start-up

    finding = line.finding
    message = f"{finding.message} {by_id()[finding.rule].in_file}".rstrip()
    if not as_json:
        words = {"line": line.number, "message": message, "rule": finding.rule}
        say(text(f"cli.check.{finding.severity}", **words))
        return
    json_line(
        {
            "linha": line.number,
            "uuid": line.uuid,
            "regra": finding.rule,
            "gravidade": finding.severity,
            "caminho": finding.path,
            "mensagem": message,
        }
    )


def _tell_summary(summary: "Summary", *, as_json: bool) -> None:
    """Print how the check ended."""
    if as_json:
        json_line({"resumo": summary.as_json()})
        return
    say(
        text(
            "cli.check.summary",
            contacts=summary.contacts,
            valid=summary.valid,
            wrong=summary.with_errors,
            warnings=summary.warnings,
        )
    )
    if summary.not_checked:
        note(text("cli.check.not_checked", rules=", ".join(summary.not_checked)))
