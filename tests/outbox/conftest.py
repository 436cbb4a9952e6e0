"""A fresh store, somebody at the keyboard, and the training webservice."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from made_folders import database
from outbox_world import KEY, Desk, Training

from coletor.store import Store
from coletor.training import TrainingServer


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return a fresh encrypted store."""
    with Store.open(database(tmp_path / "pasta", KEY, "Operadora de Teste"), KEY) as made:
        yield made


@pytest.fixture
def desk(store: Store) -> Desk:
    """Return somebody at the keyboard."""
    return Desk(store)


@pytest.fixture
def training(tmp_path: Path) -> Iterator[Training]:
    """Return a function that starts the training webservice with a fault schedule."""
    started: list[TrainingServer] = []

    def start(*faults: dict[str, Any], port: int = 0) -> TrainingServer:
        server = TrainingServer(tmp_path / "treinamento", port, list(faults) or None)
        started.append(server.start())
        return server

    yield start
    for server in started:
        server.stop()
