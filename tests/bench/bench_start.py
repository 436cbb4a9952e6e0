"""The start of the program against the start of a bare Qt window, and the memory of both.

    python3 tests/bench/bench_start.py [--pasta PASTA] [--contatos 200000] [--vezes 7]

Both are started as processes of their own, one after the other, several times. *Ready* is when a
character that was typed is painted in the field that has the keyboard. Measured are

- the whole start: from the start of the process to ready;
- from the accepted password (the window stands, asking) to a form ready for typing, which is what
  the requirement compares with the start of the bare window.

Wanted: at most 2 times the start of the bare window, and at most 2.5 times its memory, with
200,000 contacts stored. The folder is a training one (no key is stretched) with an address, so
that no webservice runs inside; sending is paused.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
_WANTED_TIME, _WANTED_MEMORY = 2.0, 2.5
_CALM_MS, _LOOK_MS = 1500, 4

_BARE = """
import json, sys, time
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow

class Line(QLineEdit):
    def paintEvent(self, event):
        super().paintEvent(event)
        if self.text():
            QTimer.singleShot(0, ready)
        elif not self.property("typed"):
            self.setProperty("typed", True)
            QTimer.singleShot(0, lambda: QTest.keyClicks(self, "7"))

def ready():
    global at
    if at is None:
        at = time.clock_gettime(time.CLOCK_MONOTONIC)
        QTimer.singleShot(CALM, end)

def end():
    sys.path.insert(0, HERE)
    import real_window
    print(json.dumps({"ready": at, "memory": real_window.memory()}))
    app.quit()

at = None
app = QApplication(sys.argv[:1])
window = QMainWindow()
line = Line()
window.setCentralWidget(line)
window.resize(1366, 768)
window.show()
line.setFocus()
app.exec()
"""


def ours(folder: Path, *, asking: bool) -> None:
    """Start the program on a folder, type a character into the form, say when it was painted.

    Args:
        folder: the folder.
        asking: whether the window asks for the password first; then the start counts from there.
    """
    from PySide6.QtCore import QTimer

    from ui import application, preferences
    from ui.crash import CrashReporter
    from ui.garbage import GarbageCollector
    from ui.style.theme import Theme

    app = application.make_application()
    crashes, run = CrashReporter(app), Run(app)
    theme = Theme(app, preferences.scheme())
    garbage, looking = GarbageCollector(app), QTimer()
    looking.timeout.connect(run.look)
    if asking:
        run.desktop = _ask(theme, crashes, folder)
        QTimer.singleShot(_CALM_MS, run.accept)
    else:
        run.desktop = application.show(theme, crashes, folder)
    looking.start(_LOOK_MS)
    assert crashes.window is not None
    crashes.window.resize(1366, 768)
    garbage.start()
    app.exec()


class Run:
    """One start: goes to the form, types a character, and says when that was painted.

    It looks every few milliseconds and watches no events, which would cost more than the start.
    """

    def __init__(self, app: Any) -> None:
        self.app = app
        self.said: dict[str, Any] = {}
        self.desktop: Any = None
        self.home_painted = self.field_painted = False

    def accept(self) -> None:
        """Give the password."""
        self.said["accepted"] = now()
        self.desktop.page.given.emit("")

    def look(self) -> None:
        """Do what comes next."""
        frame = self.desktop.frame
        if "ready" in self.said or frame is None:
            return
        field = frame.window().focusWidget()  # without a window manager no window is active
        if frame.current == "inicio":
            self._leave_home(frame)
        elif "typed" in self.said:
            self._see(field)
        elif _has_form(frame.screen_of("digitar")):
            self._type(field)

    def _leave_home(self, frame: Any) -> None:
        """Go on to the form once Início has been painted."""
        if "inicio" not in self.said:
            self.said["inicio"] = now()
            painted(frame.screen_of("inicio"), lambda: setattr(self, "home_painted", True))
        elif self.home_painted:
            self.said["inicio"] = now()
            frame.go("digitar", "")

    def _type(self, field: Any) -> None:
        from PySide6.QtTest import QTest

        self.said["typed"] = now()
        QTest.keyClicks(field, "7")
        painted(field, lambda: setattr(self, "field_painted", True))

    def _see(self, field: Any) -> None:
        from PySide6.QtCore import QTimer

        if self.field_painted and field.text() == "7":
            self.said["ready"] = now()
            QTimer.singleShot(_CALM_MS, self.end)

    def end(self) -> None:
        """Say what was seen and end the program."""
        from real_window import memory

        sys.stdout.write(json.dumps(self.said | {"memory": memory()}) + "\n")
        sys.stdout.flush()
        self.desktop.close()
        self.app.quit()


def painted(widget: Any, then: Any) -> None:
    """Call a function when a widget is painted next."""
    from PySide6.QtCore import QEvent, QObject

    class Eye(QObject):
        def eventFilter(self, seen: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                widget.removeEventFilter(self)
                then()
            return False

    widget.installEventFilter(Eye(widget))


def _has_form(screen: Any) -> bool:
    """Tell whether a contact is in the form, and the keyboard in one of its fields."""
    form = getattr(screen, "form", screen)
    return form.session is not None and hasattr(form.window().focusWidget(), "text")


def _ask(theme: Any, crashes: Any, folder: Path) -> Any:
    """Show the window as it asks for the folder's password."""
    from ui.shell.desktop import Desktop
    from ui.shell.window import MainWindow
    from ui.tasks import Tasks

    window = MainWindow()
    crashes.window = window
    desktop = Desktop(window, Tasks(window), theme, crashes)
    desktop.reception.ask_password(folder)
    window.show()
    return desktop


def now() -> float:
    """Return the clock that all processes share, in seconds."""
    return time.clock_gettime(time.CLOCK_MONOTONIC)


def start(command: list[str]) -> dict[str, Any]:
    """Run one start and return what it said, with when it was started."""
    began = now()
    ended = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=40, env=_environment()
    )
    if ended.returncode or not ended.stdout.strip():
        raise SystemExit(ended.stderr)
    return {"began": began, **json.loads(ended.stdout.splitlines()[-1])}


def _environment() -> dict[str, str]:
    """Return what an installed program has: its modules compiled already (by the first start)."""
    made = {**os.environ, "PYTHONPYCACHEPREFIX": str(Path(os.environ["XDG_CONFIG_HOME"]) / "pyc")}
    made.pop("PYTHONDONTWRITEBYTECODE", None)
    return made


def measure(folder: Path, times: int) -> dict[str, list[float]]:
    """Start everything so many times, in turn; return seconds and MiB."""
    from real_window import quiet

    here = str(Path(__file__).resolve().parent)
    bare = f"CALM, HERE = {_CALM_MS}, {here!r}\n{_BARE}"
    found: dict[str, list[float]] = {}

    def keep(name: str, value: float) -> None:
        found.setdefault(name, []).append(value)

    for number in range(times + 1):
        one = start([sys.executable, "-c", bare])
        whole = start([sys.executable, __file__, "--aberta", str(folder)])
        quiet(folder)
        asked = start([sys.executable, __file__, "--perguntando", str(folder)])
        quiet(folder)
        if number == 0:
            continue  # files come from the disk
        keep("bare", one["ready"] - one["began"])
        keep("whole", whole["ready"] - whole["began"])
        keep("inicio", whole["inicio"] - whole["began"])
        keep("password", asked["ready"] - asked["accepted"])
        for name, value in one["memory"].items():
            keep(f"bare {name}", value)
        for name, value in whole["memory"].items():
            keep(f"whole {name}", value)
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pasta", type=Path)
    parser.add_argument("--contatos", type=int, default=200_000)
    parser.add_argument("--vezes", type=int, default=7)
    parser.add_argument("--aberta", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--perguntando", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.aberta or args.perguntando:
        ours(args.aberta or args.perguntando, asking=bool(args.perguntando))
        return
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        os.environ["XDG_CONFIG_HOME"] = place
        _prepare_and_say(args.pasta or Path(place), args.contatos, args.vezes)


def _prepare_and_say(cache: Path, contacts: int, times: int) -> None:
    from big_folder import big_folder
    from real_window import quiet

    from ui import preferences

    folder = big_folder(cache, contacts)
    quiet(folder)
    preferences.keep_automatic(False)
    found = {name: statistics.median(values) for name, values in measure(folder, times).items()}
    rows = (
        ("start of a bare window, ms", "bare", "bare", 1000),
        ("start of the program to Início, ms", "inicio", "bare", 1000),
        ("start of the program to the form, ms", "whole", "bare", 1000),
        ("password to the form, ms", "password", "bare", 1000),
        ("memory of a bare window (RSS), MiB", "bare Rss", "bare Rss", 1),
        ("memory of the program (RSS), MiB", "whole Rss", "bare Rss", 1),
        ("memory of a bare window (PSS), MiB", "bare Pss", "bare Pss", 1),
        ("memory of the program (PSS), MiB", "whole Pss", "bare Pss", 1),
    )
    sys.stdout.write(f"{contacts} contacts stored, median of {times} starts\n")
    for words, name, base, scale in rows:
        ratio = found[name] / found[base]
        sys.stdout.write(f"{words:40} {found[name] * scale:9.1f}  {ratio:5.2f} x\n")
    sys.stdout.write(f"wanted: time {_WANTED_TIME} x, memory {_WANTED_MEMORY} x\n")


if __name__ == "__main__":
    main()
