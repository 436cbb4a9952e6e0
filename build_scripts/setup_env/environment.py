"""Make, upgrade and repair the virtual environment of the checkout."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from . import stamp
from .console import SetupError, say
from .one_at_a_time import only_one
from .places import VENV, clean_environment, venv_python

_PIP = ["-m", "pip", "--disable-pip-version-check", "--no-input", "install"]


def ensure(kind: str, venv: Path = VENV) -> Path:
    """Return the Python of a complete environment, making or upgrading it only if needed.

    Args:
        kind: `runtime` or `development` (see `stamp`).
        venv: The environment's folder.

    Raises:
        SetupError: It could not be made; running again starts over safely.
    """
    inputs = stamp.inputs_here()
    if not _is_ready(kind, inputs, venv):
        with only_one():
            # Another run may have finished the very same work while this one waited.
            if not _is_ready(kind, inputs, venv):
                _prepare(kind, inputs, venv)
    return venv_python(venv)


def _is_ready(kind: str, inputs: stamp.Inputs, venv: Path) -> bool:
    return venv_python(venv).exists() and stamp.is_fresh(stamp.read(venv), kind, inputs)


def _prepare(kind: str, inputs: stamp.Inputs, venv: Path) -> None:
    keep = venv_python(venv).exists() and stamp.can_be_upgraded(stamp.read(venv), inputs)
    if keep:
        say(f"bringing {venv.name} up to the {kind} lock")
        stamp.remove(venv)
    else:
        _make(venv)
    _install(kind, inputs, venv)
    stamp.write(kind, inputs, venv)
    say(f"{venv.name} is ready")


def _make(venv: Path) -> None:
    known = "making anew (unfinished, or not made by this script)" if venv.exists() else "making"
    say(f"{known}: {venv}")
    stamp.remove(venv)
    base = getattr(sys, "_base_executable", sys.executable)
    _run(
        [base, "-m", "venv", "--clear", str(venv)],
        f"could not make {venv}; if Coletor is open, close it and try again",
    )


def _install(kind: str, inputs: stamp.Inputs, venv: Path) -> None:
    say("installing the locked packages (the first time needs the network and some minutes)")
    lock = inputs.lock(kind)
    # The pip that came with an old Python misreads the markers of the lock: the locked one first.
    installer = venv / "coletor-pip.txt"
    installer.write_text(block_of("pip", lock.read_text(encoding="utf-8")), encoding="utf-8")
    for requirements in (installer, lock):
        # A lock is whole, so there is nothing to resolve: exactly these, and nothing else.
        exact = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", str(requirements)]
        _pip(venv, exact, "could not install the locked packages (network?)")
    # Registers the command and the entry points; what builds it is in the lock file too.
    itself = ["--no-index", "--no-deps", "--no-build-isolation", "--quiet", "-e", str(inputs.root)]
    _pip(venv, itself, "could not install Coletor itself")


def block_of(package: str, lock: str) -> str:
    """Return the lines of one package (its pin and its hashes) from a lock file's text.

    Args:
        package: Its normalised name.
        lock: The whole text.
    """
    lines: list[str] = []
    for line in lock.splitlines():
        begins = not line.startswith((" ", "#"))
        if lines and begins:
            break
        if lines or line.startswith(f"{package}=="):
            lines.append(line)
    return "\n".join([*lines, ""])


def _pip(venv: Path, words: list[str], problem: str) -> None:
    _run([str(venv_python(venv)), *_PIP, *words], problem)


def _run(words: list[str], problem: str) -> None:
    # To standard error: what the application prints afterwards must be alone on standard output.
    done = subprocess.run(words, env=clean_environment(), stdout=sys.stderr, check=False)
    if done.returncode != 0:
        raise SetupError(f"{problem}. Run this again to start over.")
