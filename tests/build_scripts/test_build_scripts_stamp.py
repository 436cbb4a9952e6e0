"""The stamp of a finished environment: what it vouches for, and what makes it stale."""

from dataclasses import replace
from pathlib import Path

import pytest
from setup_env import stamp


@pytest.fixture
def inputs(tmp_path: Path) -> stamp.Inputs:
    locks = tmp_path / "lock"
    locks.mkdir()
    for kind in stamp.KINDS:
        (locks / f"{kind}.txt").write_text(f"{kind}==1\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    return stamp.Inputs(root=tmp_path, locks=locks, python="cpython 3.11 x86_64")


@pytest.fixture
def venv(tmp_path: Path) -> Path:
    folder = tmp_path / ".venv"
    folder.mkdir()
    return folder


def test_an_environment_without_a_stamp_was_never_finished(inputs: stamp.Inputs, venv: Path):
    held = stamp.read(venv)
    assert held == {}
    assert not stamp.is_fresh(held, stamp.RUNTIME, inputs)
    assert not stamp.can_be_upgraded(held, inputs)


@pytest.mark.parametrize("content", ["", '{"runtime": "ab', "[]", "\0\0"])
def test_a_damaged_stamp_counts_as_none(content: str, inputs: stamp.Inputs, venv: Path):
    (venv / stamp.NAME).write_text(content, encoding="utf-8")
    assert not stamp.can_be_upgraded(stamp.read(venv), inputs)


def test_the_development_stamp_vouches_for_the_application_too(inputs: stamp.Inputs, venv: Path):
    stamp.write(stamp.DEVELOPMENT, inputs, venv)
    assert stamp.is_fresh(stamp.read(venv), stamp.RUNTIME, inputs)
    assert stamp.is_fresh(stamp.read(venv), stamp.DEVELOPMENT, inputs)


def test_the_runtime_stamp_does_not_vouch_for_the_checks(inputs: stamp.Inputs, venv: Path):
    stamp.write(stamp.DEVELOPMENT, inputs, venv)
    stamp.write(stamp.RUNTIME, inputs, venv)
    assert stamp.is_fresh(stamp.read(venv), stamp.RUNTIME, inputs)
    assert not stamp.is_fresh(stamp.read(venv), stamp.DEVELOPMENT, inputs)


@pytest.mark.parametrize("file", ["lock/runtime.txt", "pyproject.toml"])
def test_a_changed_file_asks_for_an_upgrade(file: str, inputs: stamp.Inputs, venv: Path):
    stamp.write(stamp.RUNTIME, inputs, venv)
    (inputs.root / file).write_text("changed\n", encoding="utf-8")
    held = stamp.read(venv)
    assert not stamp.is_fresh(held, stamp.RUNTIME, inputs)
    assert stamp.can_be_upgraded(held, inputs)


def test_another_python_or_a_moved_checkout_asks_for_a_new_folder(
    inputs: stamp.Inputs, venv: Path, tmp_path: Path
):
    stamp.write(stamp.RUNTIME, inputs, venv)
    moved = tmp_path / "moved"
    moved.mkdir()
    (moved / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    for changed in (replace(inputs, python="cpython 3.12 x86_64"), replace(inputs, root=moved)):
        assert not stamp.is_fresh(stamp.read(venv), stamp.RUNTIME, changed)
        assert not stamp.can_be_upgraded(stamp.read(venv), changed)


def test_taking_the_stamp_away_twice_is_fine(inputs: stamp.Inputs, venv: Path):
    stamp.write(stamp.RUNTIME, inputs, venv)
    stamp.remove(venv)
    stamp.remove(venv)
    assert stamp.read(venv) == {}
    assert list(venv.iterdir()) == []
