"""Packages as a file, so that a município hands one set to all its computers."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from coletor.contact.drafting import NewRow
from coletor.durable import write_atomically
from coletor.errors import ColetorError
from coletor.messages import text
from coletor.model import load_all
from coletor.packages.content import from_json, to_json
from coletor.packages.errors import PackageError
from coletor.packages.packages import Package, Packages

_KIND, _VERSION = "pacotes-coletor-cmd", 1


class Outcome(StrEnum):
    """What became of one package of a file."""

    NEW = "novo"
    CHANGED = "atualizado"
    SAME = "igual"
    REFUSED = "recusado"


@dataclass(frozen=True, slots=True)
class Imported:
    """One package of a file.

    Args:
        name: as the file calls it.
        outcome: what became of it.
        remark: what has to be known; empty when nothing.
    """

    name: str
    outcome: Outcome
    remark: str = ""


@dataclass(frozen=True, slots=True)
class _Read:
    name: str
    number: int | None
    model_id: str
    rows: tuple[NewRow, ...]


def write_packages(file: Path, packages: Iterable[Package]) -> int:
    """Write packages into a file and return how many.

    Args:
        file: JSON, UTF-8; a file that stands there is replaced.
        packages: those to write; their professionals go with them, patients never.

    Raises:
        PackageError: the file cannot be written.
    """
    found = [
        {
            "nome": each.name,
            **({"numero": each.number} if each.number else {}),
            "modelo": each.model_id,
            "linhas": to_json(each.rows),
        }
        for each in packages
    ]
    data = {"tipo": _KIND, "versao": _VERSION, "pacotes": found}
    try:
        write_atomically(file, json.dumps(data, ensure_ascii=False, indent=1).encode())
    except OSError as error:
        raise PackageError("packages.file.unwritable", file=file.name) from error
    return len(found)


def read_packages(packages: Packages, file: Path, operator_id: int) -> list[Imported]:
    """Take the packages of a file: what has the name of one here replaces it.

    Args:
        packages: where they go.
        file: as `write_packages` made it.
        operator_id: who imports.

    Returns:
        What became of each, in the order of the file.

    Raises:
        PackageError: the file cannot be read, or is no file of packages.
    """
    return [_import(packages, each, operator_id) for each in _entries(file)]


def _entries(file: Path) -> list[object]:
    try:
        data = json.loads(file.read_text(encoding="utf-8-sig"))
        json.dumps(data, ensure_ascii=False).encode()  # refuses halves of characters
    except OSError as error:
        raise PackageError("packages.file.unreadable", file=file.name) from error
    except (ValueError, RecursionError) as error:
        raise PackageError("packages.file.not_ours", file=file.name) from error
    if not isinstance(data, dict) or data.get("tipo") != _KIND:
        raise PackageError("packages.file.not_ours", file=file.name)
    if data.get("versao") != _VERSION or not isinstance(data.get("pacotes"), list):
        raise PackageError("packages.file.newer", file=file.name)
    entries: list[object] = data["pacotes"]
    return entries


def _import(packages: Packages, data: object, operator_id: int) -> Imported:
    said = data.get("nome") if isinstance(data, dict) else None
    name = said if isinstance(said, str) else ""
    try:
        return _take(packages, _checked(data, name), operator_id)
    except ColetorError as error:
        return Imported(name, Outcome.REFUSED, str(error))


def _checked(data: object, name: str) -> _Read:
    """Return one package of a file after looking at all of it."""
    if not isinstance(data, dict):
        raise PackageError("packages.file.shape", name=name)
    model = load_all().get(str(data.get("modelo")))
    if model is None:
        raise PackageError("packages.file.model", name=name, model=data.get("modelo"))
    number = data.get("numero")
    if number is not None and (isinstance(number, bool) or not isinstance(number, int)):
        raise PackageError("packages.file.shape", name=name)
    return _Read(name, number, model.id, from_json(model, data.get("linhas"), name))


def _take(packages: Packages, read: _Read, operator_id: int) -> Imported:
    here = packages.named(read.name)
    number, remark = _free_number(packages, read, here)
    wanted = (read.model_id, read.rows, number)
    if here is not None and (here.model_id, here.rows, here.number) == wanted:
        return Imported(here.name, Outcome.SAME, remark)
    made = packages.save(
        read.name,
        read.model_id,
        read.rows,
        operator_id,
        number=number,
        package_id=here.id if here else None,
    )
    return Imported(made.name, Outcome.CHANGED if here else Outcome.NEW, remark)


def _free_number(packages: Packages, read: _Read, here: Package | None) -> tuple[int | None, str]:
    """Return the figure the package gets: its own, unless another package has it here.

    A package that has a figure here keeps it where the file brings none that is free.
    """
    kept = here.number if here is not None and here.model_id == read.model_id else None
    if read.number is None:
        return kept, ""
    own = here.id if here else 0
    holder = next(
        (
            each
            for each in packages.all(read.model_id)
            if each.number == read.number and each.id != own
        ),
        None,
    )
    if holder is None:
        return read.number, ""
    return kept, text("packages.file.number_kept", number=read.number, name=holder.name)
