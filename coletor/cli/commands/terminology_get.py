"""``coletor terminologia baixar``: official tables from their addresses."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from coletor.cli.commands.rechecking import recheck_folder
from coletor.cli.commands.terminology_show import show_imported
from coletor.cli.context import Invocation
from coletor.cli.groups import Command
from coletor.cli.output import note
from coletor.messages import text
from coletor.terminology import SEARCHABLE


@click.command(cls=Command, help=text("terminology.cli.download"))
@click.argument("tables", metavar="[TABELA]...", nargs=-1, type=click.Choice(SEARCHABLE))
@click.option(
    "--competencia", "month", default="", metavar="AAAAMM", help=text("terminology.cli.month")
)
@click.option(
    "--enderecos",
    "addresses",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="ARQUIVO",
    help=text("terminology.cli.addresses"),
)
@click.option("--json", "as_json", is_flag=True, help=text("cli.option.json"))
@click.pass_obj
def baixar(
    invocation: Invocation,
    tables: Sequence[str],
    month: str,
    addresses: Path | None,
    as_json: bool,
) -> None:
    """Fetch official tables from their addresses and import them."""
    from coletor.terminology.getting import bringing  # noqa: PLC0415 - requests: start-up

    proxy = _proxy(invocation)
    for table in tables or bringing.known_tables(addresses):
        with _progress_line() as progress:
            packages = bringing.bring(
                table,
                invocation.layout.tables,
                addresses=addresses,
                proxy=proxy,
                month=month,
                progress=progress,
                fetched=lambda each: note(
                    text(
                        "terminology.cli.fetched",
                        name=each.path.name,
                        size=each.size,
                        sha256=each.sha256,
                    )
                ),
            )
        show_imported(packages, as_json=as_json)
        recheck_folder(invocation, packages, as_json=as_json)


def _proxy(invocation: Invocation) -> str:
    """Return the proxy that the folder's settings name; a bare folder of tables has none."""
    if not invocation.layout.database.exists():
        return ""
    with invocation.workspace() as workspace:
        return workspace.settings.get("proxy.endereco")


@contextmanager
def _progress_line() -> Iterator[Callable[[str, int, int], None] | None]:
    """Give what writes how far it is, over and over in one line of a terminal."""
    if not sys.stderr.isatty():
        yield None
        return

    def show(what: str, done: int, total: int) -> None:
        share = f"{100 * done // total} %" if total else f"{done // 1024} KB"
        click.echo(f"\r{what}: {share}".ljust(72), nl=False, err=True)

    yield show
    click.echo("\r" + " " * 72 + "\r", nl=False, err=True)
