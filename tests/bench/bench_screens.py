"""Opening and closing every screen many times: memory flat, no object left alive.

    python3 tests/bench/bench_screens.py [--vezes 200] [--contatos 500]

The real window goes through every screen of the navigation; then the screens are closed (taken
out and destroyed, as the end of a folder does) and opened anew. Counted are Qt objects below the
window, Python objects of the program's classes, threads and resident memory, after each quarter
of the rounds. The same number of bare windows with a QLineEdit is opened and closed for
comparison. Wanted: nothing grows after the first quarter.
"""

import argparse
import collections
import gc
import os
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from real_window import Opened, memory, quiet

_QUARTERS = 4


def counted(opened: Opened) -> dict[str, float]:
    """Return what is alive."""
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QApplication

    _collect(opened)
    alive = sum(type(one).__module__.startswith(("ui.", "coletor.")) for one in gc.get_objects())
    return {
        "widgets": len(QApplication.allWidgets()),
        "objects": len(opened.window.findChildren(QObject)),
        "python": alive,
        "threads": threading.active_count(),
        "MiB": round(memory()["Rss"], 1),
    }


def _collect(opened: Opened) -> None:
    for _ in range(3):
        opened.run(20)
        gc.collect()


def go_round(opened: Opened) -> None:
    """Open every screen, let it read, and close it."""
    frame = opened.frame
    for name in list(frame._entries):
        frame.go(name, "")
        opened.rest()
    _close_screens(opened)


def _close_screens(opened: Opened) -> None:
    from PySide6.QtCore import QCoreApplication, QEvent

    frame = opened.frame
    frame.finish()
    opened.rest()
    for screen in frame._screens.values():
        frame._pages.removeWidget(screen)
        screen.deleteLater()
    frame._screens.clear()
    frame._current = ""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _await_made_ahead(opened: Opened) -> None:
    """Wait until nothing is made ahead any more: half of a screen would be counted."""
    from ui.pieces import Pieces

    def made() -> bool:
        works = opened.frame.findChildren(Pieces)
        return bool(works) and all(work.done for work in works)

    opened.until(made)


def types_alive() -> collections.Counter[str]:
    """Return how many objects of each class of the program are alive."""
    names = (f"{type(one).__module__}.{type(one).__qualname__}" for one in gc.get_objects())
    return collections.Counter(name for name in names if name.startswith(("ui.", "coletor.")))


def bare_rounds(opened: Opened, rounds: int) -> float:
    """Open and close bare windows; return by how much the memory grew, in MiB."""
    from PySide6.QtWidgets import QLineEdit, QMainWindow

    before = memory()["Rss"]
    for _ in range(rounds):
        window = QMainWindow()
        window.setCentralWidget(QLineEdit())
        window.show()
        opened.run(2)
        window.close()
        window.deleteLater()
    _collect(opened)
    return memory()["Rss"] - before


def measure(folder: Path, rounds: int) -> int:
    """Go round and print; return 1 when something grew."""
    opened = Opened(folder)
    _await_made_ahead(opened)
    go_round(opened)
    lines: list[dict[str, Any]] = [counted(opened)]
    types = None
    for quarter in range(_QUARTERS):
        for _ in range(rounds // _QUARTERS):
            go_round(opened)
        lines.append(counted(opened))
        if quarter == 0:
            types = types_alive()
        sys.stdout.write(f"after {(quarter + 1) * rounds // _QUARTERS:4} rounds: {lines[-1]}\n")
        sys.stdout.flush()
    assert types is not None
    grown = [(n - types[name], name) for name, n in types_alive().items() if n > types[name]]
    first, last = lines[1], lines[-1]
    for name in first:
        sys.stdout.write(f"{name:10} first quarter {first[name]:>10}  last {last[name]:>10}\n")
    for more, name in sorted(grown, reverse=True)[:10]:
        sys.stdout.write(f"grew by {more}: {name}\n")
    sys.stdout.write(f"bare windows, as many: {bare_rounds(opened, rounds):+.1f} MiB\n")
    opened.close()
    return int(any(last[name] > first[name] for name in ("widgets", "objects", "threads")))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--vezes", type=int, default=200)
    parser.add_argument("--contatos", type=int, default=500)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        os.environ["XDG_CONFIG_HOME"] = place
        from big_folder import big_folder

        folder = big_folder(Path(place), args.contatos)
        quiet(folder)
        raise SystemExit(measure(folder, args.vezes))


if __name__ == "__main__":
    main()
