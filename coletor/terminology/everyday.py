"""Abbreviations and everyday words that clerks type, from ``resources/terminology``."""

import tomllib
from functools import cache

from coletor import resources
from coletor.terminology.text import fold


@cache
def _meanings() -> dict[str, dict[tuple[str, ...], list[list[str]]]]:
    """Return, for each table, what the words typed stand for."""
    with resources.path("terminology", "palavras.toml").open("rb") as stream:
        listed = tomllib.load(stream)
    return {
        table: {
            tuple(fold(typed).split()): [fold(meant).split() for meant in meanings]
            for typed, meanings in words.items()
        }
        for table, words in listed.items()
    }


def alternatives(table: str, words: list[str]) -> list[list[str]]:
    """Return other ways of saying the same, in the words of the official table.

    Args:
        table: table id.
        words: the folded words typed, little ones included.
    """
    known = _meanings().get(table, {})
    found = []
    for start in range(len(words)):
        for end in range(start + 1, min(start + 4, len(words)) + 1):
            for meaning in known.get(tuple(words[start:end]), ()):
                found.append([*words[:start], *meaning, *words[end:]])  # noqa: PERF401
    return found
