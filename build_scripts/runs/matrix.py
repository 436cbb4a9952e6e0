#!/usr/bin/env python3
"""Print the fault matrix: what each failure comes to, by operation, before and after the commit.

    python3 build_scripts/runs/matrix.py

The first table has every class of failure, with the state and the words it leaves; the second
plays every fault of the training webservice in every operation that changes something, to the
end, and compares with what tests/outbox/fault_matrix.py declares; the third in those that ask.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from here import ROOT, table, use_environment

if TYPE_CHECKING:
    from coletor.store import Store

_WIDTH = 90
_CHANGES = ("incluir", "alterar", "cancelar")


@contextmanager
def fresh_store() -> Iterator[tuple[Store, Path]]:
    """Give an empty store and its folder."""
    from outbox_world import KEY  # noqa: PLC0415 - after the environment

    from coletor.store import Store  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="coletor-", ignore_cleanup_errors=True) as place:
        folder = Path(place)
        with Store.create(folder / "coletor.db", KEY, "Operadora") as store:
            yield store, folder


def classes() -> list[tuple[str, ...]]:
    """Return a row for each class of failure and whether the server may have acted."""
    from coletor.webservice.answers import FailureKind  # noqa: PLC0415

    return [_class(kind, reached) for kind in FailureKind for reached in (False, None)]


def _class(kind: Any, reached: bool | None) -> tuple[str, ...]:
    from outbox_world import Desk, contact  # noqa: PLC0415
    from outbox_world import sender as make_sender  # noqa: PLC0415

    from coletor.outbox import Policy  # noqa: PLC0415
    from coletor.webservice.answers import Failure  # noqa: PLC0415
    from coletor.webservice.names import load_wire  # noqa: PLC0415

    class Failing:
        wire = load_wire()

        def incluir(self, _body: bytes) -> None:
            raise Failure(kind, reached=reached)

        def detalhar(self, _uuid: str) -> None:
            raise Failure(kind, reached=reached)

    with fresh_store() as (store, _):
        desk = Desk(store)
        desk.queue(contact())
        make_sender(store, Failing(), policy=Policy(first_wait=60)).run()
        (item,) = desk.outbox.queue()
    acted = "no" if reached is False else "perhaps"
    return str(kind), acted, item.state, _short(item.message or "")


def faults() -> tuple[list[tuple[str, ...]], int]:
    """Play every fault in every change; return the rows and how many came out otherwise."""
    from fault_matrix import MATRIX, play  # noqa: PLC0415

    from coletor.training import TrainingServer  # noqa: PLC0415
    from coletor.training.faults import FAULTS  # noqa: PLC0415

    rows, wrong = [], 0
    for entry, code, outcomes, _ in MATRIX:
        after = entry.get("depois", FAULTS[entry["falha"]])
        for operation in _CHANGES:
            fault = {**entry, "operacao": operation}
            with fresh_store() as (store, folder), TrainingServer(folder, 0, [fault]) as server:
                played = play(store, server, operation)
            right = played.right and (played.outcomes, played.code) == (outcomes, code)
            wrong += not right
            rows.append(
                (
                    entry["falha"],
                    operation,
                    "after" if after else "before",
                    " > ".join(played.outcomes),
                    "/".join(played.state),
                    "yes" if right else "NO",
                    _short(played.message or ""),
                )
            )
    return rows, wrong


def questions() -> list[tuple[str, ...]]:
    """Return what each fault makes of a question: a failure with its words, nothing changed."""
    from fault_matrix import MATRIX  # noqa: PLC0415
    from outbox_world import client  # noqa: PLC0415

    from coletor.training import TrainingServer  # noqa: PLC0415

    rows = []
    for name in dict.fromkeys(entry["falha"] for entry, *_ in MATRIX):
        for operation in ("detalhar", "pesquisar"):
            fault = {"operacao": operation, "falha": name, "segundos": 0.05}
            with (
                fresh_store() as (_, folder),
                TrainingServer(folder, 0, [fault]) as server,
                client(server.address, read=0.5) as service,
            ):
                rows.append((name, operation, _said(service, operation)))
    return rows


def _said(service: Any, operation: str) -> str:
    """Ask and return what came back, in a word or in the failure's own."""
    from coletor.contact import new_uuid  # noqa: PLC0415
    from coletor.errors import ColetorError  # noqa: PLC0415

    try:
        if operation == "detalhar":
            answer = service.detalhar(new_uuid())
        else:
            answer = service.pesquisar("2077485", "202607")
    except ColetorError as error:
        return _short(str(error))
    return type(answer).__name__


def _short(words: str) -> str:
    return words if len(words) <= _WIDTH else f"{words[: _WIDTH - 1]}…"


def main() -> int:
    """Print the three tables; 1 when a cell is not as declared."""
    sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "outbox")]
    print(table(("class of failure", "server acted", "state", "message"), classes()), "\n")
    rows, wrong = faults()
    headings = ("fault", "operation", "commit", "told", "server/pending", "as declared", "message")
    print(table(headings, rows), "\n")
    print(table(("fault", "question", "what is said"), questions()))
    print(f"\n{len(rows)} cells, {wrong} not as declared")
    return 1 if wrong else 0


if __name__ == "__main__":
    use_environment(__file__)
    sys.exit(main())
