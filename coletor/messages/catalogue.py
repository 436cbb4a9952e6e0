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
def templates() -> dict[str, str]:
    """Return every template by its id: the file's stem, then the tables inside it."""
    found: dict[str, str] = {}
    for file in sorted(resources.path("messages").glob("*.toml")):
        with file.open("rb") as stream:
            _flatten(file.stem, tomllib.load(stream), found)
    return found


def text(identifier: str, /, **fields: object) -> str:
    """Return the Portuguese text of a message with its fields filled in.

    Args:
        identifier: the catalogue id, such as ``"store.wrong_password"``.
        **fields: values for the ``{name}`` places of the template.

    Raises:
        KeyError: the id is not in the catalogue or a place has no value (a bug).
    """
    return templates()[identifier].format(**fields)


def exists(identifier: str) -> bool:
    """Tell whether the catalogue holds a message id."""
    return identifier in templates()


def identifiers() -> tuple[str, ...]:
    """Return every message id, in catalogue order."""
    return tuple(templates())
