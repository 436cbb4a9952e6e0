"""A screen of its own for trials, so that no window appears before the developer."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

# It stays as it is when the last program on it ends: beginning anew, it turns away who comes then.
_SCREEN = ("Xvfb", "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-noreset")


@contextlib.contextmanager
def virtual_screen() -> Iterator[str]:
    """Start Xvfb on a free display and yield the display's name.

    Raises:
        OSError: Xvfb is not installed or did not start.
    """
    reader, writer = os.pipe()
    words = [*_SCREEN, "-displayfd", str(writer)]
    server = subprocess.Popen(words, pass_fds=[writer], stderr=subprocess.DEVNULL)
    os.close(writer)
    try:
        with os.fdopen(reader, encoding="ascii") as answer:
            number = answer.readline().strip()
        if not number:
            raise OSError("Xvfb did not start")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


def trial_of_window(command: list[str], environment: Mapping[str, str], seconds: int) -> str:
    """Start a program on a screen of its own, wait until it shows a window, and end it.

    Args:
        command: Program and arguments.
        environment: Its environment, to which the display is added.
        seconds: How long the window may take.

    Returns:
        What was wrong: nothing, no window in time, or what it wrote to standard error.
    """
    with virtual_screen() as display:
        shown = {**environment, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        home = Path(environment["HOME"])
        said = home / "stderr.txt"
        with said.open("wb") as errors:
            program = subprocess.Popen(command, env=shown, cwd=home, stderr=errors)
            try:
                window = _window_of(program.pid, shown, seconds)
            finally:
                program.terminate()
                program.wait()
        words = said.read_text(encoding="utf-8", errors="replace").strip()
    return words if window else f"no window within {seconds} s\n{words}".strip()


def _window_of(pid: int, environment: Mapping[str, str], seconds: int) -> bool:
    search = ["xdotool", "search", "--sync", "--onlyvisible", "--all", "--pid", str(pid), "--name"]
    try:
        found = subprocess.run(
            [*search, "Coletor"],
            env=dict(environment),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return bool(found.stdout.strip())
