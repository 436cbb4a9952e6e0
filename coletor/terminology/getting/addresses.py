"""Where each official table is fetched from, as a data file says."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from coletor import resources
from coletor.errors import ColetorError
from coletor.reasons import reason

_MB = 1024 * 1024
_SCHEMES = ("ftp", "http", "https")


@dataclass(frozen=True, slots=True)
class Source:
    """The address of one table.

    Args:
        table: table id.
        address: of the file, or of the folder in which it is chosen.
        choice: regular expression of the names to choose from; empty for a file.
        name: name under which the file is kept; empty where the choice gives it.
        limit: largest size, in bytes.
    """

    table: str
    address: str
    choice: str
    name: str
    limit: int


def load_sources(file: Path | None = None) -> dict[str, Source]:
    """Return the addresses by table.

    Args:
        file: another list (a mirror of the municipality's own network); the official if absent.

    Raises:
        ColetorError: the list cannot be used; the message says why.
    """
    place = file or resources.path("terminology", "enderecos.toml")
    try:
        listed = tomllib.loads(place.read_text(encoding="utf-8"))
        return {table: _source(table, entry) for table, entry in listed.items()}
    except (OSError, ValueError, KeyError, TypeError, re.error) as error:
        raise ColetorError(
            "terminology.getting.bad_list", file=place, error=reason(error)
        ) from error


def _source(table: str, entry: dict[str, object]) -> Source:
    address = str(entry["endereco"])
    parts = urlsplit(address)
    if parts.scheme not in _SCHEMES or not parts.hostname:
        raise ValueError(address)
    choice = str(entry.get("escolha", ""))
    re.compile(choice)
    name = str(entry.get("arquivo", "")) or ("" if choice else PurePosixPath(parts.path).name)
    if PurePosixPath(name).name != name or (not name and not choice):
        raise ValueError(address)
    return Source(table, address, choice, name, int(str(entry["maximo_mb"])) * _MB)
