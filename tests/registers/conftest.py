"""An open training folder, and people who do not exist."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from made_folders import training_folder

from coletor.registers import Register
from coletor.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    training_folder(tmp_path / "pasta")
    with Workspace.open(tmp_path / "pasta") as opened:
        yield opened


@pytest.fixture
def patients(workspace: Workspace) -> Register:
    return workspace.patients


@pytest.fixture
def professionals(workspace: Workspace) -> Register:
    return workspace.professionals
