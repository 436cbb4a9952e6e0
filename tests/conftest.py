"""Fixtures that every room shares."""

import os
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of real official tables; skip, saying so, where it is absent."""
    if not (SHARED / "data").is_dir():
        pytest.skip("the official tables of ../shared are not on this machine")
    return SHARED
