"""What the runs share: the checkout's environment, invented contacts, the command line, tables."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

SCRIPTS = Path(__file__).resolve().parent.parent
ROOT = SCRIPTS.parent
CNES = "2077485"
_ADDRESS = re.compile(r"http://\S+")


def use_environment(script: str) -> None:
    """Go on with the Python of the checkout's environment; it is made where it is missing.

    Args:
        script: path of the script to start again with that Python.
    """
    sys.path.insert(0, str(ROOT))
    if find_spec("sqlcipher3") is not None:
        return
    sys.path.insert(0, str(SCRIPTS))
    from setup_env import stamp, start  # noqa: PLC0415 - only outside the environment

    start.become([str(start.ready(stamp.DEVELOPMENT, window=False)), script, *sys.argv[1:]])


def people(amount: int, first: int = 0) -> list[dict[str, Any]]:
    """Return contacts of invented people that the checks and the training service accept.

    Args:
        amount: how many.
        first: number of the first person; two people of one number are the same.
    """
    from coletor import clock  # noqa: PLC0415 - after the environment
    from coletor.contact import new_uuid  # noqa: PLC0415
    from coletor.demonstration.samples import load_samples  # noqa: PLC0415
    from coletor.identifiers import cns  # noqa: PLC0415
    from coletor.model import in_force  # noqa: PLC0415

    model = in_force(clock.today())
    sample = load_samples(model, clock.today()).documents[0]
    found = []
    for number in range(first, first + amount):
        made = json.loads(json.dumps(sample)) | {"uuid": new_uuid()}
        made["individuo"] |= {
            "cns": cns.build(f"1{number:010d}"),
            "nome": f"Pessoa Inventada {_letters(number)}",
        }
        made["contato"] = {"estabelecimento": CNES, **made["contato"]}
        found.append(made)
    return found


def _letters(number: int) -> str:
    """Return a number in letters: names hold no figures."""
    return "".join(chr(ord("A") + int(figure)) for figure in str(number))


def write_contacts(file: Path, documents: Sequence[dict[str, Any]]) -> Path:
    """Write contacts as NDJSON and return the file."""
    lines = [json.dumps(document, ensure_ascii=False) for document in documents]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


@dataclass(frozen=True)
class CommandLine:
    """The public command line on one folder.

    Args:
        folder: the establishment's folder.
    """

    folder: Path

    def words(self, *arguments: object) -> list[str]:
        """Return the words of a command."""
        return [
            sys.executable, "-m", "coletor", "--pasta", str(self.folder), *map(str, arguments)
        ]  # fmt: skip

    def start(self, *arguments: object) -> subprocess.Popen[str]:
        """Start a command and return its process; what it prints can be read."""
        return subprocess.Popen(
            self.words(*arguments),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env={**os.environ, "PYTHONUTF8": "1"},
        )

    def run(self, *arguments: object, codes: Sequence[int] = (0,)) -> str:
        """Run a command to its end and return what it printed.

        Raises:
            RuntimeError: it ended with another exit code; the text holds what it said.
        """
        with self.start(*arguments) as program:
            out, err = program.communicate()
        if program.returncode not in codes:
            raise RuntimeError(f"{arguments}: {program.returncode}\n{out}\n{err}")
        return out

    def records(self, *arguments: object, codes: Sequence[int] = (0,)) -> list[dict[str, Any]]:
        """Run a command with ``--json`` and return its lines."""
        printed = self.run(*arguments, "--json", codes=codes)
        return [json.loads(line) for line in printed.splitlines()]

    @contextmanager
    def training(self, data: Path, port: int, faults: list[dict[str, Any]]) -> Iterator[str]:
        """Run the training webservice and give its address."""
        file = data.with_suffix(".json")
        file.write_text(json.dumps(faults), encoding="utf-8")
        with self.start(
            "treinamento", "--porta", port, "--dados", data, "--falhas", file
        ) as server:
            assert server.stdout is not None
            found = _ADDRESS.search(server.stdout.readline())
            if not found:
                raise RuntimeError(server.communicate()[1])
            try:
                yield found[0]
            finally:
                server.terminate()
                server.communicate()


def held(address: str) -> dict[str, dict[str, Any]]:
    """Return what the training webservice says it holds, by UUID."""
    root = address.split("/cmd/", maxsplit=1)[0]
    with urllib.request.urlopen(f"{root}/_treinamento/contatos", timeout=60) as answer:  # noqa: S310
        rows = json.load(answer)
    by_uuid = {row["uuid"]: row for row in rows}
    if len(by_uuid) != len(rows):
        raise RuntimeError("the server lists an identifier twice")
    return by_uuid


@contextmanager
def passing_folder() -> Iterator[Path]:
    """Give a folder that goes away afterwards."""
    with tempfile.TemporaryDirectory(prefix="coletor-", ignore_cleanup_errors=True) as place:
        yield Path(place)


def dice(seed: int | None) -> tuple[random.Random, int]:
    """Return random numbers and the seed that repeats them."""
    chosen = random.SystemRandom().randrange(10**6) if seed is None else seed
    return random.Random(chosen), chosen  # noqa: S311 - repeatable, not secret


def table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Return rows in columns as wide as their longest cell."""
    cells = [[str(cell) for cell in row] for row in (headings, *rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    cells.insert(1, ["-" * width for width in widths])
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        for line in cells
    )
    return "\n".join(line.rstrip() for line in lines)
