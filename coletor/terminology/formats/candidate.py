"""A recognised set of files, ready to become a package."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from coletor.terminology.types import Package

Step = Callable[[str, int, int], None]
"""Progress: what is being read, how many parts are done, how many there are."""


@dataclass(frozen=True)
class Candidate:
    """What a format module made of a set of files.

    Args:
        package: identity of the package; ``rows`` is filled in by ``fill``.
        fill: writes the tables into a file being built and returns the number of terms.
        unpacked: it comes from the files of an unpacked zip, whose own hash nobody knows.
    """

    package: Package
    fill: Callable[[sqlite3.Connection, Step], int]
    unpacked: bool = False


def package(  # noqa: PLR0917 - an identity has this many parts
    table: str, version: str, sha256: str, origin: str, wire: str, competencia: str = ""
) -> Package:
    """Return the identity of a package that is not written yet.

    Args:
        table: table id.
        version: the publisher's version, or what stands for it.
        sha256: of the official content.
        origin: name of the official file.
        wire: version as the CMD message carries it.
        competencia: ``AAAAMM``, or empty.
    """
    return Package(
        table=table,
        competencia=competencia,
        version=version,
        rows=0,
        sha256=sha256,
        imported_at="",
        file="",
        origin=origin,
        wire_version=wire,
    )
