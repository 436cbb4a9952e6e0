"""What is missing from the system, how it is said, and how it is installed."""

from pathlib import Path

import pytest
from setup_env import apt, system
from setup_env.console import SetupError


@pytest.fixture
def empty_lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apt, "lists_missing", lambda: True)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what apt-get was asked for by root on Debian."""
    asked: list[str] = []
    monkeypatch.setattr(apt, "present", lambda: True)
    monkeypatch.setattr(apt, "is_root", lambda: True)
    monkeypatch.setattr(apt, "lists_missing", lambda: False)
    monkeypatch.setattr(apt, "_run", lambda words: asked.append(" ".join(words)) or 0)
    return asked


def test_only_the_libraries_that_do_not_load_are_named():
    absent = {"libEGL.so.1", "libxcb-cursor.so.0"}
    found = system.missing_libraries(present=lambda file: file not in absent)
    assert found == ["libegl1", "libxcb-cursor0"]


def test_a_library_that_is_nowhere_does_not_load():
    assert not system.loads("libcoletor-has-no-such-library.so.9")


def test_only_the_programs_that_path_lacks_are_named():
    assert system.missing_tools(find=lambda program: program != "objdump") == ["binutils"]
    assert system.missing_tools(find=lambda program: program) == []


def test_one_font_anywhere_is_enough(tmp_path: Path):
    assert system.missing_fonts([tmp_path, tmp_path / "absent"]) == ["fonts-dejavu-core"]
    deep = tmp_path / "truetype" / "some"
    deep.mkdir(parents=True)
    (deep / "README").touch()
    assert system.missing_fonts([tmp_path]) == ["fonts-dejavu-core"]
    (deep / "Some.TTF").touch()
    assert system.missing_fonts([tmp_path]) == []


def test_a_run_with_no_window_needs_no_library_of_qt(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(system, "on_linux", lambda: True)
    monkeypatch.setattr(system, "missing_venv", lambda: ["python3.11-venv"])
    monkeypatch.setattr(system, "missing_libraries", lambda: ["libegl1"])
    monkeypatch.setattr(system, "missing_fonts", lambda: ["fonts-dejavu-core"])
    monkeypatch.setattr(system, "missing_tools", lambda: ["xvfb"])
    monkeypatch.setattr(system, "missing_python_library", lambda: ["libpython3.11"])
    bare = ["python3.11-venv"]
    window = [*bare, "libegl1", "fonts-dejavu-core"]
    assert system.missing(window=False, tests=False) == bare
    assert system.missing(window=True, tests=False) == window
    assert system.missing(window=True, tests=True) == [*window, "xvfb", "libpython3.11"]


@pytest.mark.parametrize(
    ("name", "shown"), [("DISPLAY", True), ("WAYLAND_DISPLAY", True), ("", False)]
)
def test_a_display_is_what_x_or_wayland_announce(
    name: str, shown: bool, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(system, "on_linux", lambda: True)
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    if name:
        monkeypatch.setenv(name, ":7")
    assert system.has_display() is shown


@pytest.mark.usefixtures("empty_lists")
def test_a_person_without_root_is_told_the_one_command(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(apt, "present", lambda: True)
    monkeypatch.setattr(apt, "is_root", lambda: False)
    with pytest.raises(SetupError) as caught:
        apt.require(["libegl1", "xvfb"], "the checks")
    line = "sudo apt-get update && sudo apt-get install -y --no-install-recommends libegl1 xvfb"
    assert line in str(caught.value).splitlines()[2]
    assert "the checks" in str(caught.value)


def test_another_distribution_is_told_the_debian_names(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(apt, "present", lambda: False)
    monkeypatch.setattr(apt, "is_root", lambda: True)
    with pytest.raises(SetupError, match="Debian packages") as caught:
        apt.require(["libegl1"], "the window")
    assert "apt-get" not in str(caught.value)


def test_nothing_missing_asks_nothing(calls: list[str]):
    apt.require([], "the window")
    assert calls == []


def test_root_installs_and_fetches_the_lists_only_when_there_are_none(
    calls: list[str], monkeypatch: pytest.MonkeyPatch
):
    install = "apt-get install -y --no-install-recommends libegl1"
    apt.require(["libegl1"], "the window")
    assert calls == [install]
    monkeypatch.setattr(apt, "lists_missing", lambda: True)
    apt.require(["libegl1"], "the window")
    assert calls == [install, "apt-get update", install]


def test_old_lists_are_fetched_once_more_before_giving_up(
    calls: list[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(apt, "_run", lambda words: calls.append(words[1]) or 100)
    with pytest.raises(SetupError, match="could not install: libegl1"):
        apt.require(["libegl1"], "the window")
    assert calls == ["install", "update", "install"]


def test_fetched_lists_are_recognised(tmp_path: Path):
    assert apt.lists_missing(tmp_path)
    (tmp_path / "mirror_dists_bookworm_main_binary-amd64_Packages").touch()
    assert not apt.lists_missing(tmp_path)
