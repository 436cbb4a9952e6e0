"""Reads which packages a folder holds."""

from dataclasses import dataclass
from pathlib import Path

from coletor.terminology.builder import SUFFIX, published
from coletor.terminology.types import Package


@dataclass(frozen=True)
class FolderState:
    """What is in the folder of tables.

    Args:
        packages: the usable packages, newest competência and import last.
        damaged: names of files that cannot be used.
    """

    packages: tuple[Package, ...]
    damaged: tuple[str, ...]


def read_folder(folder: Path) -> FolderState:
    """Return the packages of a folder; a missing folder is an empty one.

    Args:
        folder: where the search files are.
    """
    packages: list[Package] = []
    damaged: list[str] = []
    for file in sorted(folder.glob(f"*{SUFFIX}")):
        package = published(file)
        if package is None:
            damaged.append(file.name)
        else:
            packages.append(package)
    packages.sort(key=lambda each: (each.competencia, each.version.lower(), each.imported_at))
    return FolderState(tuple(packages), tuple(damaged))
