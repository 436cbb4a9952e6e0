"""``coletor contato imprimir``: a contact or clinical document as a page to print."""

from pathlib import Path

import click

from coletor.cli.context import Invocation
from coletor.cli.groups import Command
from coletor.cli.output import say
from coletor.durable import replacing
from coletor.errors import ColetorError
from coletor.messages import text
from coletor.reasons import system_reason


@click.command(cls=Command, help=text("cli.contact.print"))
@click.argument("uuid", metavar="UUID")
@click.option(
    "--arquivo", type=click.Path(path_type=Path), required=True, help=text("cli.contact.page")
)
@click.pass_obj
def imprimir(invocation: Invocation, uuid: str, arquivo: Path) -> None:
    """Write the page of a contact.

    Raises:
        ColetorError: no such contact, nothing typed in it, or the file cannot be written.
    """
    from coletor.workspace.printing import page_of  # noqa: PLC0415 - start-up

    with invocation.workspace() as workspace:
        written = page_of(workspace, uuid.lower())
    try:
        with replacing(arquivo) as stream:
            stream.write(written)
    except OSError as error:
        raise ColetorError(
            "cli.contact.cannot_write", file=arquivo.name, reason=system_reason(error)
        ) from None
    say(text("cli.contact.printed", file=arquivo))
