#!/usr/bin/env python3
"""Set a fresh checkout up and run every check that continuous integration runs.

Lint, format, types and tests; a check that fails does not keep the later ones from running.
Words behind `--` go to pytest: `python3 build_scripts/test.py -- -k cns -x`.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from setup_env import stamp, start
from setup_env.console import SetupError, fail
from setup_env.places import ROOT, clean_environment

WORKERS = "4"
# Twice the cores of the reference machine: half of what a test takes is waiting for a timer, a
# server or another process (190 s of waiting beside as much of work).
PATIENCE_S = "120"
# A test that waits for the disk took 45 s on a machine with ten others at work.


@dataclass(frozen=True)
class Check:
    """One check.

    Args:
        name: As the summary names it.
        module: The Python module to run.
        arguments: Its arguments.
    """

    name: str
    module: str
    arguments: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """How a check ended.

    Args:
        check: The check.
        code: Exit code of its program.
        seconds: How long it took.
    """

    check: Check
    code: int
    seconds: float


def checks(complete: bool, pytest_arguments: Sequence[str]) -> list[Check]:
    """Return the checks in the order they run.

    Args:
        complete: Whether tests marked `long` run too.
        pytest_arguments: Further arguments for pytest.
    """
    selection = ("--hypothesis-profile", "complete") if complete else ("-m", "not long")
    tests = ("-n", WORKERS, "--dist", "worksteal", "--timeout", PATIENCE_S, *selection)
    return [
        Check("lint", "ruff", ("check", ".")),
        Check("format", "ruff", ("format", "--check", ".")),
        Check("types", "mypy", ("coletor", "ui")),
        Check("tests", "pytest", (*tests, *pytest_arguments)),
    ]


def environment() -> dict[str, str]:
    """Return what the checks run with: compiled modules are kept, out of the way of the sources.

    The tests start the program a hundred times; where the machine says that nothing compiled is
    to be written, each start would compile all of it again.
    """
    kept = {n: v for n, v in clean_environment().items() if n != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(ROOT / ".venv" / "bytecode")}


def run(check: Check, python: str) -> Outcome:
    """Run one check in the checkout, its output going straight to the console.

    Args:
        check: What to run.
        python: The environment's Python.
    """
    print(f"\n== {check.name}: {check.module} {' '.join(check.arguments)}", flush=True)
    began = time.monotonic()
    words = [python, "-m", check.module, *check.arguments]
    code = subprocess.run(words, cwd=ROOT, env=environment(), check=False).returncode
    return Outcome(check, code, time.monotonic() - began)


def collecting(python: str) -> subprocess.Popen[bytes]:
    """Begin to collect the tests, beside the checks that come before them, for what it leaves.

    Each worker imports every test. In a fresh checkout the first to do so compiles them, the
    program and its libraries, and looks through their sources for values to try: all workers at
    once would each do all of it. What is wrong with a test is said by the tests themselves.

    Args:
        python: the environment's Python.
    """
    words = [python, "-m", "pytest", "--collect-only", "-q", "-q", "-p", "no:cacheprovider"]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(words, cwd=ROOT, env=environment(), stdout=quiet, stderr=quiet)


def summary(outcomes: Sequence[Outcome]) -> str:
    """Return the closing lines: one per check, then the verdict.

    Args:
        outcomes: How each ended.
    """
    lines = [
        f"   {each.check.name:<8}{'ok' if each.code == 0 else f'FAILED (exit {each.code})':<18}"
        f"{each.seconds:7.1f} s"
        for each in outcomes
    ]
    failed = [each.check.name for each in outcomes if each.code != 0]
    verdict = f"FAILED: {', '.join(failed)}" if failed else "every check is right"
    return "\n".join(["", "== summary", *lines, f"== {verdict}"])


def main(arguments: Sequence[str]) -> int:
    """Prepare everything, run all checks and say how they ended.

    Args:
        arguments: The command line without the script's name.

    Returns:
        0 if all passed, 1 if one failed, 2 if the set-up stopped.
    """
    own, rest = start.split(arguments)
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    more = "also run the tests marked as long, with more examples and every window painted"
    parser.add_argument("--completo", action="store_true", help=more)
    options = parser.parse_args(own)
    try:
        start.use_supported_python(__file__)
        python = start.ready(stamp.DEVELOPMENT, window=True, tests=True)
    except SetupError as problem:
        return fail(problem)
    *before, tests = checks(options.completo, rest)
    with collecting(str(python)):
        outcomes = [run(check, str(python)) for check in before]
    outcomes.append(run(tests, str(python)))
    print(summary(outcomes), flush=True)
    return int(any(outcome.code != 0 for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
