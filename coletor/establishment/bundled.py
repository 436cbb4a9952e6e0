"""Code tables that an installer may bring along, so that day one begins with the month's own."""

import shutil
from pathlib import Path

from coletor import resources

_FOLDER = "tabelas"


def bundled_tables() -> list[Path]:
    """Return the search files that came with this installation, none in a checkout."""
    folder = resources.path(_FOLDER)
    return sorted(folder.glob("*.sqlite")) if folder.is_dir() else []


def copy_bundled(target: Path) -> None:
    """Put the bundled tables into a folder's own, where they are listed and removed like others.

    Args:
        target: the folder of imported code tables.

    Raises:
        OSError: the disk is full or the folder cannot be written; no half file takes its name.
    """
    for source in bundled_tables():
        place = target / source.name
        if place.exists():
            continue
        aside = place.with_name(f"{source.name}.parcial")
        try:
            shutil.copyfile(source, aside)
            aside.replace(place)
        finally:
            aside.unlink(missing_ok=True)
