"""SIGTAP: ``TabelaUnificada_AAAAMM_vAAMMDDhhmm.zip``, layouts read from the same zip."""

import re
import sqlite3
from collections.abc import Mapping
from pathlib import Path

from coletor.terminology.builder import Row, run, write_table
from coletor.terminology.errors import TableFileError
from coletor.terminology.formats import sigtap_tables as tables
from coletor.terminology.formats.candidate import Candidate, Step, package
from coletor.terminology.formats.fixed import FixedTable
from coletor.terminology.recognise import SIGTAP_MARK
from coletor.terminology.sources import (
    Archive,
    Part,
    newest_member,
    read_member,
    sha256_of_file,
)
from coletor.terminology.unpacked import open_archive, sha256_of_folder

_IDENTITY = re.compile(r"(?<!\d)(\d{6})_(v\d{10})(?!\d)", re.IGNORECASE)


def members(archive: Archive) -> dict[str, str]:
    """Return the full names inside by their lower-case last part."""
    return {name.rsplit("/", 1)[-1].lower(): name for name in archive.namelist()}


def prepare(parts: Mapping[str, Part]) -> Candidate:
    """Identify a SIGTAP zip, or the folder into which one was unpacked.

    Args:
        parts: the zip or folder, under ``"zip"``.
    """
    path = parts["zip"].path
    competencia, version, wire = _identity(path)

    def fill(connection: sqlite3.Connection, step: Step) -> int:
        return _Importer(path, competencia, connection, step).run()

    unpacked = path.is_dir()
    sha = sha256_of_folder(path) if unpacked else sha256_of_file(path)
    identity = package("sigtap", version, sha, path.name, wire, competencia)
    return Candidate(identity, fill, unpacked)


def _identity(path: Path) -> tuple[str, str, str]:
    """Return competência, version and wire version.

    Only the file name carries the version; under another name it is estimated from the newest
    date inside the zip, and says so.
    """
    with open_archive(path) as archive:
        inside = _competencia(archive, path.name)
        named = _IDENTITY.search(path.name)
        if named is None:
            stamp = newest_member(archive).strftime("%y%m%d%H%M")
            return inside, f"v{stamp} (estimada)", f"20{stamp[:6]}A"
    competencia, version = named[1], named[2].lower()
    if competencia != inside:
        raise TableFileError("other_competencia", file=path.name, named=competencia, inside=inside)
    return competencia, version, f"20{version[1:7]}A"


def _competencia(archive: Archive, file: str) -> str:
    """Return the one competência that the first record of the procedures carries."""
    found = members(archive)
    layout = found.get("tb_procedimento_layout.txt")
    if layout is None:
        raise TableFileError("no_layout", file=file, table="tb_procedimento")
    data = read_member(archive, found[SIGTAP_MARK], file, 4096).split(b"\n", 1)[0].rstrip(b"\r")
    table = FixedTable(file, "tb_procedimento", read_member(archive, layout, file), data)
    return table.codes("DT_COMPETENCIA", r"20\d\d(0[1-9]|1[0-2])")[0]


class _Importer:
    """Reads the tables of one zip in the order in which they refer to each other."""

    def __init__(
        self, path: Path, competencia: str, connection: sqlite3.Connection, step: Step
    ) -> None:
        self._path = path
        self._competencia = competencia
        self._connection = connection
        self._step = step
        self._done = 0
        self._kept: dict[str, FixedTable] = {}

    def run(self) -> int:
        with open_archive(self._path) as archive:
            self._archive = archive
            self._members = members(archive)
            for name in tables.WANTED:
                self._require(name)
            run(self._connection, tables.SCHEMA)
            lists = self._lists()
            rows = self._procedures(lists)
            self._terms("cid-10", tables.CID)
            self._terms("cbo", tables.OCCUPATION)
        return rows

    def _require(self, name: str) -> None:
        if f"{name}.txt" not in self._members:
            raise TableFileError("no_table", file=self._path.name, table=name)
        if f"{name}_layout.txt" not in self._members:
            raise TableFileError("no_layout", file=self._path.name, table=name)

    def _open(self, name: str) -> FixedTable:
        self._step(name, self._done, len(tables.WANTED))
        self._done += 1
        file = self._path.name
        layout = read_member(self._archive, self._members[f"{name}_layout.txt"], file)
        data = read_member(self._archive, self._members[f"{name}.txt"], file)
        table = FixedTable(file, name, layout, data)
        if table.has("DT_COMPETENCIA"):
            self._same_competencia(table)
        return table

    def _same_competencia(self, table: FixedTable) -> None:
        if table.only("DT_COMPETENCIA", self._competencia):
            return
        found = table.column("DT_COMPETENCIA")
        line, value = next((n, v) for n, v in enumerate(found, 1) if v != self._competencia)
        raise table.fail("mixed", line, value=value, competencia=self._competencia)

    def _lists(self) -> dict[str, dict[str, str]]:
        """Write the small lists and the tree; return names by code for each."""
        lists = {}
        for small in tables.LISTS:
            table = self._open(small.name)
            codes = tables.unique(table, tables.joined(table, small.code))
            names = table.column(small.label)
            lists[small.name] = dict(zip(codes, names, strict=True))
            self._connection.executemany(
                "INSERT INTO list VALUES (?, ?, ?)",
                ((small.name, code, name) for code, name in lists[small.name].items()),
            )
            if small.parent:
                parents = [code[:-2] for code in codes]
                tables.no_orphans(table, parents, lists[small.parent].keys(), small.parent)
        return lists

    def _procedures(self, lists: dict[str, dict[str, str]]) -> int:
        table = self._open("tb_procedimento")
        codes = tables.unique(table, table.codes("CO_PROCEDIMENTO", r"\d{10}"))
        forms = lists["tb_forma_organizacao"]
        tables.no_orphans(table, [code[:6] for code in codes], forms.keys(), "tb_forma_organizacao")
        names = table.column("NO_PROCEDIMENTO")
        rows = (Row(code, name, forms[code[:6]]) for code, name in zip(codes, names, strict=True))
        count = write_table(self._connection, "sigtap", rows, tables.tree(lists))
        relations = self._relations(set(codes), lists)
        tables.write_procedures(self._connection, table, codes, lists, relations)
        self._descriptions(set(codes))
        return count

    def _relations(
        self, procedures: set[str], lists: dict[str, dict[str, str]]
    ) -> dict[str, dict[str, str]]:
        """Return, for each relation, the codes of each procedure as one text."""
        found = {}
        targets = dict(lists)
        for relation in tables.RELATIONS:
            if relation.target not in targets:
                known = self._kept[relation.target] = self._open(relation.target)
                targets[relation.target] = dict.fromkeys(known.column(relation.code), "")
            table = self._open(relation.name)
            found[relation.name] = tables.gather(table, relation, procedures, targets)
            self._connection.execute(
                "INSERT INTO relation VALUES (?, ?)", (relation.name, table.rows)
            )
        return found

    def _descriptions(self, procedures: set[str]) -> None:
        table = self._open("tb_descricao")
        codes = tables.unique(table, table.codes("CO_PROCEDIMENTO", r"\d{10}"))
        tables.no_orphans(table, codes, procedures, "tb_procedimento")
        self._connection.executemany(
            "INSERT INTO description VALUES (?, ?)",
            zip(codes, table.column("DS_PROCEDIMENTO"), strict=True),
        )

    def _terms(self, table_id: str, kind: tables.TermTable) -> None:
        table = self._kept[kind.name]
        codes = tables.unique(table, table.codes(kind.code, kind.form))
        names = table.column(kind.label)
        rows = (Row(code, name) for code, name in zip(codes, names, strict=True))
        write_table(self._connection, table_id, rows)
