"""The runs that anyone can start: the crash run through the public command line alone."""

import subprocess
import sys
from pathlib import Path

import pytest

CRASH = Path(__file__).resolve().parents[2] / "build_scripts" / "runs" / "crash.py"


def crash(*arguments: object) -> dict[str, str]:
    words = [sys.executable, str(CRASH), *map(str, arguments)]
    ran = subprocess.run(words, capture_output=True, encoding="utf-8", check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    rows = (line.rsplit("  ", 1) for line in ran.stdout.splitlines() if "  " in line)
    return {row[0].strip(): row[1].strip() for row in rows}


def check(found: dict[str, str], kills: int) -> None:
    assert found["kills"] == str(kills)
    assert [found[name] for name in ("LOST", "DUPLICATED", "WRONGLY GREEN")] == ["0"] * 3


@pytest.mark.timeout(240)
def test_a_sender_killed_through_the_command_line_loses_and_doubles_nothing() -> None:
    # Enough contacts that the kill comes before the queue is empty: another round takes long. What
    # many kills do to one queue is seen in test_outbox_crash, with less around them.
    check(crash("--mortes", 1, "--contatos", 24), 1)


@pytest.mark.long
@pytest.mark.timeout(10800)
def test_a_thousand_kills() -> None:
    check(crash("--mortes", 1000, "--contatos", 300), 1000)
