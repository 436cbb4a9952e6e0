"""Install system packages on Debian and Ubuntu, or say the one command that does."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from .console import SetupError, say

LISTS = Path("/var/lib/apt/lists")
_INSTALL = ["apt-get", "install", "-y", "--no-install-recommends"]


def present() -> bool:
    """Tell whether this system installs with apt-get."""
    return shutil.which("apt-get") is not None


def is_root() -> bool:
    """Tell whether this process may install packages."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def lists_missing(folder: Path = LISTS) -> bool:
    """Tell whether the package lists were never fetched (containers and minimal images).

    Args:
        folder: Where apt keeps them.
    """
    return not any(folder.glob("*_Packages*"))


def command(packages: Sequence[str]) -> str:
    """Return the one line that installs packages, as a person without root types it.

    Args:
        packages: Debian names.
    """
    update = "sudo apt-get update && " if lists_missing() else ""
    return update + "sudo " + " ".join([*_INSTALL, *packages])


def explain(packages: Sequence[str], purpose: str, with_apt: bool) -> str:
    """Say what is missing and what to type.

    Args:
        packages: Debian names of what is missing.
        purpose: What it is needed for.
        with_apt: Whether the system has apt-get; others are told the Debian names.
    """
    if with_apt:
        return f"missing from this system for {purpose}. Type:\n\n    {command(packages)}\n"
    return (
        f"missing from this system for {purpose}. Install what your distribution calls these "
        f"Debian packages, then run this again:\n\n    {' '.join(packages)}\n"
    )


def require(packages: Sequence[str], purpose: str) -> None:
    """Install packages when root; otherwise stop, saying the one command.

    Args:
        packages: Debian names of what is missing; nothing happens when empty.
        purpose: What they are needed for, to finish a sentence.

    Raises:
        SetupError: Not root, no apt-get, or apt-get failed.
    """
    if not packages:
        return
    if not (present() and is_root()):
        raise SetupError(explain(packages, purpose, present()))
    say(f"installing from the system, for {purpose}: {' '.join(packages)}")
    if lists_missing():
        _run(["apt-get", "update"])
    if _run([*_INSTALL, *packages]) != 0:
        # Lists that are there may be older than the mirror: fetch them once and try again.
        _run(["apt-get", "update"])
        if _run([*_INSTALL, *packages]) != 0:
            raise SetupError(f"apt-get could not install: {' '.join(packages)}")


def offers(package: str) -> bool:
    """Tell whether the distribution has a package, fetching the lists first when root.

    Args:
        package: Debian name.
    """
    if lists_missing() and is_root():
        _run(["apt-get", "update"])
    # The exit code alone will not do: it is 0 too for names that other packages only mention.
    shown = subprocess.run(
        ["apt-cache", "show", package],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        check=False,
    )
    return f"Package: {package}" in shown.stdout.splitlines()


def _run(words: list[str]) -> int:
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    return subprocess.run(
        [words[0], "-q", *words[1:]], env=environment, stdin=subprocess.DEVNULL, check=False
    ).returncode
