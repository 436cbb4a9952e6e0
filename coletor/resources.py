"""Where the data files that drive the program are found: checkout, wheel or frozen folder."""

import sys
from functools import cache
from pathlib import Path


@cache
def root() -> Path:
    """Return the folder that holds models, lists, messages and the other data files.

    Raises:
        FileNotFoundError: the installation lacks its ``resources`` folder.
    """
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [Path(frozen) / "resources"] if frozen else []
    candidates.append(Path(__file__).resolve().parent.parent / "resources")
    for candidate in candidates:
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(str(candidates[0]))


def path(*parts: str) -> Path:
    """Return the path of one data file, such as ``path("models", "cmd-2017.toml")``."""
    return root().joinpath(*parts)
