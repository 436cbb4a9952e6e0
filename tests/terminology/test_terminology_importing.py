"""Imports as they happen: two at once, cancelled, dead, or on a full disk."""

import errno
import os
import sqlite3
import threading
from pathlib import Path

import pytest
import tiny_sigtap

from coletor.errors import ColetorError
from coletor.terminology import (
    ImportCancelled,
    ImportFailedError,
    TableFileError,
    import_in_child,
    import_paths,
)
from coletor.terminology.builder import writing

MAY_NEW = "TabelaUnificada_202605_v2605210940.zip"


def test_a_full_disk_is_told_from_a_refused_one(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "x.sqlite")
    connection.execute("PRAGMA max_page_count = 2")
    with pytest.raises(ColetorError) as caught, writing(tmp_path):
        connection.execute("CREATE TABLE t (a)")
        connection.execute("INSERT INTO t VALUES (zeroblob(100000))")
    connection.close()
    assert caught.value.message_id == "terminology.disk_full"
    with pytest.raises(ColetorError) as caught, writing(tmp_path):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert caught.value.message_id == "terminology.disk_full"
    (tmp_path / "arquivo").touch()
    with pytest.raises(ColetorError) as caught:
        import_paths([tmp_path / "x.sqlite"], tmp_path / "arquivo" / "tabelas")
    assert caught.value.message_id == "terminology.disk_refused"


def test_two_imports_at_once_leave_one_package(tmp_path: Path, folder: Path) -> None:
    path = tiny_sigtap.package(tmp_path)
    done: list[str] = []
    threads = [
        threading.Thread(target=lambda: done.append(import_paths([path], folder)[0].file))
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert done == ["sigtap-202607-v2607101010.sqlite"] * 3
    assert [file.name for file in folder.iterdir()] == done[:1]


def test_what_a_dead_import_left_is_cleared_away(tmp_path: Path, folder: Path) -> None:
    folder.mkdir()
    old, fresh = folder / "1-a.parcial", folder / "2-b.parcial"
    old.touch()
    fresh.touch()
    os.utime(old, (0, 0))
    import_paths([tiny_sigtap.package(tmp_path)], folder)
    assert not old.exists()
    assert fresh.exists()


def test_the_file_of_an_import_that_ends_meanwhile_stops_no_other(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.mkdir()
    listed = Path.glob

    def just_before_its_end(self: Path, pattern: str) -> list[Path]:
        return [*listed(self, pattern), *([folder / "1-a.parcial"] if "parcial" in pattern else [])]

    monkeypatch.setattr(Path, "glob", just_before_its_end)
    (package,) = import_paths([tiny_sigtap.package(tmp_path)], folder)
    assert (folder / package.file).exists()


def test_a_child_imports_and_reports(tmp_path: Path, folder: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    path = tiny_sigtap.package(tmp_path)
    (package,) = import_in_child([path], folder, progress=lambda *step: steps.append(step))
    assert (package.rows, (folder / package.file).exists()) == (2, True)
    assert steps[0] == ("tb_grupo", 0, 16)
    bad = tiny_sigtap.package(tmp_path, lambda tables: tables["tb_cid"].rows.clear(), name=MAY_NEW)
    with pytest.raises(TableFileError) as refused:
        import_in_child([bad], folder)
    assert (refused.value.reason, refused.value.table) == ("empty", "tb_cid")
    missing = tmp_path / "nada.zip"
    with pytest.raises(ColetorError) as caught:
        import_in_child([missing], folder)
    assert caught.value.message_id == "terminology.no_path"
    with pytest.raises(ImportFailedError) as several:
        import_in_child([path, missing, bad], folder)
    assert [each.unchanged for each in several.value.imported] == [True]
    assert len(several.value.problems) == 2


def test_a_cancelled_import_leaves_nothing(tmp_path: Path, folder: Path) -> None:
    stop = threading.Event()
    with pytest.raises(ImportCancelled, match="continuam como antes"):
        import_in_child(
            [tiny_sigtap.package(tmp_path)],
            folder,
            progress=lambda *_: stop.set(),
            cancelled=stop.is_set,
        )
    assert not any(file.suffix == ".parcial" for file in folder.iterdir())


def test_a_child_that_dies_is_said(tmp_path: Path, folder: Path) -> None:
    def kill(*_: object) -> None:
        import multiprocessing

        for child in multiprocessing.active_children():
            child.kill()

    with pytest.raises(ColetorError) as caught:
        import_in_child([tiny_sigtap.package(tmp_path)] * 200, folder, progress=kill)
    assert caught.value.message_id == "terminology.child_ended"
    assert not any(file.suffix == ".parcial" for file in folder.iterdir())
