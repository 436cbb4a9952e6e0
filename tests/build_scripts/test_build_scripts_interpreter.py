"""Finding a Python that will do, from one that will not."""

import ast
import os
from pathlib import Path

import pytest
from setup_env import apt, interpreter
from setup_env.console import SetupError
from setup_env.places import ROOT

FOLDER = ROOT / "build_scripts"


POSIX = pytest.mark.skipif(os.name == "nt", reason="writes shell scripts as stand-in Pythons")


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder that is all of PATH."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def stand_in(folder: Path, name: str, body: str) -> str:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    file.chmod(0o755)
    return str(file)


@pytest.mark.parametrize(
    ("version", "wide", "will_do"),
    [
        ((3, 10), True, False),
        ((3, 11), True, True),
        ((3, 14), True, True),
        ((3, 15), True, False),
        ((3, 11), False, False),
    ],
)
def test_which_pythons_will_do(version: tuple[int, int], wide: bool, will_do: bool):
    assert interpreter.is_supported(version, wide) is will_do


@POSIX
def test_a_python_that_does_not_start_is_passed_over(path: Path):
    stand_in(path, "python3.11", "echo 'pyenv: python3.11: command not found' >&2; exit 127")
    stand_in(path, "python3.12", "echo 3 12 0")
    wanted = stand_in(path, "python3.13", "echo 3 13 1")
    assert interpreter.find_other() == [wanted]


@POSIX
def test_no_python_and_no_apt_says_what_is_needed(path: Path):
    assert list(path.iterdir()) == []
    with pytest.raises(SetupError, match=r"needs a 64-bit Python from 3\.11 to 3\.14"):
        interpreter.find_or_install()


@POSIX
@pytest.mark.parametrize(
    ("offered", "lists_missing", "said"),
    [
        pytest.param(
            'case "$2" in python3.12*) echo "Package: $2";; esac',
            False,
            r"apt-get install .* python3\.12 python3\.12-venv",
            id="the packages of a newer Python",
        ),
        pytest.param(
            "exit 100",
            True,
            r"apt-get update && .* python3\.11 python3\.11-venv",
            id="no lists: the command fetches them",
        ),
        pytest.param(
            "echo 'Package: python3.11'; exit 0",
            False,
            "no other was found on PATH",
            id="a package that is only mentioned by others is not offered",
        ),
    ],
)
def test_a_person_on_ubuntu_is_told_what_to_install(
    path: Path, monkeypatch: pytest.MonkeyPatch, offered: str, lists_missing: bool, said: str
):
    stand_in(path, "apt-get", "exit 1")
    stand_in(path, "apt-cache", offered)
    monkeypatch.setattr(apt, "is_root", lambda: False)
    monkeypatch.setattr(apt, "lists_missing", lambda: lists_missing)
    with pytest.raises(SetupError, match=said):
        interpreter.find_or_install()


@POSIX
def test_root_on_ubuntu_gets_the_newer_python(path: Path, monkeypatch: pytest.MonkeyPatch):
    python = path / "python3.11"
    makes_it = f"printf '#!/bin/sh\\necho 3 11 1\\n' > {python}; /bin/chmod +x {python}"
    stand_in(path, "apt-get", makes_it)
    stand_in(path, "apt-cache", 'case "$2" in python3.11*) echo "Package: $2";; esac')
    monkeypatch.setattr(apt, "is_root", lambda: True)
    monkeypatch.setattr(apt, "lists_missing", lambda: False)
    assert interpreter.find_or_install() == [str(python)]


def test_the_scripts_parse_on_the_pythons_that_must_be_told_to_go():
    scripts = [FOLDER / f"{name}.py" for name in ("run", "test", "freeze")]
    files = [*scripts, *sorted((FOLDER / "setup_env").glob("*.py"))]
    assert len(files) > 10
    for file in files:
        tree = ast.parse(file.read_text(encoding="utf-8"), feature_version=(3, 8))
        imports = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        # Annotations such as `list[str] | None` are only text then.
        assert "__future__" in imports or file.name == "__init__.py", file.name
