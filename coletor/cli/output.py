"""What commands print: JSON lines for programs, short tables and sentences for people."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from coletor.errors import ColetorError
from coletor.reasons import system_reason


def json_line(record: Mapping[str, Any]) -> None:
    """Print one JSON object on one line of standard output, UTF-8 and not escaped."""
    click.echo(json.dumps(record, ensure_ascii=False))


def say(message: str) -> None:
    """Print a sentence for a person on standard output."""
    click.echo(message)


def note(message: str) -> None:
    """Print a sentence on standard error, so that standard output stays data only."""
    click.echo(message, err=True)


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows in columns as wide as their longest cell.

    Args:
        headings: one title a column.
        rows: cells of each row, in the same order; None is shown empty.
    """
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(headings, *cells, strict=True)]
    for line in [list(headings), ["─" * width for width in widths], *cells]:
        padded = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        click.echo("  ".join(padded).rstrip())


def write_text(path: Path | None, content: str) -> None:
    """Write text to a file, or to standard output when there is none.

    Raises:
        ColetorError: the file cannot be written.
    """
    if path is None:
        click.echo(content, nl=not content.endswith("\n"))
        return
    try:
        path.write_text(content, encoding="utf-8", newline="")
    except OSError as error:
        reason = system_reason(error)
        raise ColetorError("exchange.cannot_write", file=path.name, reason=reason) from None
