"""An open training folder with the real training webservice, and the command line."""

import importlib.util
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from command_line import run
from made_folders import training_folder
from workspace_world import Desk

from coletor.training import TrainingServer
from coletor.workspace import Workspace

__all__ = ["run"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "pasta"
    training_folder(place, name="UBS Inventada", operator="Ana")
    return place


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., TrainingServer]]:
    """Return a function that starts the training webservice; it stops at the end."""
    servers: list[TrainingServer] = []

    def start(**options: Any) -> TrainingServer:
        for running in servers:
            running.stop()
        servers.append(TrainingServer(tmp_path / "servidor", **options).start())
        return servers[-1]

    yield start
    for server in servers:
        server.stop()


@pytest.fixture
def desk(folder: Path, serve: Callable[..., TrainingServer]) -> Iterator[Desk]:
    made = Desk(Workspace.open(folder), serve())
    yield made
    made.workspace.close()


@pytest.fixture(scope="session")
def tiny_sigtap() -> Any:
    """Return the terminology tests' builder of small SIGTAP packages."""
    file = Path(__file__).parent.parent / "terminology" / "tiny_sigtap.py"
    spec = importlib.util.spec_from_file_location("workspace_tiny_sigtap", file)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
