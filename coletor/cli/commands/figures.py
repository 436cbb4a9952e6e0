"""``coletor numeros``: a month in figures."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coletor.cli.context import Invocation
from coletor.cli.groups import Command
from coletor.cli.output import json_line, note, say, table
from coletor.errors import ColetorError
from coletor.messages import text

if TYPE_CHECKING:
    from coletor.figures import MonthFigures

_SHEET = ".csv"


@click.command(cls=Command, help=text("figures.cli.help"))
@click.argument("month", metavar="AAAAMM")
@click.option("--csv", "file", type=click.Path(path_type=Path), help=text("figures.cli.file"))
@click.option("--json", "as_json", is_flag=True, help=text("cli.option.json"))
@click.pass_obj
def numeros(invocation: Invocation, month: str, file: Path | None, as_json: bool) -> None:
    """Show a month in figures."""
    from coletor.figures import check_month, read_month  # noqa: PLC0415 - start-up
    from coletor.figures.writing import write_sheet  # noqa: PLC0415 - start-up

    check_month(month)
    if file is not None and file.suffix.lower() != _SHEET:
        raise ColetorError("figures.cli.csv", file=file.name)
    with invocation.workspace() as workspace:
        figures = read_month(workspace, month)
    if file is not None:
        write_sheet(figures, file)
        note(text("figures.cli.written", month=figures.name, file=file))
    if as_json:
        json_line(figures.as_json())
    elif file is None:
        _show(figures)


def _show(figures: "MonthFigures") -> None:
    from coletor.figures import Standing  # noqa: PLC0415 - start-up
    from coletor.figures.writing import share_name  # noqa: PLC0415 - start-up

    days = [day for day in figures.days if day.counts]
    if not days:
        say(text("figures.cli.nothing", month=figures.name))
        return
    typed = text("figures.typed")
    accepted = figures.count(Standing.ACCEPTED)
    say(text("figures.total", accepted=accepted, typed=figures.typed))
    say("")
    heads = [text("figures.by.dia"), typed, *(each.label for each in Standing)]
    rows = [[day.date, day.typed, *(day.count(each) for each in Standing)] for day in days]
    table(heads, rows)
    for by, shares in figures.shares.items():
        say("")
        say(text(f"figures.by_title.{by}"))
        named = [[share.code, share_name(by, share), share.count] for share in shares]
        table([text(f"figures.by.{by}"), "", text(f"figures.counted.{by}")], named)
