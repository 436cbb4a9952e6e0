"""What the scripts say to the developer who runs them."""

from __future__ import annotations

import sys

CANNOT_CONTINUE = 2


class SetupError(Exception):
    """The set-up cannot go on; the text says what is missing and what to type."""


def say(text: str) -> None:
    """Print one line of progress, at once even through a pipe.

    Args:
        text: The line, in English (only developers see these scripts).
    """
    print(f"[coletor] {text}", file=sys.stderr, flush=True)


def fail(problem: SetupError) -> int:
    """Print why the set-up stopped and return the exit code for it.

    Args:
        problem: What went wrong.
    """
    say(str(problem))
    return CANNOT_CONTINUE
