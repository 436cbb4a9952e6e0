"""Code tables: imports of official files, look-ups by date, search as a clerk types."""

import importlib
from typing import TYPE_CHECKING, Any

from coletor.terminology.errors import (
    ImportCancelled,
    ImportFailedError,
    SearchInterrupted,
    TableFileError,
)
from coletor.terminology.library import Library
from coletor.terminology.standing import Standing, State
from coletor.terminology.types import (
    LOCAL,
    SEARCHABLE,
    TABLES,
    Cover,
    Coverage,
    Hit,
    Node,
    Package,
    Procedure,
    Situation,
    Term,
)

if TYPE_CHECKING:
    from coletor.terminology.child import import_in_child
    from coletor.terminology.importing import import_paths

__all__ = [
    "LOCAL",
    "SEARCHABLE",
    "TABLES",
    "Cover",
    "Coverage",
    "Hit",
    "ImportCancelled",
    "ImportFailedError",
    "Library",
    "Node",
    "Package",
    "Procedure",
    "SearchInterrupted",
    "Situation",
    "Standing",
    "State",
    "TableFileError",
    "Term",
    "import_in_child",
    "import_paths",
]

_LATER = {"import_in_child": "child", "import_paths": "importing"}


def __getattr__(name: str) -> Any:
    """Load the importers only when they are asked for: start-up does not need them."""
    if name not in _LATER:
        raise AttributeError(name)
    return getattr(importlib.import_module(f"{__name__}.{_LATER[name]}"), name)
