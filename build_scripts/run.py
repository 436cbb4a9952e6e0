#!/usr/bin/env python3
"""Set a fresh checkout up and open Coletor in training mode.

With no display it runs the demonstration instead. Words behind `--` are a command line of
`coletor` to run in place of both: `python3 build_scripts/run.py -- modelo listar`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from setup_env import stamp, start, system
from setup_env.console import SetupError, fail

WINDOW = ("abrir", "--treinamento")
DEMONSTRATION = ("demonstracao",)


def choose(rest: Sequence[str], display: bool) -> list[str]:
    """Return the arguments of `coletor` for this run.

    Args:
        rest: What the developer wrote behind `--`; used as it is when there is something.
        display: Whether a window can be shown.
    """
    return list(rest) or list(WINDOW if display else DEMONSTRATION)


def main(arguments: Sequence[str]) -> int:
    """Prepare everything and become the application.

    Args:
        arguments: The command line without the script's name.

    Returns:
        2 if the set-up stopped; otherwise this process is the application's.
    """
    own, rest = start.split(arguments)
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--sem-tela", action="store_true", help="run the demonstration even if there is a display"
    )
    options = parser.parse_args(own)
    try:
        start.use_supported_python(__file__)
        words = choose(rest, system.has_display() and not options.sem_tela)
        python = start.ready(stamp.RUNTIME, window="abrir" in words)
    except SetupError as problem:
        return fail(problem)
    start.become([str(python), "-m", "coletor", *words])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
