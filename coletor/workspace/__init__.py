"""One open folder with every room of the house: what the window and the command line share."""

from coletor.workspace.places import default_folder, training_folder
from coletor.workspace.workspace import Workspace

__all__ = ["Workspace", "default_folder", "training_folder"]
