"""Click groups that speak Portuguese, and one whose commands are imported when used."""

from collections.abc import Iterable
from importlib import import_module
from typing import Any

import click

_METAVARS = {"text": "TEXTO", "path": "CAMINHO", "integer": "N", "integer range": "N"}
"""What click calls its types, and what a person reads in the help."""


def _name_values(params: Iterable[click.Parameter]) -> None:
    """Say in Portuguese what options take, where they do not say it themselves."""
    for param in params:
        if isinstance(param, click.Option) and not param.is_flag and param.metavar is None:
            param.metavar = _METAVARS.get(param.type.name)


class Command(click.Command):
    """A command whose usage line is in Portuguese."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[OPÇÕES]")
        super().__init__(*args, **kwargs)
        _name_values(self.params)


class Group(click.Group):
    """A group whose usage line is in Portuguese, and its commands' too."""

    command_class = Command
    group_class = type

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[OPÇÕES]")
        kwargs.setdefault("subcommand_metavar", "COMANDO [ARGUMENTOS]...")
        super().__init__(*args, **kwargs)
        _name_values(self.params)


class LazyGroup(Group):
    """A group that knows its commands by module until one of them is asked for.

    Args:
        lazy: module and attribute of each command, such as ``"coletor.cli.commands.queue:fila"``.
        *args: as for ``click.Group``.
        **kwargs: as for ``click.Group``.
    """

    def __init__(self, *args: object, lazy: dict[str, str] | None = None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.lazy = lazy or {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which they were declared."""
        del ctx
        return [*self.lazy, *self.commands]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, importing its module now."""
        if cmd_name not in self.lazy:
            return super().get_command(ctx, cmd_name)
        module, _, attribute = self.lazy[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command
