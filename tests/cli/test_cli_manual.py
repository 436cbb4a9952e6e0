"""The manual names every command that there is, and none that is not."""

import re
from collections.abc import Iterator

import click

from coletor import resources
from coletor.cli.main import coletor

_LINE = re.compile(r"^coletor (?:--pasta D )?(.+)$", re.MULTILINE)


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    with click.Context(group) as ctx:
        for name in group.list_commands(ctx):
            command = group.get_command(ctx, name)
            assert command is not None
            if isinstance(command, click.Group):
                yield from commands(command, (*path, name))
            else:
                yield (*path, name)


def test_every_command_stands_in_the_manual() -> None:
    there = set(commands(coletor))
    page = resources.path("manual", "05-linha-de-comando.md").read_text(encoding="utf-8")
    lines = [tuple(line.split()) for line in _LINE.findall(page)]
    named = {path for line in lines for path in (line[:1], line[:2]) if path in there}
    assert there == named
    assert all(line[:1] in there or line[:2] in there for line in lines)
