"""The real official tables, imported once in a run for all of its workers."""

import os
import time
from pathlib import Path

import pytest

from coletor.terminology import import_paths

_LOOK_S = 0.05
_SIGTAP = "TabelaUnificada_202607_v2607101010.zip"
_OTHERS = ("cid10", "cbo", "ciap2", "municipios", "paises", "tuss")


def official_tables(shared: Path, factory: pytest.TempPathFactory) -> Path:
    """Return the folder with the SIGTAP of 07/2026 and every other official table; only read it.

    Args:
        shared: the folder of real official files.
        factory: makes the run's temporary folders.
    """
    run = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        run = run.parent  # what the workers of a run have in common
    made, half = run / "oficiais", run / "oficiais.parte"
    while not made.exists():
        try:
            half.mkdir()
        except FileExistsError:
            time.sleep(_LOOK_S)  # the pace of looking while another worker imports
            continue
        if made.exists():  # the other worker came to its end in between
            half.rmdir()
            break
        try:
            data = shared / "data"
            import_paths([data / "sigtap" / _SIGTAP, *(data / name for name in _OTHERS)], half)
        except BaseException:
            half.rename(run / f"oficiais-{os.getpid()}.falhou")
            raise
        half.rename(made)
    return made


def take(tables: Path, target: Path, *names: str) -> Path:
    """Put some of the tables, without copying what is in them, into a folder and return it."""
    target.mkdir(parents=True)
    for file in tables.iterdir():
        if not names or file.name.startswith(names):
            os.link(file, target / file.name)
    return target
