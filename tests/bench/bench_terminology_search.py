# ruff: noqa: T201, B023 - it prints, and what it times runs at once
"""Per keystroke: the ranked search against a full LIKE scan of the same 100,000 terms.

    python tests/bench/bench_terminology_search.py

Real tables from ../shared/data, topped up to 100,000 terms; every prefix of real typing, single
letters included. Says p50 and p99 of both, their ratio, the time to paint the list under the
field, and the memory that searching adds. Needs ../shared.
"""

import contextlib
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from coletor.terminology import Library, Package, import_paths
from coletor.terminology.builder import Builder, Row, open_package, write_table

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data"
TERMS, ROUNDS = 100_000, 7
FRAME_MS = 1000 / 60
MEMORY_MB = 20
TYPING = (
    "consulta medica especializada",
    "pressao alta",
    "diabetes mellitus nao",
    "asma nao especificada",
    "raio x torax",
    "exame de sangue",
    "tecnico de enfermagem",
    "hepatite a",
    "fratura do femur",
    "dor lombar",
    "outros transtornos",
    "neoplasia maligna mama",
    "a e i o u",
    "j45.9",
)
TYPED = [words[:end] for words in TYPING for end in range(1, len(words) + 1)]


def main() -> int:
    """Measure, print, and return 1 where a bound is missed."""
    if len(sys.argv) > 1:
        return _remember(Path(sys.argv[1]))
    with tempfile.TemporaryDirectory() as place:
        library = _large(Path(place))
        library.search("cid-10", "x")
        rounds = [_round(library) for _ in range(ROUNDS)]
        told = subprocess.run(
            [sys.executable, __file__, str(library.folder)],
            capture_output=True,
            check=True,
            text=True,
        )
        grown = float(told.stdout)
        painted = _painting(library)
        library.close()
    print(f"terms {TERMS}, keystrokes {len(TYPED)}, rounds {ROUNDS}")
    print("round   search p50      p99      max   LIKE p50      p99   ratio")
    for number, (ours, scans, ratio) in enumerate(rounds, 1):
        print(
            f"{number:5}   {statistics.median(ours):7.2f} ms {_p99(ours):5.2f} ms"
            f" {max(ours):5.2f} ms"
            f" {statistics.median(scans):7.2f} ms {_p99(scans):5.2f} ms   {ratio:.3f}"
        )
    ratios = sorted(ratio for _, _, ratio in rounds)
    slowest = statistics.median(_p99(ours) for ours, _, _ in rounds)
    print(
        f"ratio p99 search / median scan: {statistics.median(ratios):.3f} "
        f"({ratios[0]:.3f} to {ratios[-1]:.3f}; bound 0.25); p99 {slowest:.2f} ms, "
        f"one frame {FRAME_MS:.1f} ms"
    )
    print(f"painting the list p50 {statistics.median(painted):.2f} ms, p99 {_p99(painted):.2f} ms")
    print(f"memory while searching {grown:.1f} MB (bound {MEMORY_MB})")
    return int(statistics.median(ratios) > 0.25 or slowest > FRAME_MS or grown > MEMORY_MB)


def _round(library: Library) -> tuple[list[float], list[float], float]:
    """Time every keystroke, the search and the scan of each side by side."""
    (package,) = library.packages()
    ours, scans = [], []
    with contextlib.closing(open_package(library.folder / package.file)) as connection:
        for each in TYPED:
            ours.append(_ms(lambda: library.search("cid-10", each)))
            scans.append(_ms(lambda: _scan(connection, each)))
    return ours, scans, _p99(ours) / statistics.median(scans)


def _remember(folder: Path) -> int:
    """Say how much memory searching adds to the program without tables; runs by itself."""
    Library(folder / "nada").search("cid-10", "asma")
    before = _memory()
    library = Library(folder)
    for each in TYPED:
        library.search("cid-10", each)
    print(_memory() - before)
    library.close()
    return 0


def _large(place: Path) -> Library:
    """Return a library whose one table has 100,000 terms made of the official names."""
    official = place / "oficiais"
    paths = [DATA / "sigtap" / "TabelaUnificada_202607_v2607101010.zip"]
    import_paths([*paths, *(DATA / name for name in ("cid10", "cbo", "tuss"))], official)
    library = Library(official)
    names = [
        (term.name, term.group)
        for package in library.packages()
        for term in library.leaves(package.table)
    ]
    library.close()
    rows = []
    for number in range(TERMS):
        name, group = names[number % len(names)]
        again = f" tipo {number // len(names)}" if number >= len(names) else ""
        rows.append(Row(f"{chr(65 + number // 10_000)}{number % 10_000:04d}", name + again, group))
    large = place / "grande"
    with Builder(large) as builder:
        write_table(builder.connection, "cid-10", rows)
        builder.publish(Package("cid-10", "", "x", TERMS, "0" * 64, "", ""))
    return Library(large)


def _scan(connection: sqlite3.Connection, typed: str) -> None:
    connection.execute(
        "SELECT count(*) FROM term_cid_10 WHERE name LIKE ?", (f"%{typed}%",)
    ).fetchone()


def _painting(library: Library) -> list[float]:
    """Return how long the list takes to be filled, placed and painted, each time."""
    from PySide6.QtWidgets import QLineEdit, QMainWindow

    from ui.application import make_application
    from ui.style.theme import Scheme, Theme
    from ui.widgets.suggestions import Suggestion, SuggestionList

    application = make_application()
    Theme(application, Scheme.LIGHT)
    window = QMainWindow()
    field = QLineEdit()
    window.setCentralWidget(field)
    window.resize(1366, 768)
    window.show()
    popup = SuggestionList(field)
    times = []
    for each in TYPED:
        lines = [
            Suggestion(hit.code, hit.name, hit.group) for hit in library.search("cid-10", each)
        ]

        def paint() -> None:
            popup.show_lines(lines)
            application.processEvents()
            popup.grab()

        times.append(_ms(paint))
    window.close()
    return times[5:]


def _ms(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def _p99(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.99)]


def _memory() -> float:
    """Return the memory this process holds, in MB (Linux; elsewhere 0)."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    line = next(x for x in status.read_text(encoding="ascii").splitlines() if "VmRSS" in x)
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    sys.exit(main())
