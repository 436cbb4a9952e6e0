"""The small set of true codes that the training mode has of its own."""

import csv
import sqlite3
import threading
from collections.abc import Iterator
from functools import cache

from coletor import resources
from coletor.messages import text
from coletor.terminology.builder import Row, run, write_table
from coletor.terminology.connections import DEMONSTRATION
from coletor.terminology.formats.sigtap_tables import RELATIONS, SCHEMA, insert_procedures
from coletor.terminology.types import TABLES, Package

_WIRE = {
    "sigtap": "20260710A",
    "cid-10": "20080101",
    "ciap-2": "20170101",
    "cbo": "20260701",
    "municipio": "20241231",
    "pais": "20170101",
    "tuss": "20260101A",
}
"""Versions on the wire of the official tables from which the codes were taken."""
_one_at_a_time = threading.Lock()


@cache
def _rows(table: str) -> tuple[dict[str, str], ...]:
    file = resources.path("demo", "terminologias", f"{table}.csv")
    with file.open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream, delimiter=";"))


@cache
def package(table: str) -> Package:
    """Return the demonstration of a table as a package, marked as such.

    Args:
        table: table id.
    """
    return Package(
        table=table,
        competencia="",
        version=text("terminology.demonstration"),
        rows=len(_rows(table)),
        sha256="",
        imported_at="",
        file=DEMONSTRATION,
        demonstration=True,
        origin=text("terminology.demonstration_origin"),
        wire_version=_WIRE[table],
    )


def build(connection: sqlite3.Connection) -> None:
    """Fill an empty database with the demonstration of every table.

    Args:
        connection: a database in memory.
    """
    with _one_at_a_time:
        _pattern().backup(connection)


@cache
def _pattern() -> sqlite3.Connection:
    """Return the database every thread takes its copy of: a fiftieth of the time to write one."""
    connection = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
    connection.execute("BEGIN")
    for table in TABLES:
        write_table(connection, table, _terms(table))
    run(connection, SCHEMA)
    insert_procedures(connection, (_procedure(row) for row in _rows("sigtap")))
    connection.execute("COMMIT")
    return connection


def _terms(table: str) -> Iterator[Row]:
    for row in _rows(table):
        yield Row(
            code=row["codigo"],
            name=row["nome"],
            group=row.get("grupo", ""),
            synonyms=[each for each in row.get("sinonimos", "").split(" | ") if each],
            extra=row.get("busca", ""),
        )


def _procedure(row: dict[str, str]) -> tuple[str | int | None, ...]:
    numbers = (int(row[key]) if row[key] else None for key in ("idade_min", "idade_max", "maximo"))
    lists = (row[relation.name.rsplit("_", 1)[-1]] for relation in RELATIONS)
    return (row["codigo"], row["sexo"], *numbers, row["financiamento"], *lists)
