"""``coletor abrir``: the desktop application, loaded through its entry point."""

from importlib.metadata import entry_points

import click

from coletor.cli.context import Invocation
from coletor.cli.groups import Command
from coletor.errors import ColetorError
from coletor.messages import text
from coletor.workspace.places import training_folder

_GROUP = "coletor.desktop"


@click.command(cls=Command, help=text("cli.window.help"))
@click.option("--treinamento", is_flag=True, help=text("cli.window.training"))
@click.pass_obj
def abrir(invocation: Invocation, treinamento: bool) -> int:
    """Open the window."""
    found = next(iter(entry_points(group=_GROUP)), None)
    if found is None:
        raise ColetorError("cli.window.missing")
    try:
        run = found.load()
    except ImportError as error:
        raise ColetorError("cli.window.unusable", reason=error) from error
    folder = invocation.chosen
    if folder is None:
        folder = training_folder() if treinamento else invocation.folder
    return int(run(folder, training=treinamento))
