# ruff: noqa: T201 - it prints; Qt is imported once the platform is chosen
"""The window's longest pause while a whole SIGTAP package is imported.

    python tests/bench/bench_terminology_window.py

The real window on the offscreen platform, a training folder, the Tabelas screen: a timer that
asks to be called every millisecond says how long the event loop was away. Needs ../shared.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT.parent / "shared" / "data" / "sigtap" / "TabelaUnificada_202607_v2607101010.zip"
ROUNDS = 3
BOUND_MS = 50


def main() -> int:
    """Measure, print, and return 1 where the window paused too long."""
    worst = []
    for number in range(ROUNDS):
        with tempfile.TemporaryDirectory() as place:
            idle, gaps, seconds = _run(Path(place) / "pasta")
        worst.append(max(gaps))
        print(
            f"round {number + 1}: import {seconds:.2f} s; longest gap {max(gaps):.1f} ms "
            f"(p99 {sorted(gaps)[int(len(gaps) * 0.99)]:.1f} ms); at rest {max(idle):.1f} ms"
        )
    print(f"longest gap, median of rounds {statistics.median(worst):.1f} ms (bound {BOUND_MS})")
    return int(statistics.median(worst) > BOUND_MS)


def _run(folder: Path) -> tuple[list[float], list[float], float]:
    from PySide6.QtWidgets import QApplication

    from coletor.establishment.creating import create_folder
    from ui import application
    from ui.crash import CrashReporter
    from ui.style.theme import Scheme, Theme
    from ui.tables.screen import TablesScreen

    create_folder(folder, "2077485", "UBS", training=True, operator_name="Ana Lima")
    app = QApplication.instance() or application.make_application()
    assert isinstance(app, QApplication)
    crashes = CrashReporter(app)
    desktop = application.show(Theme(app, Scheme.LIGHT), crashes, folder)
    _turn(lambda: desktop.frame is not None)
    frame = desktop.frame
    assert frame is not None
    frame.go("tabelas")
    _turn(lambda: frame.context.tasks.idle)
    screen = frame.screen_of("tabelas")
    assert isinstance(screen, TablesScreen)
    idle = _watch(2.0, lambda: False)
    start = time.perf_counter()
    screen.import_paths([PACKAGE])
    gaps = _watch(60.0, lambda: not screen.importing)
    seconds = time.perf_counter() - start
    assert any(not package.demonstration for package in frame.context.workspace.library.packages())
    desktop.close()
    assert crashes.window is not None
    crashes.window.close()
    crashes.window.deleteLater()
    return idle, gaps, seconds


def _watch(seconds: float, done: Callable[[], bool]) -> list[float]:
    """Run the event loop and return the time between two calls of its timer, in milliseconds."""
    from PySide6.QtCore import QEventLoop, Qt, QTimer

    loop, timer, gaps = QEventLoop(), QTimer(), []
    last = start = time.perf_counter()

    def beat() -> None:
        nonlocal last
        now = time.perf_counter()
        gaps.append((now - last) * 1000)
        last = now
        if done() or now - start > seconds:
            loop.quit()

    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(beat)
    timer.start(1)
    loop.exec()
    timer.stop()
    return gaps


def _turn(done: Callable[[], bool]) -> None:
    _watch(20.0, done)


if __name__ == "__main__":
    sys.exit(main())
