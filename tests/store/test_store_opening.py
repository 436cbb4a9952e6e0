"""Databases that do not open: the right message, and the file as it was, byte for byte."""

import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from coletor.errors import ColetorError
from coletor.store import Drafts, Store, StoreError, open_database, quick_check
from coletor.store import opening as opening_module

PAGE = 4096
Child = Callable[..., subprocess.Popen[str]]


def refusal(path: Path, key: bytes) -> str:
    """Open a database that must not open; return the message id, the file being untouched."""
    before = path.read_bytes()
    with pytest.raises(StoreError) as caught:
        Store.open(path, key)
    assert path.read_bytes() == before
    assert str(caught.value) and "{" not in str(caught.value)
    return caught.value.message_id


def fill(path: Path, key: bytes, rows: int = 300) -> None:
    with Store.open(path, key) as store, store.change() as db:
        for number in range(rows):
            db.execute(
                "INSERT INTO event (at, operator_id, kind) VALUES (?, 1, ?)",
                [str(number), "x" * 500],
            )


def test_contents_are_encrypted_and_settings_are_the_safe_ones(path: Path, key: bytes) -> None:
    with Store.open(path, key) as store, store.change() as db:
        values = {
            name: db.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert values == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
    }
    content = path.read_bytes()
    assert b"SQLite format" not in content and b"Maria das Dores" not in content


def test_two_databases_of_one_key_share_no_page(tmp_path: Path, key: bytes) -> None:
    one, other = tmp_path / "a" / "coletor.db", tmp_path / "b" / "coletor.db"
    for file in (one, other):
        file.parent.mkdir()
        Store.create(file, key, "Ana").close()
    assert one.read_bytes()[16:PAGE] != other.read_bytes()[16:PAGE]


def test_wrong_key(path: Path) -> None:
    assert refusal(path, b"\x01" * 32) == "store.wrong_key"


def test_wrong_key_leaves_an_unfinished_journal_alone(path: Path, key: bytes, child: Child) -> None:
    """What a killed program left in the journal is not touched by somebody with another key."""
    with Store.open(path, key) as store:
        Drafts(store).create("cmd-2017", 1)
    process = child("type", path)
    for _ in range(3):
        process.stdout.readline()
    process.kill()
    process.wait()
    journal = path.with_name(path.name + "-wal")
    before = journal.read_bytes()
    assert refusal(path, b"\x02" * 32) == "store.wrong_key"
    assert journal.read_bytes() == before


def test_missing_database(tmp_path: Path, key: bytes) -> None:
    with pytest.raises(StoreError) as caught:
        Store.open(tmp_path / "coletor.db", key)
    assert caught.value.message_id == "store.missing"
    assert list(tmp_path.iterdir()) == []


def test_database_that_is_a_folder_is_unreadable(tmp_path: Path, key: bytes) -> None:
    (tmp_path / "coletor.db").mkdir()
    with pytest.raises(StoreError) as caught:
        Store.open(tmp_path / "coletor.db", key)
    assert caught.value.message_id == "store.unreadable"


def test_random_bytes(path: Path, key: bytes) -> None:
    path.write_bytes(random.Random(1).randbytes(1000))
    assert refusal(path, key) == "store.not_ours"
    path.write_bytes(random.Random(2).randbytes(3 * PAGE))  # could be another folder's database
    assert refusal(path, key) == "store.wrong_key"


def test_plain_database(path: Path, key: bytes) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (a)")
    connection.close()
    assert refusal(path, key) == "store.not_ours"


def test_empty_file_is_not_taken_for_a_new_database(path: Path, key: bytes) -> None:
    path.write_bytes(b"")
    assert refusal(path, key) == "store.damaged"


@pytest.mark.parametrize("kept", [16, 100, PAGE - 1, PAGE, 5 * PAGE, 20 * PAGE + 17])
def test_file_cut_short(path: Path, key: bytes, kept: int) -> None:
    path.write_bytes(path.read_bytes()[:kept])
    assert refusal(path, key) == "store.damaged"


def test_damaged_first_page(path: Path, key: bytes) -> None:
    content = bytearray(path.read_bytes())
    content[500] ^= 0xFF
    path.write_bytes(content)
    assert refusal(path, key) == "store.damaged"


def test_damaged_page_in_the_middle_is_found_by_use_and_by_the_check(
    path: Path, key: bytes
) -> None:
    fill(path, key)
    content = bytearray(path.read_bytes())
    content[len(content) - PAGE // 2] ^= 0xFF
    path.write_bytes(content)
    with Store.open(path, key) as store, pytest.raises(StoreError) as used, store.query() as db:
        db.execute("SELECT kind FROM event").fetchall()
    with pytest.raises(StoreError) as checked:
        quick_check(path, key)
    assert {used.value.message_id, checked.value.message_id} == {"store.damaged"}
    assert path.read_bytes() == bytes(content)


def test_quick_check_of_a_sound_database_says_nothing(path: Path, key: bytes) -> None:
    fill(path, key)
    quick_check(path, key)


def test_newer_database(path: Path, key: bytes) -> None:
    database = open_database(path, key)
    database.execute("PRAGMA user_version = 99")
    database.close()
    assert refusal(path, key) == "store.newer"


def test_locked_by_another_program(
    path: Path, key: bytes, child: Child, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening_module, "BUSY_MILLISECONDS", 30)
    process = child("hold-writer", path)
    assert process.stdout.readline() == "held\n"
    with Store.open(path, key) as store:
        with pytest.raises(StoreError) as caught, store.change():
            raise AssertionError("two writers")
        with store.query() as db:  # reading goes on
            assert db.execute("SELECT COUNT(*) FROM operator").fetchone()[0] == 1
        process.communicate("\n")
        with store.change() as db:
            db.execute("UPDATE operator SET name = 'Ana'")
    assert caught.value.message_id == "store.locked"


def test_full_disk_keeps_what_was_committed(path: Path, key: bytes) -> None:
    with Store.open(path, key) as store:
        drafts = Drafts(store)
        draft = drafts.create("cmd-2017", 1)
        kept = "é" * 3000
        drafts.set_cell(draft.id, draft.root.id, "individuo.nome", kept, 1)
        with store.change() as db:
            pages = db.execute("PRAGMA page_count").fetchone()[0]
        store._writer.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError) as caught:
            drafts.set_cell(draft.id, draft.root.id, "individuo.nome_mae", "x" * 50_000, 1)
        assert caught.value.message_id == "store.full"
        assert drafts.get(draft.id).root.cells == {"individuo.nome": kept}
        store._writer.execute("PRAGMA max_page_count = 1000000")
        drafts.set_cell(draft.id, draft.root.id, "individuo.nome_mae", "x" * 50_000, 1)
    quick_check(path, key)


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of file sizes on Windows")
def test_disk_that_stops_taking_data(path: Path, key: bytes, child: Child) -> None:
    process = child("fill-disk", path)
    out, err = process.communicate()
    message, kept = out.split()
    assert message in ("store.disk", "store.full") and int(kept) > 3, err
    with Store.open(path, key) as store:
        drafts = Drafts(store)
        text = drafts.get(drafts.summaries()[0].id).root.cells["individuo.nome"]
    assert text.rstrip("x") == kept
    quick_check(path, key)


@pytest.mark.skipif(sys.platform != "linux", reason="gives up root's rights the Linux way")
def test_folder_that_cannot_be_written(path: Path, child: Child) -> None:
    before = path.read_bytes()
    path.chmod(0o400)
    path.parent.chmod(0o500)
    try:
        out, err = child("without-rights", path).communicate()
    finally:
        path.parent.chmod(0o700)
    assert out == "store.read_only\n", err
    assert path.read_bytes() == before


@pytest.mark.skipif(sys.platform != "linux", reason="gives up root's rights the Linux way")
def test_writable_file_in_a_folder_that_cannot_be_written(path: Path, child: Child) -> None:
    before = path.read_bytes()
    path.parent.chmod(0o500)
    (path.parent / "travas").chmod(0o500)
    try:
        out, err = child("without-rights", path).communicate()
    finally:
        path.parent.chmod(0o700)
        (path.parent / "travas").chmod(0o700)
    assert out == "store.read_only\n", err
    assert path.read_bytes() == before


@pytest.mark.parametrize("verb", ["open", "check"])
def test_nothing_of_the_cipher_reaches_standard_error(path: Path, child: Child, verb: str) -> None:
    content = bytearray(path.read_bytes())
    content[700] ^= 0xFF
    path.write_bytes(content)
    out, err = child(verb, path).communicate()
    assert (out, err) == ("store.damaged\n", "")


def test_read_only_connection_refuses_to_write(path: Path, key: bytes) -> None:
    database = open_database(path, key, read_only=True)
    try:
        with pytest.raises(Exception, match="readonly"):
            database.execute("UPDATE operator SET name = 'Ana'")
    finally:
        database.close()


def test_creation_refuses_to_replace_a_database(path: Path, key: bytes) -> None:
    before = path.read_bytes()
    with pytest.raises(StoreError) as caught:
        Store.create(path, key, "Outra")
    assert caught.value.message_id == "store.exists"
    assert path.read_bytes() == before


def test_creation_cut_short_is_started_over(tmp_path: Path, key: bytes) -> None:
    half = tmp_path / "coletor.db.parte"
    half.write_bytes(os.urandom(100))
    with Store.create(tmp_path / "coletor.db", key, "Ana") as store, store.query() as db:
        assert db.execute("SELECT name FROM operator").fetchall() == [("Ana",)]
    assert not half.exists()


def test_key_of_another_length_is_a_bug(path: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Store.open(path, b"short")


def test_errors_are_messages_for_a_person() -> None:
    assert issubclass(StoreError, ColetorError)


def test_a_full_disk_says_another_thing_when_nothing_was_to_be_written(tmp_path: Path) -> None:
    def full() -> None:
        database = opening_module.Database(memory=True)
        database.execute("CREATE TABLE a (b)")
        database.execute("PRAGMA max_page_count = 2")
        database.execute("INSERT INTO a VALUES (zeroblob(100000))")

    for how, message in (
        ({}, "store.full"),
        ({"writing": False}, "store.full_reading"),
        ({"changing": False}, "store.full_reading"),
    ):
        with (
            pytest.raises(StoreError) as caught,
            opening_module.translated(tmp_path / "coletor.db", **how),
        ):
            full()
        assert caught.value.message_id == message
