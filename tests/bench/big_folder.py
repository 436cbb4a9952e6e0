"""A training folder with many invented contacts, made quickly; the benchmarks open it.

    python3 tests/bench/big_folder.py CAMINHO [--contatos 200000] [--so-lista]

The rows are written directly, the way conclusion and sending leave them: contact, frozen
operation, receipt, result of the management, history and list row agree with each other (a test
compares the list with its derivation). Indexes and counters are made at the end. ``--so-lista``
writes the rows of the list alone: enough to measure lists with a million.

From a benchmark: ``folder = big_folder(cache, 200_000)``; made once, then found again.
"""

import argparse
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from big_rows import Made, Maker

from coletor import clock
from coletor.contact.drafting import rows_of
from coletor.establishment.creating import create_folder
from coletor.store import Database, Drafts
from coletor.store.list_writing import insert_rows, written
from coletor.workspace import Workspace

MONTHS = 36
DRAFTS = 200
"""Open drafts at most: a clerk's, however many contacts there are."""
_BATCH = 5_000
_PEOPLE = (("joana", "Joana Prado"), ("rita", "Rita Campos"), ("davi", "Davi Moreira"))
_CARE = (
    "INSERT INTO contact_care SELECT value, by_admission, facet, contact_list.id"
    " FROM contact_list, json_each(procedures) ORDER BY 1, 2, 3, 4",
    "INSERT INTO contact_procedure"
    " SELECT procedure, facet, COUNT(*) FROM contact_care GROUP BY 1, 2",
)
"""What the triggers would have written of the procedures, of all rows at once."""
_COLUMNS = {
    "contact": "uuid, model, document, checked_against, created_at, changed_at, operator_id",
    "operation": "id, uuid, kind, state, attempts, code, message, path, reason, created_at,"
    " changed_at, operator_id, body_sha256, wire, document, body, places, rows",
    "attempt": "operation_id, call, started_at, lease_until, ended_at, outcome, code, message",
    "receipt": "operation_id, uuid, kind, version, protocol, accepted_at, received_at,"
    " body_sha256, operator_id",
    "rejection": "operation_id, position, code, message, path",
    "management": "uuid, version, result, reason, origin, at, operator_id",
    "event": "at, operator_id, uuid, kind, detail",
}


def big_folder(cache: Path, contacts: int, *, list_only: bool = False) -> Path:
    """Return a folder with so many contacts; made when it is not there yet.

    Args:
        cache: where such folders are kept.
        contacts: how many.
        list_only: only rows of the list, without documents: not to be opened in a form.
    """
    folder = cache / f"{contacts}{'-lista' if list_only else ''}"
    done = folder / "pronta.txt"
    if not done.exists():
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / "estabelecimento.toml").exists():
            create_folder(folder, "2077485", "UBS Grande", training=True, operator_name="Operadora")
        _fill(folder, contacts, list_only)
        done.write_text(f"{contacts}\n", encoding="utf-8")
    return folder


def _fill(folder: Path, contacts: int, list_only: bool) -> None:
    drafts = 0 if list_only else min(DRAFTS, contacts // 20)
    with Workspace.open(folder) as workspace, workspace.store.change() as db:
        operators = _operators(db)
        db.execute("PRAGMA cache_size = -200000")
        later = _without_indexes(db)
        maker = Maker(workspace, operators, list_only=list_only)
        made = _made(maker, contacts - drafts)
        while some := list(islice(made, _BATCH)):
            _write(db, some, list_only)
        for statement in (*_CARE, *later):
            db.execute(statement)
        db.execute(
            "UPDATE contact_facet SET count ="
            " (SELECT COUNT(*) FROM contact_list WHERE facet = contact_facet.id)"
        )
        for document in maker.documents(drafts, clock.today()):
            rows = rows_of(maker.model, document)
            Drafts.insert(db, maker.model.id, operators[0], cells=rows)


def _made(maker: Maker, contacts: int) -> Iterator[Made]:
    """Yield contacts over three years, the oldest first."""
    today = clock.today()
    first = today - timedelta(days=30 * MONTHS)
    span = (today - first).days
    for number in range(contacts):
        day = first + timedelta(days=number * span // max(1, contacts))
        yield maker.make(number, day, (today - day).days)


def _write(db: Database, some: list[Made], list_only: bool) -> None:
    facets: dict[tuple[str, str, str, int], int] = {}
    insert_rows(db, [written(one.row, _facet(db, one, facets)) for one in some])
    if list_only:
        return
    for table, columns in _COLUMNS.items():
        places = ", ".join("?" for _ in columns.split(","))
        rows = [row for one in some for row in one.rows.get(table, ())]
        db.conn.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)


def _facet(db: Database, one: Made, known: dict[tuple[str, str, str, int], int]) -> int:
    from coletor.store.list_facets import facet_of

    row = one.row
    key = (row.word, row.competencia or "", row.modality or "", row.operator_id)
    if key not in known:
        known[key] = facet_of(db, row)
    return known[key]


def _operators(db: Database) -> list[int]:
    for login, name in _PEOPLE:
        db.execute(
            "INSERT INTO operator (login, name, created_at) VALUES (?, ?, ?)",
            [login, name, clock.now()],
        )
    return [row[0] for row in db.execute("SELECT id FROM operator ORDER BY id").fetchall()]


def _without_indexes(db: Database) -> list[str]:
    """Drop the list's indexes and triggers and return what makes them again."""
    found = db.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
        " AND tbl_name IN ('contact_list', 'contact_care') AND type IN ('index', 'trigger')"
    ).fetchall()
    for kind, name, _ in found:
        db.execute(f"DROP {kind} {name}")
    return [sql for _, _, sql in found]


def main() -> None:
    """Make a folder and say how long it took."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("caminho", type=Path)
    options.add_argument("--contatos", type=int, default=200_000)
    options.add_argument("--so-lista", action="store_true")
    chosen = options.parse_args()
    start = time.perf_counter()
    folder = big_folder(chosen.caminho, chosen.contatos, list_only=chosen.so_lista)
    took = time.perf_counter() - start
    size = (folder / "coletor.db").stat().st_size / 2**20
    print(f"{folder}: {took:.1f} s, {size:.0f} MiB")  # noqa: T201


if __name__ == "__main__":
    main()
