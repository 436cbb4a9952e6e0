"""One line of progress on a terminal, out of the way of what is printed."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click

_TICK = 0.1
"""Seconds between two paintings."""
_BAR = 30


class ProgressLine:
    """How far a work is, on the last line of standard error.

    Args:
        words: sentence with ``{percent}``.
    """

    def __init__(self, words: str) -> None:
        self._words = words
        self._painted = ""
        self._next = 0.0

    def update(self, done: int, total: int) -> None:
        """Paint again, if the last painting is a while ago.

        Args:
            done: what is done, in any unit.
            total: all there is to do, in the same unit.
        """
        now = time.monotonic()
        if now < self._next or not total:
            return
        self._next = now + _TICK
        share = min(done / total, 1.0)
        filled = round(share * _BAR)
        words = self._words.format(percent=round(share * 100))
        line = f"{words} [{'#' * filled}{'-' * (_BAR - filled)}]"
        click.echo("\r" + line.ljust(len(self._painted)), nl=False, err=True)
        self._painted = line

    def clear(self) -> None:
        """Take the line away, so that something can be printed in its place."""
        if self._painted:
            click.echo("\r" + " " * len(self._painted) + "\r", nl=False, err=True)
            self._painted = ""


@contextmanager
def progress_line(words: str) -> Iterator[ProgressLine | None]:
    """Give a line of progress where standard error is a terminal, None elsewhere.

    Args:
        words: sentence with ``{percent}``.
    """
    if not sys.stderr.isatty():
        yield None
        return
    line = ProgressLine(words)
    try:
        yield line
    finally:
        line.clear()
