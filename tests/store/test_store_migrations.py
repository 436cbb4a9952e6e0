"""Steps of the schema: applied whole or not at all, after a copy."""

import os
import shutil
from pathlib import Path

import pytest

from coletor.durable import write_atomically
from coletor.store import Store, StoreError, migrating, open_database
from coletor.store.migrating import FOLDER, migrations, schema_version, statements


@pytest.fixture
def steps(tmp_path: Path) -> Path:
    """Return a folder with the program's own steps, to which a test adds more."""
    folder = tmp_path / "steps"
    shutil.copytree(FOLDER, folder)
    return folder


def add_step(steps: Path, sql: str) -> int:
    number = len(list(steps.iterdir())) + 1
    (steps / f"{number:04d}_next.sql").write_text(sql, encoding="utf-8")
    return number


def copies(path: Path) -> list[Path]:
    return sorted((path.parent / "copias").glob("*"))


def test_opening_a_current_database_makes_no_copy(path: Path, key: bytes) -> None:
    Store.open(path, key).close()
    assert copies(path) == []


def test_a_step_is_applied_after_a_copy(path: Path, key: bytes, steps: Path) -> None:
    number = add_step(steps, "CREATE TABLE extra (id INTEGER PRIMARY KEY);")
    with Store.open(path, key, migrations=steps) as store, store.query() as db:
        assert schema_version(db) == number
        assert "extra" in db.table_names()
    (copy,) = copies(path)
    database = open_database(copy, key, read_only=True)
    try:
        assert schema_version(database) == number - 1
        assert database.execute("SELECT name FROM operator").fetchall() == [("Maria das Dores",)]
    finally:
        database.close()


def test_a_failed_step_leaves_the_file_as_it_was(path: Path, key: bytes, steps: Path) -> None:
    add_step(steps, "CREATE TABLE one (a); INSERT INTO one VALUES (1); CREATE TABLE nonsense;")
    before = path.read_bytes()
    with pytest.raises(Exception, match=r"nonsense|syntax|incomplete"):
        Store.open(path, key, migrations=steps)
    assert path.read_bytes() == before
    assert copies(path) == []  # or each try would fill the disk with another
    with Store.open(path, key) as store, store.query() as db:
        assert "one" not in db.table_names()


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO event (at, operator_id, kind) VALUES ('2026', 77, 'x');",
        "UPDATE setting SET operator_id = 77;",
        "DELETE FROM operator;",
        "ALTER TABLE operator RENAME TO person; CREATE TABLE operator (id INTEGER PRIMARY KEY);"
        " UPDATE person SET id = 77;",
        "ALTER TABLE setting RENAME TO one; UPDATE one SET operator_id = 77;"
        " ALTER TABLE one RENAME TO setting;",
    ],
)
def test_a_step_that_leaves_orphans_is_undone(
    path: Path, key: bytes, steps: Path, sql: str
) -> None:
    with Store.open(path, key) as store, store.change() as db:
        db.execute("INSERT INTO setting VALUES ('prazo', '1', '2026', 1)")
    add_step(steps, f"PRAGMA defer_foreign_keys = ON; {sql}")
    before = path.read_bytes()
    with pytest.raises(ValueError, match="orphans"):
        Store.open(path, key, migrations=steps)
    assert path.read_bytes() == before


def test_an_older_program_refuses_the_migrated_database(
    path: Path, key: bytes, steps: Path
) -> None:
    add_step(steps, "CREATE TABLE extra (id INTEGER PRIMARY KEY);")
    Store.open(path, key, migrations=steps).close()
    before = path.read_bytes()
    with pytest.raises(StoreError) as caught:
        Store.open(path, key)
    assert caught.value.message_id == "store.newer"
    assert path.read_bytes() == before


def test_the_copy_stays_where_a_later_step_fails(path: Path, key: bytes, steps: Path) -> None:
    number = add_step(steps, "CREATE TABLE extra (id INTEGER PRIMARY KEY);")
    add_step(steps, "CREATE TABLE nonsense;")
    with pytest.raises(Exception, match=r"nonsense|syntax|incomplete"):
        Store.open(path, key, migrations=steps)
    (copy,) = copies(path)
    database = open_database(copy, key, read_only=True)
    try:
        assert schema_version(database) == number - 1
    finally:
        database.close()


def test_a_copy_that_finds_no_room_leaves_no_half(
    path: Path, key: bytes, steps: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_database: object, target: Path) -> None:
        target.write_bytes(b"x")
        target.with_name(f"{target.name}-journal").write_bytes(b"x")
        raise StoreError("store.full_reading")

    monkeypatch.setattr(migrating, "copy_into", full)
    add_step(steps, "CREATE TABLE extra (id INTEGER PRIMARY KEY);")
    with pytest.raises(StoreError):
        Store.open(path, key, migrations=steps)
    assert copies(path) == []


def test_halves_of_copies_are_cleared_away(path: Path, key: bytes, steps: Path) -> None:
    add_step(steps, "CREATE TABLE extra (id INTEGER PRIMARY KEY);")
    (path.parent / "copias").mkdir()
    old, new = (path.parent / "copias" / f"coletor-{name}.parte" for name in ("velha", "nova"))
    old.write_bytes(b"x")
    new.write_bytes(b"x")
    os.utime(old, (1, 1))
    Store.open(path, key, migrations=steps).close()
    assert not old.exists() and new.exists() and len(copies(path)) == 2


def test_an_older_program_that_has_the_folder_open_is_not_cut_off(
    path: Path, key: bytes, steps: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """store.older_open: what is typed there could not be stored any more."""
    monkeypatch.setattr(migrating, "WAIT_SECONDS", 0.1)
    add_step(steps, "CREATE TABLE extra (id INTEGER PRIMARY KEY);")
    with Store.open(path, key):
        with pytest.raises(StoreError) as caught:
            Store.open(path, key, migrations=steps)
        assert caught.value.message_id == "store.older_open"
        assert copies(path) == []
        Store.open(path, key).close()  # the same version beside it is no reason
    Store.open(path, key, migrations=steps).close()


def test_no_migration_without_its_copy(path: Path, key: bytes, steps: Path) -> None:
    add_step(steps, "CREATE TABLE extra (id INTEGER PRIMARY KEY);")
    (path.parent / "copias").write_bytes(b"a file where the folder should be")
    with pytest.raises(StoreError) as caught:
        Store.open(path, key, migrations=steps)
    assert caught.value.message_id == "store.read_only"
    with Store.open(path, key) as store, store.query() as db:
        assert "extra" not in db.table_names()


def test_steps_with_a_gap_are_a_bug(steps: Path) -> None:
    (steps / "0099_late.sql").write_text("SELECT 1;", encoding="utf-8")
    with pytest.raises(ValueError, match="99"):
        migrations(steps)
    (steps / "0099_late.sql").rename(steps / "late.sql")
    with pytest.raises(ValueError, match=r"late\.sql"):
        migrations(steps)


def test_the_schema_holds_no_reference_without_an_index(store: Store) -> None:
    """Every reference to a row that may be removed has an index, or each removal scans."""
    removable = {"draft", "draft_row", "register_entry"}
    with store.query() as db:
        for table in db.table_names():
            leading = {
                db.execute(f'PRAGMA index_info("{index[1]}")').fetchone()[2]
                for index in db.execute(f"PRAGMA index_list({table})").fetchall()
            }
            # an INTEGER PRIMARY KEY is the row's own number and needs no index
            leading |= {
                column[1]
                for column in db.execute(f"PRAGMA table_info({table})").fetchall()
                if column[5] == 1 and column[2] == "INTEGER"
            }
            for reference in db.execute(f"PRAGMA foreign_key_list({table})").fetchall():
                if reference[2] in removable:
                    assert reference[3] in leading, (table, reference[3])


def test_a_file_is_replaced_whole_or_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    write_atomically(file, b"old")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("coletor.durable.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_atomically(file, b"new")
    assert file.read_bytes() == b"old" and list(tmp_path.iterdir()) == [file]


def test_a_script_is_taken_by_statement_with_its_triggers_whole() -> None:
    trigger = "CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM b; DELETE FROM c; END;"
    found = list(statements(f"-- one; remark\nCREATE TABLE a (x TEXT DEFAULT ';');\n{trigger}\n"))
    assert [found[0].endswith("';');"), found[1].strip()] == [True, trigger]
    with pytest.raises(ValueError, match="CREATE TABLE a"):
        list(statements("CREATE TABLE a (x)\n"))
