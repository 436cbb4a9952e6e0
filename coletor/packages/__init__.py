"""Packages: procedures with who did them, made by the establishment, put in by one key."""

from coletor.packages.content import carried, package_rows
from coletor.packages.errors import PackageError
from coletor.packages.files import Imported, Outcome, read_packages, write_packages
from coletor.packages.packages import BIN_DAYS, NUMBERS, Package, Packages
from coletor.packages.words import Words, library_names, words_of

__all__ = [
    "BIN_DAYS",
    "NUMBERS",
    "Imported",
    "Outcome",
    "Package",
    "PackageError",
    "Packages",
    "Words",
    "carried",
    "library_names",
    "package_rows",
    "read_packages",
    "words_of",
    "write_packages",
]
