"""The stamp of a finished environment: what it was made from, so that nothing is made twice.

The stamp is taken away before an environment is touched and written last. An environment without
one was never finished (power cut, closed window) and is made anew.
"""

from __future__ import annotations

import hashlib
import json
import platform
import sys
from dataclasses import dataclass
from pathlib import Path

from .places import LOCKS, ROOT, VENV

RUNTIME = "runtime"
DEVELOPMENT = "development"
KINDS = (RUNTIME, DEVELOPMENT)
NAME = "coletor-setup.json"


@dataclass(frozen=True)
class Inputs:
    """What an environment is made from.

    Args:
        root: The checkout; a moved one has an editable install that points nowhere.
        locks: Folder with one lock file per kind.
        python: Version and machine of the Python underneath.
    """

    root: Path
    locks: Path
    python: str

    def lock(self, kind: str) -> Path:
        """Return the lock file of a kind.

        Args:
            kind: `runtime` or `development`.
        """
        return self.locks / f"{kind}.txt"

    def base(self) -> str:
        """Return what no package installation can change: a different one needs a new folder."""
        return f"{self.python} {self.root}"

    def digest(self, kind: str) -> str:
        """Return the SHA-256 that stands for everything one kind is made from.

        Args:
            kind: `runtime` or `development`.
        """
        whole = hashlib.sha256(self.base().encode())
        for file in (self.lock(kind), self.root / "pyproject.toml"):
            whole.update(hashlib.sha256(file.read_bytes()).digest())
        return whole.hexdigest()


def inputs_here() -> Inputs:
    """Return the inputs of this checkout and this Python.

    Of the Python's version only what decides where packages go: a correction of the system's
    Python, or a second Python of the same kind on PATH, must not make everything anew.
    """
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    python = f"{sys.implementation.name} {version} {platform.machine()}"
    return Inputs(root=ROOT, locks=LOCKS, python=python)


def read(venv: Path = VENV) -> dict[str, str]:
    """Return what an environment's stamp says; empty if it has none or an unreadable one.

    Args:
        venv: The environment's folder.
    """
    try:
        held = json.loads((venv / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return held if isinstance(held, dict) else {}


def is_fresh(held: dict[str, str], kind: str, inputs: Inputs) -> bool:
    """Tell whether a stamp vouches for a kind, made from the same inputs.

    Args:
        held: What the stamp says.
        kind: `runtime` or `development`.
        inputs: What it would be made from now.
    """
    return held.get(kind) == inputs.digest(kind)


def can_be_upgraded(held: dict[str, str], inputs: Inputs) -> bool:
    """Tell whether a finished environment only needs other packages, not a new folder.

    Args:
        held: What the stamp says.
        inputs: What it would be made from now.
    """
    return held.get("base") == inputs.base()


def remove(venv: Path = VENV) -> None:
    """Take the stamp away: from here until `write`, the environment counts as unfinished.

    Args:
        venv: The environment's folder.
    """
    (venv / NAME).unlink(missing_ok=True)


def write(kind: str, inputs: Inputs, venv: Path = VENV) -> None:
    """Vouch for an environment that is complete.

    The development lock holds the runtime one (a test proves it), so it vouches for both.

    Args:
        kind: What was installed.
        inputs: What it was made from.
        venv: The environment's folder.
    """
    kinds = KINDS if kind == DEVELOPMENT else (RUNTIME,)
    held = {"base": inputs.base(), **{each: inputs.digest(each) for each in kinds}}
    beside = venv / f"{NAME}.new"
    beside.write_text(json.dumps(held, indent=2) + "\n", encoding="utf-8")
    beside.replace(venv / NAME)
