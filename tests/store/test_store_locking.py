"""One sender per folder, in this program and among programs."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from coletor.store import StoreError, folder_lock


def test_second_lock_in_the_same_program_is_refused(tmp_path: Path) -> None:
    with folder_lock(tmp_path, "envio"):
        with pytest.raises(StoreError) as caught, folder_lock(tmp_path, "envio"):
            raise AssertionError("two senders")
        with folder_lock(tmp_path, "backup"):
            pass
    assert caught.value.message_id == "store.lock.envio"
    with folder_lock(tmp_path, "envio"):
        pass


def test_other_activities_have_a_message_too(tmp_path: Path) -> None:
    lock = folder_lock(tmp_path, "backup")
    with lock, pytest.raises(StoreError) as caught:
        lock.acquire()
    assert caught.value.message_id == "store.lock.other"


def test_lock_of_another_program_dies_with_it(path: Path, child: Callable[..., object]) -> None:
    process = child("hold-lock", path)
    assert process.stdout.readline() == "held\n"
    with pytest.raises(StoreError) as caught, folder_lock(path.parent, "envio"):
        raise AssertionError("two senders")
    assert caught.value.message_id == "store.lock.envio"
    process.kill()
    process.wait()
    with folder_lock(path.parent, "envio"):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="a missing folder is another error there")
def test_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught, folder_lock(tmp_path / "nada", "envio"):
        raise AssertionError("locked")
    assert caught.value.message_id == "store.read_only"


def test_releasing_twice_is_fine(tmp_path: Path) -> None:
    lock = folder_lock(tmp_path, "envio")
    lock.acquire()
    lock.release()
    lock.release()
