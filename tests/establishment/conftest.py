"""Folders made with a cheap cost of passwords, so that the tests are quick."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from coletor.establishment import Cost, Creation, create_folder

CHEAP = Cost(passes=1, memory_kib=64, lanes=1)
CNES = "2077485"
PASSWORD = "senha de teste"


@pytest.fixture
def cheap() -> Cost:
    return CHEAP


GIVEN = {
    "cnes": CNES,
    "name": "Posto de Saúde",
    "password": PASSWORD,
    "operator_name": "Maria das Dores",
    "cost": CHEAP,
}


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Creation]:
    """Make a folder under the test's own path; everything but the path has a default."""

    def create(folder: str = "posto", **changes: object) -> Creation:
        return create_folder(tmp_path / folder, **(GIVEN | changes))

    return create


@pytest.fixture(scope="session")
def _made_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Creation]:
    folder = tmp_path_factory.mktemp("feita") / "posto"
    return folder, create_folder(folder, **GIVEN)


@pytest.fixture
def made(_made_once: tuple[Path, Creation], tmp_path: Path) -> Creation:
    """Put a folder that ``make`` made by its defaults, for tests of what comes after."""
    folder, creation = _made_once
    shutil.copytree(folder, tmp_path / "posto")
    return creation


@pytest.fixture
def folder(made: Creation, tmp_path: Path) -> Path:
    """Return the folder of ``made``."""
    return tmp_path / "posto"
