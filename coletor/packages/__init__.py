"""Packages: procedures with who did them, made by the establishment, put in by one key."""

from coletor.packages.content import carried, package_rows
from coletor.packages.errors import PackageError
from coletor.packages.files import Imported, Outcome, read_packages, write_packages
from coletor.packages.packages import BIN_DAYS, NUMBERS, Package, Packages

__all__ = [
    "BIN_DAYS",
    "NUMBERS",
    "Imported",
    "Outcome",
    "Package",
    "PackageError",
    "Packages",
    "carried",
    "package_rows",
    "read_packages",
    "write_packages",
]
