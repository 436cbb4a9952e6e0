"""Packages that were removed: they wait thirty days beside the others, and can be had back."""

import os
import time
from pathlib import Path

from coletor.errors import ColetorError

FOLDER = "removidas"
DAYS = 30
_DAY_SECONDS = 86_400


def put_away(file: Path) -> None:
    """Take a search file out of use; what was put away more than thirty days ago goes for good.

    Args:
        file: it stands in the folder of tables.

    Raises:
        ColetorError: another program has it open, or the folder cannot be written.
    """
    place = file.parent / FOLDER
    try:
        place.mkdir(exist_ok=True)
        kept = place / file.name
        file.replace(kept)
        os.utime(kept)  # since when it is here
        limit = time.time() - DAYS * _DAY_SECONDS
        for each in place.iterdir():
            if each.stat().st_mtime < limit:
                each.unlink()
    except PermissionError as error:
        raise ColetorError("terminology.in_use", file=file.name) from error
    except OSError as error:
        raise ColetorError("terminology.disk_refused", folder=file.parent) from error


def bring_back(folder: Path, name: str) -> None:
    """Put a search file into use again.

    Args:
        folder: the folder of tables.
        name: of the file.

    Raises:
        ColetorError: it is gone for good, or the folder cannot be written.
    """
    try:
        (folder / FOLDER / name).replace(folder / name)
    except FileNotFoundError as error:
        raise ColetorError("terminology.no_package", file=name) from error
    except OSError as error:
        raise ColetorError("terminology.disk_refused", folder=folder) from error
