"""``coletor validar`` on many contacts, against the pure checking of the same ones.

Run: python tests/bench/bench_validar.py [contacts]. Prints the time of reading and checking in one
process without a file, of the command with its start, and the memory of its largest process for a
tenth of the file and for all of it. Asserts nothing, because machines differ.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench_contacts import as_bytes, sample, tables

from coletor.exchange.decoding import DECODER
from coletor.model import load_model
from coletor.rules import Checker

ROOT = Path(__file__).resolve().parents[2]
CODE = "import sys; from coletor.cli.main import main; sys.exit(main())"


def pure(checker: Checker, data: list[bytes]) -> float:
    """Return seconds of decoding and checking, and nothing else."""
    started = time.perf_counter()
    for one in data:
        checker.check(DECODER.decode(one.decode()))
    return time.perf_counter() - started


def command(folder: Path, file: Path) -> tuple[float, float]:
    """Run ``coletor validar`` and return seconds and the MiB of its largest process."""
    arguments = [sys.executable, "-c", CODE, "--pasta", str(folder), "validar", str(file), "--json"]
    started = time.perf_counter()
    with (folder / "saida.ndjson").open("wb") as output:
        work = subprocess.Popen(arguments, stdout=output, cwd=ROOT)
        _, status, usage = os.wait4(work.pid, 0)
        work.returncode = os.waitstatus_to_exitcode(status)
    taken = time.perf_counter() - started
    if work.returncode not in (0, 1):
        sys.exit(f"coletor validar ended with {work.returncode}")
    return taken, usage.ru_maxrss / 1024


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    model = load_model("cmd-2017")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        library = tables(folder / "tabelas")
        data = as_bytes(sample(model, library, count))
        whole, tenth = folder / "todos.ndjson", folder / "decimo.ndjson"
        whole.write_bytes(b"\n".join(data) + b"\n")
        tenth.write_bytes(b"\n".join(data[: count // 10]) + b"\n")
        _, small = command(folder, tenth)
        ratios = []
        for _ in range(3):
            checking = pure(Checker(model, tables=library), data)
            taken, large = command(folder, whole)
            ratios.append(taken / checking)
            print(f"pure {checking:.1f} s, validar {taken:.1f} s, {count / taken:.0f} contacts/s")  # noqa: T201
        print(f"validar takes {sorted(ratios)[1]:.2f} times the pure checking {sorted(ratios)}")  # noqa: T201
        print(f"memory: {small:.0f} MiB for {count // 10}, {large:.0f} MiB for {count}")  # noqa: T201
        library.close()


if __name__ == "__main__":
    main()
