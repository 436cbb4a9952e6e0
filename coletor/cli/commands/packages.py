"""``coletor pacote``: the packages of an establishment, and the file that carries them."""

from pathlib import Path
from typing import Any

import click

from coletor.cli.context import Invocation
from coletor.cli.groups import Group
from coletor.cli.output import json_line, note, say, table
from coletor.contact.fold import fold
from coletor.errors import ColetorError
from coletor.messages import text
from coletor.model import load_model
from coletor.packages import (
    Outcome,
    Package,
    library_names,
    read_packages,
    words_of,
    write_packages,
)
from coletor.packages.content import to_json

_JSON = click.option("--json", "as_json", is_flag=True, help=text("cli.option.json"))
_FILE = click.argument("arquivo", type=click.Path(path_type=Path), metavar="ARQUIVO")


@click.group(cls=Group, help=text("packages.cli.help"))
def pacote() -> None:
    """Group the commands on packages."""


@pacote.command(help=text("packages.cli.list"))
@_JSON
@click.pass_obj
def listar(invocation: Invocation, as_json: bool) -> None:
    """List the packages."""
    with invocation.workspace() as workspace:
        found = workspace.packages.all()
    if as_json:
        for each in found:
            json_line(_record(each))
        return
    if not found:
        say(text("packages.cli.none"))
        return
    headings = [
        text(f"packages.column.{name}") for name in ("number", "name", "rows", "model", "changed")
    ]
    table(
        headings,
        [
            (
                f"Ctrl {each.number}" if each.number else "",
                each.name,
                str(len(each.rows)),
                load_model(each.model_id).short_name,
                each.operator,
            )
            for each in found
        ],
    )


@pacote.command(help=text("packages.cli.show"))
@click.argument("qual", metavar="PACOTE")
@_JSON
@click.pass_obj
def mostrar(invocation: Invocation, qual: str, as_json: bool) -> None:
    """Show one package with its rows."""
    with invocation.workspace() as workspace:
        package = _find(workspace.packages.all(), qual)
        if as_json:
            json_line(_record(package))
            return
        say(package.name)
        names = library_names(workspace.library.find)
        for line in words_of(load_model(package.model_id), package.rows, names, 1):
            say("  " * line.depth + line.text)


@pacote.command(help=text("packages.cli.export"))
@_FILE
@click.pass_obj
def exportar(invocation: Invocation, arquivo: Path) -> None:
    """Write every package into a file."""
    with invocation.workspace() as workspace:
        count = write_packages(arquivo, workspace.packages.all())
    key = "packages.cli.one_exported" if count == 1 else "packages.cli.exported"
    say(text(key, count=count, file=arquivo))


@pacote.command(help=text("packages.cli.import"))
@_FILE
@_JSON
@click.pass_obj
def importar(invocation: Invocation, arquivo: Path, as_json: bool) -> int:
    """Take the packages of a file, and say what became of each."""
    with invocation.workspace() as workspace:
        made = read_packages(workspace.packages, arquivo, workspace.operator.id)
    if not made:
        note(text("packages.cli.empty", file=arquivo.name))
    for each in made:
        if as_json:
            json_line({"nome": each.name, "resultado": each.outcome, "mensagem": each.remark})
        else:
            key = "packages.cli.row" if each.remark else "packages.cli.plain_row"
            say(text(key, name=each.name, outcome=each.outcome, remark=each.remark))
    return int(any(each.outcome is Outcome.REFUSED for each in made))


def _find(packages: list[Package], which: str) -> Package:
    wanted = fold(which.strip())
    for each in packages:
        if wanted in (str(each.number or ""), fold(each.name)):
            return each
    raise ColetorError("packages.cli.unknown", which=which)


def _record(package: Package) -> dict[str, Any]:
    return {
        "nome": package.name,
        "numero": package.number,
        "modelo": package.model_id,
        "linhas": to_json(package.rows),
        "mudado_em": package.changed_at,
        "mudado_por": package.operator,
    }
