"""Find a Python that Coletor can run on."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator

from . import apt
from .console import SetupError
from .places import WINDOWS

OLDEST = (3, 11)
NEWEST = (3, 14)
"""The lock file has compiled wheels up to here; a newer Python would need a compiler."""

MINORS = range(OLDEST[1], NEWEST[1] + 1)
_PROBE = "import sys; print(sys.version_info[0], sys.version_info[1], int(sys.maxsize > 2**32))"


def is_supported(version: tuple[int, int], wide: bool) -> bool:
    """Tell whether the locked packages exist for a Python.

    Args:
        version: Its major and minor number.
        wide: Whether it is a 64-bit build (Qt has no 32-bit wheel).
    """
    return wide and OLDEST <= version <= NEWEST


def this_is_supported() -> bool:
    """Tell whether the Python that runs this line will do."""
    return is_supported(sys.version_info[:2], sys.maxsize > 2**32)


def candidates() -> Iterator[list[str]]:
    """Yield the commands under which another Python may be found, the oldest that does first."""
    for minor in MINORS:
        found = shutil.which(f"python3.{minor}")
        if found:
            yield [found]
    launcher = shutil.which("py") if WINDOWS else None
    if launcher:
        yield from ([launcher, f"-3.{minor}"] for minor in MINORS)


def probe(command: list[str]) -> bool:
    """Ask a Python what it is.

    Args:
        command: How to call it.

    Returns:
        True if it starts and is supported (a pyenv shim, for one, may exist and not start).
    """
    try:
        done = subprocess.run(
            [*command, "-c", _PROBE], capture_output=True, text=True, timeout=60, check=True
        )
        major, minor, wide = (int(word) for word in done.stdout.split())
    except (OSError, ValueError, subprocess.SubprocessError):
        return False
    return is_supported((major, minor), bool(wide))


def find_other() -> list[str] | None:
    """Return the command of a supported Python on this machine, or None."""
    return next((command for command in candidates() if probe(command)), None)


def find_or_install() -> list[str]:
    """Return the command of a supported Python, installing one when root on Debian or Ubuntu.

    Raises:
        SetupError: There is none, and none could be installed; the text has the command to type.
    """
    found = find_other()
    if found is None:
        apt.require(_packages_of_newer_python(), f"Python {_text(OLDEST)} or newer")
        found = find_other()
    if found is None:
        raise SetupError(nothing_found())
    return found


def nothing_found() -> str:
    """Say which Python is needed, for a system where no package of it is known."""
    return (
        f"Coletor needs a 64-bit Python from {_text(OLDEST)} to {_text(NEWEST)}; this one is "
        f"{_text(sys.version_info[:2])} and no other was found on PATH. Install one and run "
        "this command again with it."
    )


def _packages_of_newer_python() -> list[str]:
    if not apt.present():
        raise SetupError(nothing_found())
    offered = [minor for minor in MINORS if all(apt.offers(name) for name in _packages(minor))]
    if not offered and apt.lists_missing():
        # Only root can fetch the lists; the oldest is what Ubuntu 22.04 has.
        offered = [OLDEST[1]]
    if not offered:
        raise SetupError(nothing_found())
    return _packages(offered[0])


def _packages(minor: int) -> list[str]:
    return [f"python3.{minor}", f"python3.{minor}-venv"]


def _text(version: tuple[int, ...]) -> str:
    return ".".join(str(number) for number in version)
