"""The frozen folder: that it is made, that it works, and that a broken one is noticed."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from setup_env.screen import trial_of_window

Load = Callable[[str], ModuleType]

LARGEST = 180
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Xvfb is of Linux")
POSIX = pytest.mark.skipif(os.name == "nt", reason="makes shell scripts and links")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder in which a test puts a stand-in for the frozen program."""
    made = tmp_path / "coletor"
    made.mkdir()
    return made


def stand_in(folder: Path, body: str) -> None:
    program = folder / "coletor"
    program.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    program.chmod(0o755)


@POSIX
@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("echo ok", False),
        ("true", True),
        ("echo ok; exit 1", True),
        ("echo ok; echo 'DeprecationWarning' >&2", True),
    ],
)
def test_a_trial_must_succeed_say_something_and_not_complain(
    body: str, wrong: bool, folder: Path, script: Load
):
    stand_in(folder, body)
    assert bool(script("freeze").try_command(folder, ["--version"])) is wrong


@POSIX
def test_a_trial_sees_neither_our_python_nor_our_home(
    folder: Path, script: Load, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    monkeypatch.setenv("VIRTUAL_ENV", "/somewhere")
    stand_in(folder, 'test -z "$PYTHONPATH$VIRTUAL_ENV" && test "$HOME" = "$PWD" && echo ok')
    assert script("freeze").try_command(folder, ["--version"]) == []


@POSIX
def test_links_are_counted_once(folder: Path, script: Load):
    (folder / "library.so.1").write_bytes(b"x" * 1_500_000)
    (folder / "library.so").symlink_to("library.so.1")
    assert script("freeze").size_in_megabytes(folder) == pytest.approx(1.5)


@LINUX
@pytest.mark.screen
@pytest.mark.skipif(not shutil.which("Xvfb"), reason="Xvfb is not installed")
def test_a_program_that_shows_no_window_is_noticed(tmp_path: Path):
    environment = {"HOME": str(tmp_path), "PATH": os.environ["PATH"]}
    told = trial_of_window(["sh", "-c", "echo broken >&2"], environment, seconds=1)
    assert told == "no window within 1 s\nbroken"


@pytest.mark.long
@pytest.mark.timeout(900)
def test_the_checkout_freezes_into_a_folder_that_works(tmp_path: Path, script: Load):
    freeze = script("freeze")
    made = freeze.build(sys.executable, tmp_path)
    assert freeze.try_out(made) == []
    assert freeze.size_in_megabytes(made) <= LARGEST
    names = {file.name for file in made.rglob("*")}
    assert not {name for name in names if name.startswith(("libqgtk3", "libQt6Qml", "libQt6Quick"))}
    assert "direct_url.json" not in names
