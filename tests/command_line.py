"""Runs the command line in this process, as the shell would."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from coletor.cli.main import main

_OWN = ("COLETOR_PASTA", "COLETOR_SENHA", "COLETOR_CODIGO_RECUPERACAO", "LANGUAGE")
"""What the person's own surroundings may say, and no test wants to hear."""


@dataclass
class Ran:
    """What came of a command."""

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
    for name in _OWN:
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: object) -> Ran:
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run
