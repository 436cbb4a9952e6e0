"""Making, upgrading and repairing the environment: what runs, and the state it is left in."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from setup_env import environment, stamp
from setup_env.console import SetupError
from setup_env.one_at_a_time import only_one
from setup_env.places import ROOT, venv_python

Commands = list[list[str]]

PIP = "pip==26.3 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\n    # via sqlite-utils\n"


@pytest.fixture
def inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> stamp.Inputs:
    for name in ("runtime.txt", "development.txt", "pyproject.toml"):
        (tmp_path / name).write_text(f"pipes==1\n{PIP}zipp==2\n", encoding="utf-8")
    made = stamp.Inputs(root=tmp_path, locks=tmp_path, python="cpython 3.11 x86_64")
    monkeypatch.setattr(stamp, "inputs_here", lambda: made)
    monkeypatch.setattr(environment, "only_one", lambda: only_one(tmp_path / "setup.lock"))
    return made


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> Commands:
    """Return the commands that ran; each made what the real one leaves on disk."""
    ran: Commands = []

    def run(words: list[str], _problem: str) -> None:
        ran.append(words)
        if "venv" in words:
            python = venv_python(Path(words[-1]))
            python.parent.mkdir(parents=True, exist_ok=True)
            python.touch()

    monkeypatch.setattr(environment, "_run", run)
    return ran


def made_a_folder(commands: Commands) -> bool:
    return any("venv" in words for words in commands)


def test_a_fresh_checkout_gets_a_folder_the_lock_and_the_project(
    inputs: stamp.Inputs, commands: Commands, tmp_path: Path
):
    python = environment.ensure(stamp.RUNTIME, tmp_path / ".venv")
    folder, installer, locked, itself = commands
    assert folder[1:] == ["-m", "venv", "--clear", str(tmp_path / ".venv")]
    assert {"--require-hashes", "--no-deps"} <= set(locked)
    assert locked[-1] == str(inputs.lock(stamp.RUNTIME))
    assert Path(installer[-1]).read_text(encoding="utf-8") == PIP
    assert {"--no-deps", "--no-build-isolation", "--no-index"} <= set(itself)
    assert locked[0] == itself[0] == str(python)


@pytest.mark.usefixtures("inputs")
def test_a_second_run_calls_nothing(commands: Commands, tmp_path: Path):
    environment.ensure(stamp.RUNTIME, tmp_path / ".venv")
    commands.clear()
    environment.ensure(stamp.RUNTIME, tmp_path / ".venv")
    assert commands == []


def test_a_changed_lock_upgrades_the_same_folder(
    inputs: stamp.Inputs, commands: Commands, tmp_path: Path
):
    environment.ensure(stamp.RUNTIME, tmp_path / ".venv")
    commands.clear()
    inputs.lock(stamp.RUNTIME).write_text("second\n", encoding="utf-8")
    environment.ensure(stamp.RUNTIME, tmp_path / ".venv")
    assert commands
    assert not made_a_folder(commands)


@pytest.mark.usefixtures("inputs")
@pytest.mark.parametrize("state", ["killed while installing", "python taken away"])
def test_a_broken_folder_is_made_anew(state: str, commands: Commands, tmp_path: Path):
    venv = tmp_path / ".venv"
    environment.ensure(stamp.RUNTIME, venv)
    commands.clear()
    if state == "python taken away":
        venv_python(venv).unlink()
    else:
        stamp.remove(venv)
    environment.ensure(stamp.RUNTIME, venv)
    assert made_a_folder(commands)


@pytest.mark.usefixtures("commands")
def test_a_failed_upgrade_leaves_the_folder_marked_as_unfinished(
    inputs: stamp.Inputs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    venv = tmp_path / ".venv"
    environment.ensure(stamp.RUNTIME, venv)
    inputs.lock(stamp.RUNTIME).write_text("second\n", encoding="utf-8")

    def refuse(_words: list[str], problem: str) -> None:
        raise SetupError(problem)

    monkeypatch.setattr(environment, "_run", refuse)
    with pytest.raises(SetupError, match="locked packages"):
        environment.ensure(stamp.RUNTIME, venv)
    assert stamp.read(venv) == {}


def test_a_command_that_fails_says_what_and_how_to_go_on():
    with pytest.raises(SetupError, match=r"could not do it\. Run this again"):
        environment._run([sys.executable, "-c", "raise SystemExit(3)"], "could not do it")


HOLDER = """
import sys
from pathlib import Path
sys.path.append(sys.argv[1])
from setup_env.one_at_a_time import only_one

with only_one(Path(sys.argv[2])):
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_a_second_set_up_waits_for_the_first_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    file = tmp_path / "setup.lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(ROOT / "build_scripts"), str(file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        said: list[str] = []
        monkeypatch.setattr("setup_env.one_at_a_time.say", _let_go(holder, said))
        with only_one(file):
            assert said == ["another run is setting this checkout up; waiting for it to finish"]
    assert holder.returncode == 0


def _let_go(holder: subprocess.Popen[str], said: list[str]) -> Callable[[str], None]:
    def say(text: str) -> None:
        said.append(text)
        assert holder.stdin is not None
        holder.stdin.write("\n")
        holder.stdin.flush()

    return say


def test_the_lock_is_free_again_after_a_set_up_that_failed(tmp_path: Path):
    file = tmp_path / "setup.lock"
    with pytest.raises(SetupError), only_one(file):
        raise SetupError("no network")
    with only_one(file):
        pass
