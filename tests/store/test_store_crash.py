"""The program is killed while somebody types: all that was reported as stored is there."""

import random
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from coletor.contact.drafting import NewRow
from coletor.store import Drafts, Store, quick_check
from coletor.store.locking import FolderLock
from coletor.store.usage import Usage

ELEMENT = "individuo.nome"  # the cell that store_child types in


def kill_while_typing(child: Callable[..., object], path: Path, lines: int) -> int:
    """Kill the typist after some commits and return the last number it reported."""
    process = child("type", path)
    assert process.stdout.readline().strip() in ("clean", "unclean")
    for _ in range(lines):
        process.stdout.readline()
    process.kill()
    rest, errors = process.stdout.read(), process.stderr.read()
    process.wait()
    assert errors == ""
    reported = [line for line in rest.split("\n")[:-1] if line]
    return int(reported[-1]) if reported else 0


def typed(path: Path, key: bytes) -> tuple[int, bool]:
    """Return the number that stands in the draft and whether the end was unclean."""
    with Store.open(path, key) as store:
        drafts = Drafts(store)
        root = drafts.get(drafts.summaries()[0].id).root
        assert root.cells["individuo.nome_mae"] == "Mar"  # half typed, before it all
        return int(root.cells.get(ELEMENT, "0")), store.unclean


def run(path: Path, key: bytes, child: Callable[..., object], kills: int) -> None:
    with Store.open(path, key) as store:
        Drafts(store).create("cmd-2017", 1, cells=NewRow("", {"individuo.nome_mae": "Mar"}))
    dice, before = random.Random(kills), 0
    for _ in range(kills):
        lines = dice.randrange(1, 120)
        reported = max(kill_while_typing(child, path, lines), before + lines)
        found, unclean = typed(path, key)
        # one more may have been committed and not yet reported
        assert reported <= found <= reported + 1
        assert unclean
        before = found
    quick_check(path, key)


def test_killed_while_typing(path: Path, key: bytes, child: Callable[..., object]) -> None:
    run(path, key, child, kills=3)


@pytest.mark.long
@pytest.mark.timeout(900)
def test_killed_while_typing_many_times(
    path: Path, key: bytes, child: Callable[..., object]
) -> None:
    run(path, key, child, kills=200)


def test_killed_while_the_store_is_made(
    tmp_path: Path, key: bytes, child: Callable[..., object]
) -> None:
    """A creation cut at any moment leaves no database or a whole one."""
    dice = random.Random(7)
    for number in range(4):
        path = tmp_path / str(number) / "coletor.db"
        path.parent.mkdir()
        process = child("create", path)
        assert process.stdout.readline() == "ready\n"
        process.stdin.write("go\n")
        process.stdin.flush()
        for _ in range(dice.randrange(0, 200_000)):
            pass  # somewhere in the middle of it
        process.kill()
        process.wait()
        if path.exists():
            quick_check(path, key)
            with Store.open(path, key) as store, store.query() as db:
                assert db.execute("SELECT COUNT(*) FROM operator").fetchone() == (1,)
        else:
            Store.create(path, key, "Ana").close()


def test_programs_that_start_at_once(path: Path, key: bytes, child: Callable[..., object]) -> None:
    """Programs that open together all work, and none takes another for dead."""
    together = [child("open-report", path) for _ in range(3)]
    for process in together:
        assert process.stdout.readline() == "ready\n"
    for process in together:
        process.stdin.write("go\n")
        process.stdin.flush()
    answers = [process.communicate()[0].strip() for process in together]
    assert answers == ["clean"] * 3


def test_a_program_that_ends_is_not_taken_for_dead_by_one_that_begins(tmp_path: Path) -> None:
    """Between its unlocking and its going a mark looks like that of a program that died."""
    usage = Usage(tmp_path)
    assert not usage.unclean
    looking = FolderLock(tmp_path, "uso")  # as one that begins does while it looks
    looking.acquire()
    ending = threading.Thread(target=usage.end)
    ending.start()
    ending.join(0.3)
    assert ending.is_alive()
    looking.release()
    ending.join()
    assert not Usage(tmp_path).unclean
