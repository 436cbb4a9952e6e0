"""Folders made with a cheap cost of passwords, so that the tests are quick."""

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


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Creation]:
    """Make a folder under the test's own path; everything but the path has a default."""

    def create(folder: str = "posto", **changes: object) -> Creation:
        given = {
            "cnes": CNES,
            "name": "Posto de Saúde",
            "password": PASSWORD,
            "operator_name": "Maria das Dores",
            "cost": CHEAP,
            **changes,
        }
        return create_folder(tmp_path / folder, **given)

    return create
