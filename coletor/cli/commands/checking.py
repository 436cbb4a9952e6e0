"""``coletor validar``: checks a file of contacts without storing anything."""

from pathlib import Path

import click

from coletor.cli.context import Invocation
from coletor.cli.groups import Command
from coletor.cli.output import json_line, note, say
from coletor.messages import text


@click.command(cls=Command, help=text("cli.check.help"))
@click.argument("file", metavar="ARQUIVO", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help=text("cli.option.json"))
@click.pass_obj
def validar(invocation: Invocation, file: Path, as_json: bool) -> int:
    """Check the contacts of a file."""
    from coletor.exchange.checking import FileCheck  # noqa: PLC0415 - start-up

    check = FileCheck(invocation.library())
    for line in check.run(file):
        if as_json:
            json_line(
                {
                    "linha": line.number,
                    "uuid": line.uuid,
                    "regra": line.finding.rule,
                    "gravidade": line.finding.severity,
                    "caminho": line.finding.path,
                    "mensagem": line.finding.message,
                }
            )
        else:
            say(
                text(
                    f"cli.check.{line.finding.severity}",
                    line=line.number,
                    message=line.finding.message,
                    rule=line.finding.rule,
                )
            )
    summary = check.summary
    if as_json:
        json_line({"resumo": summary.as_json()})
    else:
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
    return 1 if summary.with_errors else 0
