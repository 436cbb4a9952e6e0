"""A real encrypted store for each test that asks for one."""

import hashlib
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from list_stretches import ROWS
from made_folders import database

from coletor.store import Drafts, Store
from coletor.store.list_facets import facet_of
from coletor.store.list_writing import insert_rows, written

KEY = hashlib.sha256(b"tests").digest()
CHILD = Path(__file__).parent / "store_child.py"
OPERATOR = 1


@pytest.fixture
def key() -> bytes:
    return KEY


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the path of a closed database with one operator."""
    return database(tmp_path / "pasta com espaço e ç", KEY, "Maria das Dores")


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path, KEY) as opened:
        yield opened


@pytest.fixture
def drafts(store: Store) -> Drafts:
    return Drafts(store)


@pytest.fixture
def child() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start another program on the same database; what still runs at the end is killed."""
    started: list[subprocess.Popen[str]] = []

    def start(verb: str, file: Path, *arguments: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, str(CHILD), verb, str(file), KEY.hex(), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory):
    """Return a store whose list has some hundreds of rows; nobody writes to it."""
    key = bytes(range(32))
    file = tmp_path_factory.mktemp("views") / "coletor.db"
    with Store.create(file, key, "Ana") as store:
        with store.change() as db:
            insert_rows(db, [written(one, facet_of(db, one)) for one in ROWS])
        yield store
