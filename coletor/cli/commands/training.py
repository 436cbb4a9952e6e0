"""``coletor treinamento``: the training webservice alone."""

import threading
from pathlib import Path

import click

from coletor.cli.context import Invocation
from coletor.cli.groups import Command
from coletor.cli.output import say
from coletor.establishment.layout import Layout
from coletor.messages import text

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
_PULSE = 3600.0


@click.command(cls=Command, help=text("cli.training.help"))
@click.option(
    "--porta", type=click.IntRange(0, 65535), required=True, help=text("cli.training.port")
)
@click.option("--dados", type=click.Path(path_type=Path), help=text("cli.training.data"))
@click.option("--falhas", type=_FILE, help=text("cli.training.faults"))
@click.option("--criticas", type=_FILE, help=text("cli.training.checks"))
@click.pass_obj
def treinamento(
    invocation: Invocation,
    porta: int,
    dados: Path | None,
    falhas: Path | None,
    criticas: Path | None,
) -> None:
    """Run the training webservice until it is interrupted."""
    from coletor.training import TrainingServer  # noqa: PLC0415 - start-up

    data = dados or Layout(invocation.folder).training
    with TrainingServer(data, port=porta, faults=falhas, criticas=criticas) as server:
        say(text("cli.training.listening", address=server.address, data=data))
        _wait_for_interrupt()


def _wait_for_interrupt() -> None:
    """Sleep until Ctrl+C; in pulses, because Windows delivers it only between waits."""
    forever = threading.Event()
    try:
        while not forever.wait(_PULSE):
            pass
    except KeyboardInterrupt:
        say(text("cli.training.stopped"))
