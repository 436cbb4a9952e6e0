"""Reading places of a contact document by path (``procedimentos[1].profissionais[0].cbo``)."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

Document = dict[str, Any]
Step = str | int

_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


@lru_cache(maxsize=4096)  # the same few hundred places come again with every contact
def parse_path(path: str) -> tuple[Step, ...]:
    """Split a concrete path into keys (text) and positions (whole numbers).

    >>> parse_path("procedimentos[1].codigo")
    ('procedimentos', 1, 'codigo')
    """
    return tuple(key or int(position) for key, position in _STEP.findall(path))


@lru_cache(maxsize=4096)
def pattern_of(path: str) -> str:
    """Return the model path of a concrete one: ``diagnosticos[1].codigo`` loses its 1."""
    return re.sub(r"\[\d+\]", "[]", path)


def get(document: Document, path: str) -> Any:
    """Return the value at a concrete path, or None where nothing stands there."""
    here: Any = document
    for step in parse_path(path):
        if isinstance(step, int):
            if not isinstance(here, list) or step >= len(here):
                return None
            here = here[step]
        elif isinstance(here, dict):
            here = here.get(step)
        else:
            return None
    return here


def walk(document: Document) -> Iterator[tuple[str, Any]]:
    """Yield (concrete path, value) of every value that is neither object nor list."""
    pending: list[tuple[str, Any]] = [("", document)]
    while pending:
        path, value = pending.pop()
        if isinstance(value, dict):
            pending += [
                (f"{path}.{key}" if path else str(key), child)
                for key, child in reversed(value.items())
            ]
        elif isinstance(value, list):
            pending += [
                (f"{path}[{position}]", child)
                for position, child in reversed(list(enumerate(value)))
            ]
        else:
            yield path, value


def take(source: Mapping[str, Any], path: str) -> Any:
    """Return the value below an object by a path of keys without lists, or None."""
    here: Any = source
    for key in path.split("."):
        if not isinstance(here, Mapping):
            return None
        here = here.get(key)
    return here


def put(target: dict[str, Any], path: str, value: Any) -> None:
    """Write a value below an object by a path of keys without lists, making what is missing."""
    *containers, last = path.split(".")
    for container in containers:
        target = target.setdefault(container, {})
    target[last] = value
