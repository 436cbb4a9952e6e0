"""The training webservice: the same contract, its own store and its own checks.

Nothing is imported until it is used (``training.TrainingServer(...)`` after
``from coletor import training``).
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coletor.training.account import Account, load_account
    from coletor.training.server import TrainingServer

__all__ = ["Account", "TrainingServer", "load_account"]

_ROOMS = {"Account": "account", "load_account": "account", "TrainingServer": "server"}


def __getattr__(name: str) -> object:
    if name not in _ROOMS:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)
