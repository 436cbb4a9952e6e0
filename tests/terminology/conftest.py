"""Tables for the tests of this room."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import tiny_sigtap
from official_tables import official_tables

from coletor.terminology import Library, import_paths


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "tabelas"


@pytest.fixture
def demonstration(tmp_path: Path) -> Iterator[Library]:
    library = Library(tmp_path / "tabelas", demonstration=True)
    yield library
    library.close()


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Return a library with the SIGTAP of two procedures; only read it."""
    place = tmp_path_factory.mktemp("pequena")
    import_paths([tiny_sigtap.package(place)], place / "tabelas")
    library = Library(place / "tabelas")
    yield library
    library.close()


@pytest.fixture(scope="session")
def official(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Return a library with the newest SIGTAP and every other official table."""
    library = Library(official_tables(shared, tmp_path_factory))
    yield library
    library.close()


@pytest.fixture(scope="session")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Return one demonstration library for the whole run."""
    library = Library(tmp_path_factory.mktemp("demonstracao"), demonstration=True)
    yield library
    library.close()
