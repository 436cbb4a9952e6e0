"""A training folder, somebody at the keyboard, and the training webservice."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from closing_world import World
from made_folders import training_folder

from coletor.training import TrainingServer
from coletor.workspace import Workspace


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Return an open training folder with its webservice."""
    folder = tmp_path / "pasta"
    training_folder(folder, name="UBS de Teste", operator="Operadora")
    with (
        Workspace.open(folder) as workspace,
        TrainingServer(tmp_path / "servidor") as server,
    ):
        made = World(workspace, server)
        with made.service:
            yield made
