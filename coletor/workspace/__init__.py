"""One open folder with every room of the house: what the window and the command line share.

``Workspace`` is imported when it is first asked for: to know where a folder stands takes none of
the rooms.
"""

from typing import TYPE_CHECKING

from coletor.workspace.places import default_folder, practice_folder, training_folder

if TYPE_CHECKING:
    from coletor.workspace.workspace import Workspace

__all__ = ["Workspace", "default_folder", "practice_folder", "training_folder"]


def __getattr__(name: str) -> object:
    if name != "Workspace":
        raise AttributeError(name)
    from coletor.workspace.workspace import Workspace  # noqa: PLC0415 - the point of it

    return Workspace
