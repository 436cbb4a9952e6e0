"""The real window for the benchmarks: opened on a folder, worked by key events, and watched."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

PATIENCE_S = 120.0
TICK_MS = 5
ADDRESS = "http://127.0.0.1:9/cmd"
"""Of no webservice: with an address the training webservice is not started beside the window."""


def memory() -> dict[str, float]:
    """Return this process' memory in MiB: resident, and its proportional share of it."""
    found: dict[str, float] = {}
    for line in Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines():
        name, _, rest = line.partition(":")
        if name in {"Rss", "Pss", "Private_Clean", "Private_Dirty"}:
            found[name] = int(rest.split()[0]) / 1024
    return found


def quiet(folder: Path) -> None:
    """Give a training folder an address, so that no webservice is started beside the window.

    Its drafts go to the bin: with drafts the form first asks which one to go on with.
    """
    from coletor.workspace import Workspace

    with Workspace.open(folder) as workspace:
        if workspace.settings.get("webservice.endereco") != ADDRESS:
            workspace.configure("webservice.endereco", ADDRESS)
        for draft in workspace.drafts.summaries(10_000):
            workspace.drafts.discard(draft.id, workspace.operator.id)


@dataclass
class Gaps:
    """How late a timer of a few milliseconds is called."""

    seen: list[tuple[float, float]] = field(default_factory=list)
    doing: list[str] = field(default_factory=list)
    label: str = ""

    def worst(self, count: int = 5) -> list[tuple[float, str]]:
        """Return the longest gaps in milliseconds, with what was being done."""
        pairs = sorted(zip((gap for _, gap in self.seen), self.doing, strict=True), reverse=True)
        return [(gap * 1000, what) for gap, what in pairs[:count]]

    def share(self, part: float) -> float:
        """Return the gap under which such a share of them lies, in milliseconds."""
        ordered = sorted(gap for _, gap in self.seen)
        return ordered[min(len(ordered) - 1, int(len(ordered) * part))] * 1000


class Opened:
    """The program's window on a folder.

    Args:
        folder: the establishment's folder; it asks for no password.
        size: of the window.
    """

    def __init__(self, folder: Path, size: tuple[int, int] = (1366, 768)) -> None:
        from PySide6.QtWidgets import QApplication

        from ui import application, preferences
        from ui.crash import CrashReporter
        from ui.garbage import GarbageCollector
        from ui.style.theme import Scheme, Theme

        self.app: Any = QApplication.instance() or application.make_application()
        preferences.keep_automatic(False)
        theme = Theme(self.app, Scheme.LIGHT)
        self.crashes = CrashReporter(self.app)
        self.garbage = GarbageCollector(self.app)
        self.desktop = application.show(theme, self.crashes, folder)
        self.garbage.start()
        assert self.crashes.window is not None
        self.window = self.crashes.window
        self.window.resize(*size)
        self.window.activateWindow()
        self.until(lambda: self.desktop.frame is not None and self.frame.isVisible())
        self.rest()

    @property
    def frame(self) -> Any:
        """Return the shell of the open folder."""
        return self.desktop.frame

    @property
    def workspace(self) -> Any:
        """Return the open folder."""
        return self.frame.context.workspace

    def focus(self) -> QWidget:
        """Return the widget that has the keyboard."""
        return self.app.focusWidget() or self.window

    def run(self, milliseconds: int) -> None:
        """Run the event loop for a while."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def until(self, done: Callable[[], bool]) -> None:
        """Run the event loop until something is so."""
        end = time.monotonic() + PATIENCE_S
        while not done():
            if time.monotonic() > end:
                raise SystemExit("the program did not get there in time")
            self.run(10)
        if self.crashes.dialog is not None:
            raise SystemExit(self.crashes.dialog.report.toPlainText())

    def rest(self) -> None:
        """Run the event loop until no task is under way."""
        self.until(lambda: bool(self.frame.context.tasks.idle))

    def press(self, key: Any, text: str = "", modifiers: Any = None) -> None:
        """Press and release a key where the keyboard is."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        held = modifiers if modifiers is not None else Qt.KeyboardModifier.NoModifier
        if text and not text.isascii():
            self._post(text)
        elif text:
            QTest.keyClicks(self.focus(), text, held)
        else:
            QTest.keyClick(self.focus(), key, held)

    def _post(self, text: str) -> None:
        from PySide6.QtCore import QEvent, Qt
        from PySide6.QtGui import QKeyEvent

        none = Qt.KeyboardModifier.NoModifier
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            self.app.sendEvent(self.focus(), QKeyEvent(kind, 0, none, text))

    @contextmanager
    def watched(self) -> Iterator[Gaps]:
        """Note the gaps of the event loop while the block runs."""
        from PySide6.QtCore import Qt, QTimer

        gaps, last = Gaps(), [0.0]

        def tick() -> None:
            now = time.perf_counter()
            if last[0]:
                gaps.seen.append((now, now - last[0]))
                gaps.doing.append(gaps.label)
            last[0] = now

        ticker = QTimer()
        ticker.setTimerType(Qt.TimerType.PreciseTimer)
        ticker.setInterval(TICK_MS)
        ticker.timeout.connect(tick)
        ticker.start()
        yield gaps
        ticker.stop()

    def close(self) -> None:
        """End the program as a person does."""
        self.desktop.close()
        self.window.close()
        self.garbage.stop()
