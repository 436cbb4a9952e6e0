"""What every command is tried on."""

from pathlib import Path

import pytest
from command_line import run
from made_folders import training_folder

__all__ = ["run"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a training folder."""
    place = tmp_path / "pasta"
    training_folder(place, name="UBS")
    return place
