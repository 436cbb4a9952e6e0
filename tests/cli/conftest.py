"""Runs the command line in this process, as the shell would."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from coletor.cli.main import main

CNES = "2077485"


@dataclass
class Ran:
    code: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``coletor`` with some arguments."""
    for name in ("COLETOR_PASTA", "COLETOR_SENHA", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: object) -> Ran:
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run


@pytest.fixture
def folder(run: Run, tmp_path: Path) -> Iterator[Path]:
    """Return a training folder made by the command line."""
    place = tmp_path / "pasta"
    assert (
        run("--pasta", place, "criar", "--cnes", CNES, "--nome", "UBS", "--treinamento").code == 0
    )
    yield place
