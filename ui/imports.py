"""Spares the program the reading of its own source.

Qt's binding reads the source of every module that is imported after it and looks for its own name,
to know where ``from __feature__ import ...`` could be meant. Nothing here uses that, and what is
read stays in memory: some 10 MiB, and part of every start.
"""

import sys
from types import ModuleType

import PySide6.QtCore  # noqa: F401 - brings in what is changed here

_OURS = frozenset({"ui", "PySide6"})
_SUPPORT, _READS = "shibokensupport.feature", "_mod_uses_pyside"


def spare_sources() -> bool:
    """Tell the binding by a module's name, not by its source, whether it uses Qt.

    Returns:
        Whether the binding has the place where that is told. It is an inner one: in a version
        without it everything works as well, only the start is slower.
    """
    support = sys.modules.get(_SUPPORT)
    if support is None or not hasattr(support, _READS):
        return False
    setattr(support, _READS, _uses_qt)
    return True


def _uses_qt(module: ModuleType) -> bool:
    return module.__name__.partition(".")[0] in _OURS
