"""Loads ``resources/messages/*.toml`` and fills the templates."""

import tomllib
from functools import cache
from typing import Any

from coletor import resources


def _flatten(prefix: str, table: dict[str, Any], found: dict[str, str]) -> None:
    for key, value in table.items():
        name = f"{prefix}.{key}"
        if isinstance(value, dict):
            _flatten(name, value, found)
        else:
            found[name] = str(value)


@cache
def _room(stem: str) -> dict[str, str]:
    """Return the templates of one file: a command that says three things reads no thirty files.

    Raises:
        KeyError: there is no such file (a bug).
    """
    file = resources.path("messages", f"{stem}.toml")
    if not file.is_file():
        raise KeyError(stem)
    found: dict[str, str] = {}
    with file.open("rb") as stream:
        _flatten(stem, tomllib.load(stream), found)
    return found


@cache
def templates() -> dict[str, str]:
    """Return every template by its id: the file's stem, then the tables inside it."""
    files = sorted(resources.path("messages").glob("*.toml"))
    return {name: each for file in files for name, each in _room(file.stem).items()}


def text(identifier: str, /, **fields: object) -> str:
    """Return the Portuguese text of a message with its fields filled in.

    Args:
        identifier: the catalogue id, such as ``"store.wrong_password"``.
        **fields: values for the ``{name}`` places of the template.

    Raises:
        KeyError: the id is not in the catalogue or a place has no value (a bug).
    """
    return _room(identifier.partition(".")[0])[identifier].format(**fields)


def exists(identifier: str) -> bool:
    """Tell whether the catalogue holds a message id."""
    return identifier in templates()


def identifiers() -> tuple[str, ...]:
    """Return every message id, in catalogue order."""
    return tuple(templates())
