"""One writer, queries that see one state, and what is left after a program died."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from coletor.store import Interrupt, InterruptedQueryError, Store, StoreError

ENDLESS = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT COUNT(*) FROM n"


def add(db, kind: str) -> None:
    db.execute("INSERT INTO event (at, operator_id, kind) VALUES ('2026', 1, ?)", [kind])


def kinds(store: Store) -> list[str]:
    with store.query() as db:
        return [row[0] for row in db.execute("SELECT kind FROM event ORDER BY id").fetchall()]


def test_a_change_is_kept_when_its_block_ends(store: Store) -> None:
    with store.change() as db:
        add(db, "um")
        assert kinds(store) == []
    assert kinds(store) == ["um"]


def test_a_change_that_raises_leaves_nothing(store: Store) -> None:
    with pytest.raises(KeyError), store.change() as db:
        add(db, "um")
        raise KeyError
    assert kinds(store) == []
    with store.change() as db:
        add(db, "dois")
    assert kinds(store) == ["dois"]


def test_what_another_program_writes_is_noticed_once_and_what_is_written_here_never(
    store: Store, key: bytes
) -> None:
    with store.change() as db:
        add(db, "um")
        assert not store.written_elsewhere()  # asked while something is written: the next time
    assert not store.written_elsewhere()
    with Store.open(store.path, key) as other, other.change() as db:
        add(db, "dois")
    assert [store.written_elsewhere() for _ in range(2)] == [True, False]


def test_sqlite_utils_writes_inside_the_change(store: Store) -> None:
    with pytest.raises(KeyError), store.change() as db:
        db["event"].insert({"at": "2026", "operator_id": 1, "kind": "um"})
        raise KeyError
    assert kinds(store) == []


def test_a_broken_reference_is_a_bug_and_leaves_nothing(store: Store) -> None:
    with pytest.raises(Exception, match="FOREIGN KEY"), store.change() as db:
        add(db, "um")
        db.execute("INSERT INTO event (at, operator_id, kind) VALUES ('2026', 77, 'dois')")
    assert kinds(store) == []


def test_a_change_within_a_change_is_a_bug(store: Store) -> None:
    with store.change() as db:
        add(db, "um")
        with pytest.raises(RuntimeError, match="within"), store.change():
            raise AssertionError("nested")
    assert kinds(store) == ["um"]


def test_changes_of_several_threads_take_turns(store: Store) -> None:
    def work() -> None:
        for _ in range(20):
            with store.change() as db:
                count = db.execute("SELECT COUNT(*) FROM event").fetchone()[0]
                add(db, str(count))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert kinds(store) == [str(number) for number in range(80)]


def test_a_query_sees_one_state(store: Store) -> None:
    with store.query() as db:
        before = db.execute("SELECT COUNT(*) FROM event").fetchone()
        with store.change() as writer:
            add(writer, "um")
        assert db.execute("SELECT COUNT(*) FROM event").fetchone() == before
    assert kinds(store) == ["um"]


def test_a_query_that_writes_is_a_bug(store: Store) -> None:
    with pytest.raises(Exception, match="readonly") as caught, store.query() as db:
        add(db, "um")
    assert not isinstance(caught.value, StoreError)
    assert kinds(store) == []


def test_queries_run_side_by_side(store: Store) -> None:
    inside = threading.Barrier(3, timeout=50)
    seen = []

    def work() -> None:
        with store.query() as db:
            inside.wait()
            seen.append(db.execute("SELECT COUNT(*) FROM operator").fetchone()[0])

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [1, 1, 1]


def test_a_query_is_cancelled_from_another_thread(store: Store) -> None:
    handle = Interrupt()
    started = threading.Event()

    def cancel() -> None:
        started.wait(50)
        handle.cancel()

    thread = threading.Thread(target=cancel)
    thread.start()
    with pytest.raises(InterruptedQueryError) as caught, store.query(handle) as db:
        db.register_function(lambda: started.set() or 1, name="started")
        db.execute(ENDLESS + " WHERE started()").fetchall()
    thread.join()
    assert caught.value.message_id == "store.interrupted"
    assert kinds(store) == []  # the connection serves the next query


def test_a_handle_cancelled_before_stops_the_query_at_once(store: Store) -> None:
    handle = Interrupt()
    handle.cancel()
    with pytest.raises(InterruptedQueryError), store.query(handle):
        raise AssertionError("ran")


def test_closing_brings_the_journal_into_the_file(path: Path, key: bytes) -> None:
    store = Store.open(path, key)
    with store.change() as db:
        add(db, "um")
    store.close()
    store.close()
    assert sorted(item.name for item in path.parent.iterdir()) == ["coletor.db", "travas"]
    assert [item.name for item in (path.parent / "travas").iterdir()] == ["uso.trava"]
    with Store.open(path, key) as again:
        assert kinds(again) == ["um"] and not again.unclean


def test_closing_lets_a_running_query_end(path: Path, key: bytes) -> None:
    store = Store.open(path, key)
    with store.query() as db:
        store.close()
        assert db.execute("SELECT COUNT(*) FROM operator").fetchone()[0] == 1
    with pytest.raises(RuntimeError, match="closed"), store.query():
        raise AssertionError("queried")
    with pytest.raises(RuntimeError, match="closed"), store.change():
        raise AssertionError("changed")


def test_a_program_that_died_is_noticed_once(
    path: Path, key: bytes, child: Callable[..., object]
) -> None:
    process = child("hold-writer", path)
    assert process.stdout.readline() == "held\n"
    with Store.open(path, key) as store:
        assert not store.unclean  # it lives
    process.kill()
    process.wait()
    with Store.open(path, key) as store:
        assert store.unclean
    with Store.open(path, key) as store:
        assert not store.unclean


def test_two_programs_work_on_one_folder(path: Path, key: bytes) -> None:
    with Store.open(path, key) as window, Store.open(path, key) as terminal:
        with window.change() as db:
            add(db, "janela")
        with terminal.change() as db:
            add(db, "terminal")
        assert kinds(window) == kinds(terminal) == ["janela", "terminal"]
        assert not terminal.unclean
