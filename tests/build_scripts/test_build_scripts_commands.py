"""The command lines of run.py and test.py."""

import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from types import ModuleType

import pytest
from setup_env import start
from setup_env.console import SetupError
from setup_env.places import ROOT

FOLDER = ROOT / "build_scripts"


Load = Callable[[str], ModuleType]


@pytest.mark.parametrize(
    ("words", "own", "rest"),
    [
        ([], [], []),
        (["--sem-tela"], ["--sem-tela"], []),
        (["--sem-tela", "--", "fila", "--json"], ["--sem-tela"], ["fila", "--json"]),
        (["--", "a", "--", "b"], [], ["a", "--", "b"]),
    ],
)
def test_words_behind_the_dashes_are_handed_on(words: list[str], own: list[str], rest: list[str]):
    assert start.split(words) == (own, rest)


def test_run_chooses_the_window_the_demonstration_or_what_was_asked(script: Load):
    run = script("run")
    assert run.choose([], display=True) == ["abrir", "--treinamento"]
    assert run.choose([], display=False) == ["demonstracao"]
    assert run.choose(["modelo", "listar"], display=True) == ["modelo", "listar"]


@pytest.fixture
def became(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Return the commands that the script would have become, with everything set up."""
    commands: list[list[str]] = []
    monkeypatch.setattr(start, "become", commands.append)
    monkeypatch.setattr(start, "ready", lambda kind, window: Path(f"{kind}-{window}"))
    monkeypatch.setenv("DISPLAY", ":7")
    return commands


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ([], ["runtime-True", "-m", "coletor", "abrir", "--treinamento"]),
        (["--sem-tela"], ["runtime-False", "-m", "coletor", "demonstracao"]),
        (["--", "fila"], ["runtime-False", "-m", "coletor", "fila"]),
    ],
)
def test_run_becomes_the_application(
    words: list[str], command: list[str], script: Load, became: list[list[str]]
):
    script("run").main(words)
    assert became == [command]


@pytest.mark.parametrize("name", ["run", "test", "freeze"])
def test_a_set_up_that_cannot_go_on_says_why_and_exits_with_2(
    name: str,
    script: Load,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise SetupError("missing from this system")

    monkeypatch.setattr(start, "ready", refuse)
    assert script(name).main([]) == 2
    assert capsys.readouterr().err == "[coletor] missing from this system\n"


ALL_TESTS = ("-n", "4", "--dist", "worksteal", "--timeout", "120")


def test_the_ordinary_run_leaves_the_long_tests_out(script: Load):
    ordinary = script("test").checks(complete=False, pytest_arguments=[])
    assert [check.module for check in ordinary] == ["ruff", "ruff", "mypy", "pytest"]
    assert ordinary[-1].arguments == (*ALL_TESTS, "-m", "not long")


def test_the_complete_run_has_every_test_and_pytest_gets_its_words(script: Load):
    complete = script("test").checks(complete=True, pytest_arguments=["-k", "cns"])
    assert complete[-1].arguments == (
        *ALL_TESTS,
        *("--hypothesis-profile", "complete", "-k", "cns"),
    )


def test_a_failed_check_does_not_keep_the_later_ones_from_running(
    script: Load, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
):
    module = script("test")
    good = module.Check("good", "platform", ())
    bad = module.Check("bad", "coletor_has_no_such_module", ())
    monkeypatch.setattr(start, "ready", lambda *_args, **_kwargs: Path(sys.executable))
    monkeypatch.setattr(module, "checks", lambda *_args: [bad, good])
    monkeypatch.setattr(module, "collecting", lambda _python: nullcontext())
    assert module.main([]) == 1
    lines = capfd.readouterr().out.splitlines()
    assert "FAILED (exit 1)" in next(line for line in lines if line.startswith("   bad"))
    assert " ok " in next(line for line in lines if line.startswith("   good"))
    assert lines[-1] == "== FAILED: bad"
    monkeypatch.setattr(module, "checks", lambda *_args: [good])
    assert module.main([]) == 0
    assert capfd.readouterr().out.splitlines()[-1] == "== every check is right"


def test_the_tests_are_collected_beside_the_checks_before_them(
    script: Load, monkeypatch: pytest.MonkeyPatch
):
    module, order = script("test"), []

    class Collecting:
        def __init__(self, words: list[str], **_given: object) -> None:
            assert words[1:4] == ["-m", "pytest", "--collect-only"]

        def __enter__(self) -> None:
            order.append("collecting")

        def __exit__(self, *_raised: object) -> None:
            order.append("collected")

    def run(check, _python: str):
        order.append(check.name)
        return module.Outcome(check, 0, 0.0)

    monkeypatch.setattr(start, "ready", lambda *_args, **_kwargs: Path(sys.executable))
    monkeypatch.setattr(module.subprocess, "Popen", Collecting)
    monkeypatch.setattr(module, "run", run)
    assert module.main([]) == 0
    assert order == ["collecting", "lint", "format", "types", "collected", "tests"]


def test_continuous_integration_runs_the_same_command():
    lines = (FOLDER.parent / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("#!")
    assert lines[1:] == [
        'cd "$(dirname "${BASH_SOURCE[0]}")/.." && exec python3 build_scripts/test.py'
    ]


def test_a_script_of_pictures_goes_on_in_the_environment(
    became: list[list[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setattr(sys, "argv", ["screenshots.py", "pasta"])
    monkeypatch.setattr(start, "VENV", tmp_path)
    start.go_inside("screenshots.py")
    assert became == [["development-True", "screenshots.py", "pasta"]]
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    start.go_inside("screenshots.py")
    assert len(became) == 1
