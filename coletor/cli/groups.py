"""Click groups that speak Portuguese, and one whose commands are imported when used."""

from importlib import import_module
from typing import Any

import click


class Command(click.Command):
    """A command whose usage line is in Portuguese."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[OPÇÕES]")
        super().__init__(*args, **kwargs)


class Group(click.Group):
    """A group whose usage line is in Portuguese, and its commands' too."""

    command_class = Command
    group_class = type

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[OPÇÕES]")
        kwargs.setdefault("subcommand_metavar", "COMANDO [ARGUMENTOS]...")
        super().__init__(*args, **kwargs)


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
