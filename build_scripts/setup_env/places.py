"""Where things are in a checkout."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ROOT / "build_scripts" / "lock"
VENV = ROOT / ".venv"
BUILD = ROOT / "build"
WINDOWS = os.name == "nt"


def venv_python(venv: Path = VENV) -> Path:
    """Return the Python of a virtual environment, which may not exist yet.

    Args:
        venv: The environment's folder.
    """
    return venv / ("Scripts/python.exe" if WINDOWS else "bin/python")


def on_linux() -> bool:
    """Tell whether this is Linux, where system packages may be missing."""
    return sys.platform.startswith("linux")


def clean_environment() -> dict[str, str]:
    """Return the environment without what would make another Python see foreign packages."""
    unwanted = ("PYTHONPATH", "PYTHONHOME", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "VIRTUAL_ENV")
    return {name: value for name, value in os.environ.items() if name not in unwanted}
