"""What the sending costs: few transactions and short statements, none of them over the content."""

import json
import re
import time
from typing import Any

import pytest
from fickle_service import FickleService
from outbox_world import Desk, Training, client, contact, receipts_are_right
from outbox_world import sender as make_sender

from coletor.outbox import Result
from coletor.outbox.freezing import read_places
from coletor.store import Store

_READS_WHAT_IS_SAID = re.compile(r"SELECT[^(]*\b(document|places|rows)\b")


def _traced(store: Store, service: Any, parallel: int) -> tuple[list[str], list[Result]]:
    """Return the writer's statements while it sends, and what came of the messages."""
    statements: list[str] = []
    results: list[Result] = []
    store._writer._tracer = lambda sql, _: statements.append(sql)
    try:
        make_sender(store, service, parallel=parallel).run(on_result=results.append)
    finally:
        store._writer._tracer = None
    return statements, results


def test_an_acceptance_reads_nothing_of_what_was_said(store: Store, desk: Desk) -> None:
    """Moving a contact on takes some twenty short statements, of which each goes by an index."""
    desk.queue(*[contact(number) for number in range(24)])
    statements, results = _traced(store, FickleService(), 4)
    assert [result.outcome for result in results] == ["aceito"] * 24
    assert [sql for sql in statements if _READS_WHAT_IS_SAID.match(sql)] == []
    assert len(statements) < 22 * len(results) + 40
    with store.query() as db:
        for sql in {sql for sql in statements if sql.startswith(("SELECT", "UPDATE", "DELETE"))}:
            plan = db.execute("EXPLAIN QUERY PLAN " + sql, [None] * sql.count("?")).fetchall()
            assert [row[3] for row in plan if row[3].startswith("SCAN operation")] == [], sql
            assert [row[3] for row in plan if row[3].startswith("SCAN contact")] == [], sql
    receipts_are_right(store)


def test_acceptances_that_come_together_are_written_together(store: Store, desk: Desk) -> None:
    """While others are on their way, an acceptance waits for three more, not for long."""
    desk.queue(*[contact(number) for number in range(24)])
    service = FickleService()
    quick = service.incluir

    def incluir(body: bytes) -> Any:
        time.sleep(0.01)  # the line; longer than a transaction
        return quick(body)

    service.incluir = incluir  # type: ignore[method-assign]
    statements, results = _traced(store, service, 2)
    assert [result.outcome for result in results] == ["aceito"] * 24
    assert statements.count("COMMIT") <= 11
    receipts_are_right(store)


def test_a_bug_in_a_call_undoes_no_answer_before_it(store: Store, desk: Desk) -> None:
    uuids = desk.queue(*[contact(number) for number in range(12)])
    service = FickleService()
    quick = service.incluir

    def incluir(body: bytes) -> Any:
        if uuids[4].encode() in body:
            raise ZeroDivisionError
        return quick(body)

    service.incluir = incluir  # type: ignore[method-assign]
    results: list[Result] = []
    with pytest.raises(ZeroDivisionError):
        make_sender(store, service, parallel=1).run(on_result=results.append)
    assert [result.uuid for result in results] == uuids[:4]
    assert {desk.state(uuid) for uuid in uuids[:4]} == {("aceito", "nenhuma")}
    assert desk.state(uuids[4]) == ("nada", "enviando")


@pytest.mark.parametrize("from_before", [False, True])
def test_a_refusal_is_placed_by_the_map_that_was_frozen(
    store: Store, desk: Desk, training: Training, from_before: bool
) -> None:
    """The map is kept compressed; that of an operation from before is plain text."""
    desk.queue(contact(quantity=1000))
    with store.change() as db:
        kept = db.execute("SELECT places FROM operation").fetchone()[0]
        plain = json.dumps(read_places(kept))
        assert 4 * len(kept) < len(plain)
        if from_before:
            db.execute("UPDATE operation SET places = ?", [plain])
    with client(training().address) as service:
        make_sender(store, service).run()
    assert desk.outbox.queue()[0].path == "procedimentos[0].quantidade"


def test_a_list_row_that_is_not_there_is_written_whole(store: Store, desk: Desk) -> None:
    from coletor.store.listing import Listing

    (uuid,) = desk.queue(contact())
    with store.change() as db:
        whole = Listing.refresh(db, uuid)
        db.execute("DELETE FROM contact_list")
        Listing.move(db, uuid)
    assert Listing(store).get(uuid) == whole
    with store.change() as db:
        Listing.move(db, "a contact that there is not")
    assert len(Listing(store).page()) == 1
