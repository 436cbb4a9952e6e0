"""How fast the search answers, as a ratio within one run."""

import sqlite3
import statistics
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coletor.terminology import Library, Package
from coletor.terminology.builder import Builder, Row, open_package, write_table

pytestmark = [pytest.mark.long, pytest.mark.reference]
TERMS = 100_000
FRAME = 1 / 60
TYPING = (
    "consulta medica especializada",
    "pressao alta",
    "diabetes mellitus nao",
    "asma nao especificada",
    "raio x torax",
    "exame de sangue",
    "tecnico de enfermagem",
    "hepatite a",
    "fratura do femur",
    "dor lombar",
    "outros transtornos",
    "neoplasia maligna mama",
    "a e i o u",
    "j45.9",
)


def _names(official: Library) -> list[tuple[str, str]]:
    tables = {"sigtap", "cid-10", "cbo", "tuss"}
    return [
        (term.name, term.group)
        for package in official.packages()
        if package.table in tables
        for term in official.leaves(package.table)
    ]


@pytest.fixture
def large(official: Library, tmp_path: Path) -> Iterator[Library]:
    """Return a library whose one table has 100,000 terms made of the official names."""
    names = _names(official)
    rows = []
    for number in range(TERMS):
        name, group = names[number % len(names)]
        again = f" tipo {number // len(names)}" if number >= len(names) else ""
        rows.append(Row(f"{chr(65 + number // 10_000)}{number % 10_000:04d}", name + again, group))
    package = Package("cid-10", "", "x", TERMS, "0" * 64, "", "")
    with Builder(tmp_path) as builder:
        write_table(builder.connection, "cid-10", rows)
        builder.publish(package)
    library = Library(tmp_path)
    yield library
    library.close()


def _scan(connection: sqlite3.Connection, typed: str) -> float:
    start = time.perf_counter()
    connection.execute(
        "SELECT count(*) FROM term_cid_10 WHERE name LIKE ?", (f"%{typed}%",)
    ).fetchone()
    return time.perf_counter() - start


def _search(library: Library, typed: str) -> float:
    start = time.perf_counter()
    library.search("cid-10", typed)
    return time.perf_counter() - start


def test_a_keystroke_costs_a_quarter_of_a_scan_and_less_than_a_frame(large: Library) -> None:
    typed = [words[:end] for words in TYPING for end in range(1, len(words) + 1)]
    (package,) = large.packages()
    with closing(open_package(large.folder / package.file)) as connection:
        _search(large, "x")  # opening the file and reading the everyday words happen once
        scan = statistics.median(_scan(connection, each) for each in typed[::5])
    times = sorted(_search(large, each) for each in typed for _ in range(3))
    p99 = times[int(len(times) * 0.99)]
    assert p99 <= scan / 4, (p99, scan)
    assert p99 < FRAME
