"""``coletor validar`` on large files: progress on a terminal, Ctrl+C in good order."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from coletor.exchange.checking import LARGE

# Where the suite runs in the background, a shell has its programs ignore Ctrl+C: not this one.
CODE = (
    "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from coletor.cli.main import main; sys.exit(main())"
)


def test_progress_on_a_terminal_only(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "c.ndjson"
    file.write_text('{"modelo": "cmd-2017"}\n' * 3, encoding="utf-8")
    assert "Conferindo" not in run("--pasta", tmp_path, "validar", file, "--json").err
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    ran = run("--pasta", tmp_path, "validar", file, "--json")
    assert "\rConferindo: 33% [##########" in ran.err  # message reading.progress
    assert ran.err.endswith("\r")
    assert "Conferindo" not in ran.out


@pytest.mark.skipif(os.name == "nt", reason="a terminal's Ctrl+C is sent another way there")
def test_ctrl_c_ends_all_processes_with_one_sentence(tmp_path: Path) -> None:
    line = '{"modelo": "cmd-2017"}\n'
    file = tmp_path / "c.ndjson"
    file.write_text(line * (LARGE // len(line) + 1), encoding="utf-8")
    arguments = [sys.executable, "-c", CODE, "--pasta", str(tmp_path), "validar", str(file)]
    work = subprocess.Popen(
        arguments,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        cwd=Path(__file__).parents[2],
    )
    assert work.stdout is not None
    assert work.stdout.readline()  # and no more: it waits for us, with both helpers at work
    os.killpg(work.pid, signal.SIGINT)
    _, said = work.communicate(timeout=50)  # ends when no helper holds the pipes any more
    assert work.returncode == 2
    assert "Traceback" not in said.decode()
    assert "interrompid" in said.decode().lower()
