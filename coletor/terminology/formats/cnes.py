"""CNES: names of establishments and teams, read row by row and kept for one município only.

The national files hold hundreds of thousands of rows; a clerk needs those of the own município.
"""

import csv
import io
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from coletor.terminology.builder import Row, write_table
from coletor.terminology.errors import TableFileError
from coletor.terminology.formats.candidate import Candidate, Step, package
from coletor.terminology.sources import Part, sha256_of_file

_STEP = 50_000
"""Rows between two reports of progress."""
_LONGEST = 1024 * 1024


@dataclass(frozen=True)
class _File:
    """One of the two files.

    Args:
        table: table id.
        place: column whose first six figures are the município (IBGE without check digit).
        code: column of the code.
        form: regular expression of the code.
        names: columns of the name; the first that is filled is the name, the others synonyms.
    """

    table: str
    place: str
    code: str
    form: str
    names: tuple[str, ...]


_ESTABLISHMENTS = _File(
    "estabelecimento", "CO_UNIDADE", "CO_CNES", r"\d{7}", ("NO_FANTASIA", "NO_RAZAO_SOCIAL")
)
_TEAMS = _File("equipe", "CO_MUNICIPIO", "CO_EQUIPE", r"\d{10}", ("NO_REFERENCIA",))


def prepare_establishments(parts: Mapping[str, Part], municipio: str) -> Candidate:
    """Identify ``tbEstabelecimentoAAAAMM.csv`` by the month in its name and the município.

    Args:
        parts: the file, under ``"rows"``.
        municipio: IBGE code, seven digits.
    """
    return _prepare(_ESTABLISHMENTS, parts["rows"], municipio)


def prepare_teams(parts: Mapping[str, Part], municipio: str) -> Candidate:
    """Identify ``tbEquipeAAAAMM.csv`` likewise; its codes are the INE.

    Args:
        parts: the file, under ``"rows"``.
        municipio: IBGE code, seven digits.
    """
    return _prepare(_TEAMS, parts["rows"], municipio)


def _prepare(file: _File, part: Part, municipio: str) -> Candidate:
    if not re.fullmatch(r"\d{7}", municipio):
        raise TableFileError("no_municipio", file=part.label)
    named = re.search(r"(20\d\d(?:0[1-9]|1[0-2]))", part.name)
    month = named[1] if named else ""

    def fill(connection: sqlite3.Connection, step: Step) -> int:
        return write_table(connection, file.table, _rows(file, part, municipio[:6], step))

    sha = sha256_of_file(part.path)
    return Candidate(package(file.table, municipio, sha, part.name, month, month), fill)


def _rows(file: _File, part: Part, place: str, step: Step) -> Iterator[Row]:
    seen: set[str] = set()
    size = part.size
    with part.stream() as stream:
        text = io.TextIOWrapper(stream, "latin-1", newline="")
        for line, (where, code, *names) in _cells(file, part, text):
            if line % _STEP == 0:
                step(part.name, min(line * 400, size), size)
            if where[:6] != place:
                continue
            if not re.fullmatch(file.form, code):
                raise TableFileError(
                    "code_form", file=part.label, line=line, column=file.code, value=code[:40]
                )
            named = [name for name in dict.fromkeys(names) if name]
            if code not in seen and named:
                seen.add(code)
                yield Row(code, named[0], synonyms=named[1:])
    if not seen:
        raise TableFileError("municipio_absent", file=part.label, municipio=place)


def _cells(file: _File, part: Part, text: io.TextIOWrapper) -> Iterator[tuple[int, list[str]]]:
    """Yield line number and wanted cells of each row, whatever the order of the columns."""
    reader = csv.reader(_bounded(part, text), delimiter=";")
    try:
        header = [cell.strip().upper() for cell in next(reader, [])]
        wanted = [_place(part, header, column) for column in (file.place, file.code, *file.names)]
        for row in reader:
            if len(row) != len(header):
                raise TableFileError(
                    "columns",
                    file=part.label,
                    line=reader.line_num,
                    found=len(row),
                    expected=len(header),
                )
            yield reader.line_num, [row[place].strip() for place in wanted]
    except csv.Error as error:
        raise TableFileError(
            "columns", file=part.label, line=reader.line_num, found=0, expected=0
        ) from error


def _bounded(part: Part, text: io.TextIOWrapper) -> Iterator[str]:
    """Yield lines; one without end would fill the memory."""
    number = 0
    while line := text.readline(_LONGEST):
        number += 1
        if len(line) == _LONGEST:
            raise TableFileError("too_large", file=part.label, line=number)
        yield line


def _place(part: Part, header: list[str], column: str) -> int:
    if column not in header:
        raise TableFileError("header", file=part.label, line=1, column=column)
    return header.index(column)


PREPARE: dict[str, Callable[[Mapping[str, Part], str], Candidate]] = {
    "cnes-estabelecimento": prepare_establishments,
    "cnes-equipe": prepare_teams,
}
"""The formats that need the município."""
