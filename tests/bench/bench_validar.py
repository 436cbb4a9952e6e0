"""``coletor validar`` on many contacts, against the pure checking of the same ones.

Run: python tests/bench/bench_validar.py [contacts]. Prints the time of reading and checking in one
process without a file, of the command with its start, and the memory of all its processes for a
tenth of the file and for all of it. Asserts nothing, because machines differ.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench_contacts import as_bytes, sample, tables

from coletor.exchange.decoding import DECODER
from coletor.model import load_model
from coletor.rules import Checker

ROOT = Path(__file__).resolve().parents[2]
CODE = "import sys; from coletor.cli.main import main; sys.exit(main())"


@dataclass(frozen=True)
class Took:
    """What one run took: seconds by the clock, seconds of processors, MiB of all processes."""

    clock: float
    processors: float
    memory: float


def pure(checker: Checker, data: list[bytes]) -> Took:
    """Measure decoding and checking, and nothing else, in this process."""
    clock, processor = time.perf_counter(), time.process_time()
    for one in data:
        checker.check(DECODER.decode(one.decode()))
    return Took(time.perf_counter() - clock, time.process_time() - processor, 0.0)


def command(folder: Path, file: Path) -> Took:
    """Measure ``coletor validar`` with its start and the processes that help it."""
    arguments = [sys.executable, "-c", CODE, "--pasta", str(folder), "validar", str(file), "--json"]
    started, before = time.perf_counter(), os.times()
    with (folder / "saida.ndjson").open("wb") as output:
        work = subprocess.Popen(arguments, stdout=output, cwd=ROOT)
        highest: dict[str, float] = {}
        while work.poll() is None:
            for process in [str(work.pid), *_children(work.pid)]:
                highest[process] = max(highest.get(process, 0.0), _peak(process))
            time.sleep(0.05)
    if work.returncode not in (0, 1):
        sys.exit(f"coletor validar ended with {work.returncode}")
    after = os.times()
    processors = after.children_user + after.children_system
    processors -= before.children_user + before.children_system
    return Took(time.perf_counter() - started, processors, sum(highest.values()))


def _children(process: int) -> list[str]:
    try:
        return Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return []


def _peak(process: str) -> float:
    """Return the most memory a process had so far, in MiB (Linux only)."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


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
        small = command(folder, tenth)
        clocks, processors = [], []
        for _ in range(3):
            checking = pure(Checker(model, tables=library), data)
            validar = command(folder, whole)
            clocks.append(validar.clock / checking.clock)
            processors.append(validar.processors / checking.processors)
            print(f"pure {checking}\nvalidar {validar}")  # noqa: T201
        print(f"validar / pure, by the clock: {_told(clocks)}")  # noqa: T201
        print(f"validar / pure, processors: {_told(processors)}")  # noqa: T201
        print(f"all processes: {small.memory:.0f} MiB for {count // 10} contacts,")  # noqa: T201
        print(f"  {validar.memory:.0f} MiB for {count}")  # noqa: T201
        library.close()


def _told(ratios: list[float]) -> str:
    return ", ".join(f"{ratio:.2f}" for ratio in sorted(ratios))


if __name__ == "__main__":
    main()
