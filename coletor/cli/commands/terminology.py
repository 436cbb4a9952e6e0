"""``coletor terminologia``: import, list, search and remove code tables."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import click

from coletor.cli.commands.rechecking import recheck_folder
from coletor.cli.commands.terminology_get import baixar
from coletor.cli.commands.terminology_show import package_name, package_record, show_imported
from coletor.cli.context import Invocation
from coletor.cli.groups import Group
from coletor.cli.output import json_line, note, say, table
from coletor.messages import text
from coletor.model import masked
from coletor.terminology import SEARCHABLE, Library, Package
from coletor.terminology.errors import ImportFailedError
from coletor.terminology.importing import import_paths
from coletor.terminology.months import month_words
from coletor.terminology.standing import summary
from coletor.workspace.usage import months_in_use

_DAY = click.DateTime(formats=["%Y-%m-%d", "%d/%m/%Y"])


@click.group(cls=Group, help=text("cli.terminology.help"))
def terminologia() -> None:
    """Group the commands on code tables."""


@terminologia.command(help=text("cli.terminology.import"))
@click.argument(
    "paths", metavar="CAMINHO...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option("--municipio", default="", metavar="IBGE", help=text("terminology.cli.municipio"))
@click.option("--json", "as_json", is_flag=True, help=text("cli.option.json"))
@click.pass_obj
def importar(invocation: Invocation, paths: Sequence[Path], municipio: str, as_json: bool) -> None:
    """Import official tables from files and folders."""
    failed: ImportFailedError | None = None
    try:
        found = import_paths(paths, invocation.layout.tables, municipio=municipio)
    except ImportFailedError as error:
        found, failed = error.imported, error
    show_imported(found, as_json=as_json)
    recheck_folder(invocation, found, as_json=as_json)
    if failed:
        raise failed


@terminologia.command(help=text("cli.terminology.list"))
@click.option("--situacao", "standing", is_flag=True, help=text("terminology.cli.standing"))
@click.option("--json", "as_json", is_flag=True, help=text("cli.option.json"))
@click.pass_obj
def listar(invocation: Invocation, standing: bool, as_json: bool) -> None:
    """List the tables in use, or how each stands this month."""
    library = invocation.library()
    for sentence in library.damaged():
        note(sentence)
    if standing:
        _show_standing(library, as_json=as_json)
        return
    _show_packages(library.packages(), as_json=as_json)
    if not as_json:
        wanting = summary(library.standing())
        if wanting:
            note(wanting)


def _show_standing(library: Library, *, as_json: bool) -> None:
    found = library.standing()
    if as_json:
        for each in found:
            json_line({"tabela": each.table, "situacao": each.state, "texto": each.text})
        return
    for each in found:
        say(each.text)


def _show_packages(packages: Sequence[Package], *, as_json: bool) -> None:
    if as_json:
        for package in packages:
            json_line(package_record(package))
        return
    if not packages:
        say(text("cli.terminology.none"))
        return
    names = ("table", "competencia", "version", "rows", "imported", "file")
    headings = [text(f"cli.terminology.column.{name}") for name in names]
    table(
        headings,
        [
            (
                text(f"terminology.name.{package.table}"),
                month_words(package.competencia),
                package.version,
                package.rows,
                package.imported_at[:10],
                text("cli.terminology.demonstration") if package.demonstration else package.file,
            )
            for package in packages
        ],
    )


@terminologia.command(help=text("cli.terminology.search"))
@click.argument("table_id", metavar="TABELA", type=click.Choice(SEARCHABLE))
@click.argument("words", metavar="TEXTO...", nargs=-1, required=True)
@click.option("--data", "day", type=_DAY, metavar="AAAA-MM-DD", help=text("cli.terminology.day"))
@click.option("--limite", "limit", type=click.IntRange(1, 1000), default=20, show_default=True)
@click.option("--json", "as_json", is_flag=True, help=text("cli.option.json"))
@click.pass_obj
def buscar(  # noqa: PLR0917 - one parameter for each option
    invocation: Invocation,
    table_id: str,
    words: Sequence[str],
    day: datetime | None,
    limit: int,
    as_json: bool,
) -> None:
    """Search a table by code or words."""
    library = invocation.library()
    on: date | None = day.date() if day else None
    hits = library.search(table_id, " ".join(words), on=on, limit=limit)
    if as_json:
        for hit in hits:
            json_line(
                {
                    "tabela": hit.table,
                    "codigo": hit.code,
                    "nome": hit.name,
                    "grupo": hit.group,
                    "situacao": hit.status,
                    "motivo": hit.reason or None,
                }
            )
        return
    if not hits:
        say(text("cli.terminology.nothing"))
        return
    headings = [text(f"cli.terminology.column.{name}") for name in ("code", "name", "group")]
    rows = [
        (masked(hit.code, table_id), " · ".join(filter(None, (hit.name, hit.reason))), hit.group)
        for hit in hits
    ]
    table(headings, rows)


@terminologia.command(help=text("cli.terminology.remove"))
@click.argument("file", metavar="ARQUIVO")
@click.option("--forcar", "force", is_flag=True, help=text("terminology.cli.force"))
@click.option("--desfazer", "undo", is_flag=True, help=text("terminology.cli.undo"))
@click.pass_obj
def remover(invocation: Invocation, file: str, force: bool, undo: bool) -> None:
    """Remove one imported package, named as ``listar`` shows it, or have it back.

    In an establishment's folder, what is not sent yet is asked first; a bare folder of tables
    has nothing to ask.
    """
    if undo:
        invocation.library().restore(file)
        say(text("terminology.cli.restored", file=file))
        return
    if not invocation.layout.database.exists():
        package = invocation.library().remove(file, force=force)
    else:
        with invocation.workspace() as workspace:
            package = workspace.library.remove(
                file, months_in_use=lambda: months_in_use(workspace.store), force=force
            )
    say(text("cli.terminology.removed", table=package_name(package)))


terminologia.add_command(baixar)
