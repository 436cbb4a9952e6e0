"""A folder with a small month in it, made once for all the tests of the room."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from figures_world import make_month

from coletor.workspace import Workspace


@pytest.fixture(scope="session")
def month_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a closed folder with a small month in it."""
    folder = tmp_path_factory.mktemp("numeros") / "pasta"
    make_month(folder)
    return folder


@pytest.fixture
def workspace(month_folder: Path) -> Iterator[Workspace]:
    with Workspace.open(month_folder) as opened:
        yield opened
