"""Imports official files: recognise, check everything, build aside, publish."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from coletor.errors import ColetorError
from coletor.terminology.builder import PARTIAL, Builder, file_name, writing
from coletor.terminology.errors import ImportFailedError, TableFileError
from coletor.terminology.folder import read_folder
from coletor.terminology.formats import cbo, cid10, cnes, fhir, municipios, sigtap, tuss
from coletor.terminology.formats.candidate import Candidate, Step
from coletor.terminology.recognise import Recognised, recognise
from coletor.terminology.sources import Part
from coletor.terminology.types import LOCAL, Package

_FORMATS: dict[str, Callable[[Mapping[str, Part]], Candidate]] = {
    "sigtap": sigtap.prepare,
    "cid-10": cid10.prepare,
    "cbo": cbo.prepare,
    "fhir": fhir.prepare,
    "tuss": tuss.prepare,
    "municipio-xls": municipios.prepare_sheet,
    "municipio-json": municipios.prepare_json,
}
_STALE = 6 * 3600
"""Seconds after which an unfinished file of a dead import is cleared away."""


def import_paths(
    paths: Iterable[Path], folder: Path, *, progress: Step | None = None, municipio: str = ""
) -> list[Package]:
    """Import every official table found in files and folders; each is all or nothing.

    Args:
        paths: files and folders, as the person gave them.
        folder: where the search files are (``tabelas`` of the establishment's folder).
        progress: called with what is being read, parts done and parts in all.
        municipio: IBGE code, seven digits, of whose CNES rows are kept; needed for these alone.

    Returns:
        The packages now in place; ``unchanged`` marks those that already were.

    Raises:
        ColetorError: the only file was refused, or the disk is full.
        ImportFailedError: several were refused, or some were and others imported; ``imported``
            says what is in place.
    """
    recogniser = recognise(Path(path) for path in paths)
    problems: list[ColetorError] = list(recogniser.problems)
    imported: list[Package] = []
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        _clear_stale(folder)
    for found in recogniser.found:
        try:
            imported.append(_import_one(found, folder, progress or _quiet, municipio))
        except ColetorError as error:
            problems.append(error)
    if len(problems) == 1 and not imported:
        raise problems[0]
    if problems:
        raise ImportFailedError(problems, imported)
    return imported


def _quiet(_what: str, _done: int, _total: int) -> None:
    """Report nothing."""


def _import_one(found: Recognised, folder: Path, step: Step, municipio: str) -> Package:
    if found.format in cnes.PREPARE:
        candidate = cnes.PREPARE[found.format](found.parts, municipio)
    else:
        candidate = _FORMATS[found.format](found.parts)
    present = read_folder(folder).packages
    already = _same(candidate, present)
    if already:
        return replace(already, unchanged=True)
    with writing(folder), Builder(folder) as builder:
        rows = candidate.fill(builder.connection, step)
        if not rows:
            raise TableFileError("empty", file=candidate.package.origin)
        return builder.publish(replace(candidate.package, rows=rows))


def _same(candidate: Candidate, present: Sequence[Package]) -> Package | None:
    """Return the package that is the same, if it is there.

    Raises:
        ColetorError: another content goes by the same competência and version.
    """
    new = candidate.package
    for package in present:
        # One national file gives a package for each município.
        place = package.version == new.version or new.table not in LOCAL
        if place and (package.table, package.sha256) == (new.table, new.sha256):
            return package
    for package in present:
        if file_name(package) == file_name(new):
            if candidate.unpacked:
                return package
            raise ColetorError(
                "terminology.same_identity",
                origin=new.origin,
                competencia=new.competencia,
                version=new.version,
            )
    return None


def _clear_stale(folder: Path) -> None:
    for file in folder.glob(f"*{PARTIAL}"):
        with suppress(FileNotFoundError):  # that of another import which ends just now
            if time.time() - file.stat().st_mtime > _STALE:
                file.unlink()
