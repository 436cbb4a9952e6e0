"""Folders and databases made once by each worker and then copied.

Making one flushes it to the disk many times; most tests only want one that is there.
"""

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from coletor.establishment import Cost, create_folder
from coletor.store import Store
from coletor.workspace import Workspace

CNES = "2077485"
PASSWORD = "uma senha boa"
CHEAP = Cost(passes=1, memory_kib=64, lanes=1)


@cache
def _shelf() -> Path:
    place = Path(tempfile.mkdtemp(prefix="coletor-testes-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    return place


@cache
def _folder(cnes: str, name: str, operator: str) -> Path:
    made = _shelf() / f"pasta-{_folder.cache_info().misses}"
    create_folder(made, cnes, name, training=True, operator_name=operator)
    return made


@cache
def _real(password: str, operator: str) -> tuple[Path, str]:
    made = _shelf() / f"real-{_real.cache_info().misses}"
    creation = create_folder(
        made, CNES, "UBS Jardim", password=password, operator_name=operator, cost=CHEAP
    )
    assert creation.recovery_code is not None
    return made, creation.recovery_code


@cache
def _database(key: bytes, operator: str) -> Path:
    made = _shelf() / f"banco-{_database.cache_info().misses}"
    made.mkdir()
    Store.create(made / "coletor.db", key, operator).close()
    return made


def training_folder(
    target: Path, *, cnes: str = CNES, name: str = "UBS de teste", operator: str = "Ana"
) -> None:
    """Put a fresh training folder where there is none yet."""
    shutil.copytree(_folder(cnes, name, operator), target)


def real_folder(target: Path, password: str = PASSWORD, operator: str = "Ana Lima") -> str:
    """Put a fresh folder for real data where there is none; a guess of its password costs little.

    Returns:
        the recovery code.
    """
    made, code = _real(password, operator)
    shutil.copytree(made, target)
    return code


def database(folder: Path, key: bytes, operator: str) -> Path:
    """Put a fresh database with one operator, and what stands beside it, into a folder.

    Returns:
        the database file.
    """
    shutil.copytree(_database(key, operator), folder, dirs_exist_ok=True)
    return folder / "coletor.db"


def opened_copy(made: Path, place: Path) -> Iterator[Workspace]:
    """Yield a copy of a folder, open, as a fixture does; what is made is only read."""
    folder = place / "pasta"
    shutil.copytree(made, folder)
    with Workspace.open(folder) as opened:
        yield opened
