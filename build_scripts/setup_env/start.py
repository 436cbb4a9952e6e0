"""The steps that every script shares, in order: Python, system, environment."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from . import apt, environment, interpreter, stamp, system
from .console import SetupError, fail
from .places import VENV, WINDOWS, clean_environment


def split(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """Part a script's own arguments from those behind `--`, which it hands on.

    Args:
        arguments: The command line without the script's name.

    Returns:
        The script's own arguments, and the rest.
    """
    words = list(arguments)
    if "--" not in words:
        return words, []
    place = words.index("--")
    return words[:place], words[place + 1 :]


def use_supported_python(script: str) -> None:
    """Go on with a Python that Coletor supports; this one just returns if it will do.

    Args:
        script: Path of the script to start again otherwise.

    Raises:
        SetupError: No supported Python, and none could be installed.
    """
    if interpreter.this_is_supported():
        return
    become([*interpreter.find_or_install(), script, *sys.argv[1:]])


def ready(kind: str, window: bool, tests: bool = False) -> Path:
    """Return the Python of an environment in which the application or the checks can run.

    Args:
        kind: Which lock file (`stamp.RUNTIME` or `stamp.DEVELOPMENT`).
        window: Whether a window will be opened.
        tests: Whether the checks will run.

    Raises:
        SetupError: Something is missing and could not be installed; the text says what to type.
    """
    purpose = "the checks" if tests else "the window" if window else "the set-up"
    apt.require(system.missing(window=window, tests=tests), purpose)
    return environment.ensure(kind)


def go_inside(script: str) -> None:
    """Go on where the window and the checks run; this just returns where that is already so.

    Args:
        script: Path of the script to start again in the environment.

    Raises:
        SystemExit: The environment could not be made; the text says what to type.
    """
    if Path(sys.prefix).resolve() == VENV.resolve():
        return
    try:
        use_supported_python(script)
        python = ready(stamp.DEVELOPMENT, window=True)
    except SetupError as error:
        raise SystemExit(fail(error)) from error
    become([str(python), script, *sys.argv[1:]])


def become(command: Sequence[str]) -> None:
    """Replace this process by another command, or stand in for it where that is impossible.

    Args:
        command: Program and arguments.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    if not WINDOWS:
        os.execve(command[0], list(command), clean_environment())  # noqa: S606 - no shell wanted
    # Windows gives an exec'd program a new process and frees the console: wait for it instead.
    raise SystemExit(subprocess.run(command, env=clean_environment(), check=False).returncode)
