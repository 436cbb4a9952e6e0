"""An open training folder and hands to fill a sheet with lines."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from made_folders import training_folder
from sheet_world import Bench

from coletor.workspace import Workspace


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    place = tmp_path / "pasta"
    training_folder(place, name="UBS Inventada", operator="Ana")
    with Workspace.open(place) as workspace:
        yield Bench(workspace)
