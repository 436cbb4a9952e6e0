"""A screen of the suite's own (Xvfb), the real program on it, and hands that type (xdotool)."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from coletor.errors import ColetorError
from coletor.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "build_scripts"))
NEEDED = ("Xvfb", "xdotool")
LOOK_S = 0.05
T = TypeVar("T")


def seen_within(look: Callable[[], T], seconds: float) -> T | None:
    """Look again and again until something true is seen; return None when it never was."""
    deadline = time.monotonic() + seconds
    while True:
        seen = look()
        if seen:
            return seen
        if time.monotonic() > deadline:
            return None
        time.sleep(LOOK_S)  # the pace of looking, never a wait for something to be ready


def until(look: Callable[[], T], seconds: float, what: str) -> T:
    """Look as `seen_within` does, and say what was missed."""
    seen = seen_within(look, seconds)
    if not seen:
        pytest.fail(f"not seen within {seconds} s: {what}")
    return seen


class Program:
    """The program itself in a window, on a folder of its own."""

    def __init__(self, folder: Path, display: str, log: Path) -> None:
        self.folder = folder
        self._environment = {
            **os.environ,
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "XDG_CONFIG_HOME": str(folder.parent / "config"),
        }
        self._log = log.open("w", encoding="utf-8")
        self._process: subprocess.Popen[bytes] | None = None
        self._opened: Workspace | None = None

    def start(self) -> None:
        """Start it and wait for its window, which then has the keyboard."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "coletor", "--pasta", self.folder, "abrir", "--treinamento"],
            cwd=ROOT,
            env=self._environment,
            stdout=self._log,
            stderr=self._log,
        )
        window = until(self._window, 40, "a window of the program")
        self.hand("windowfocus", "--sync", window)

    def _window(self) -> str:
        assert self._process is not None
        assert self._process.poll() is None, Path(self._log.name).read_text(encoding="utf-8")
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--pid", str(self._process.pid)],
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
        ).stdout.split()
        return found[-1] if found else ""

    def hand(self, *command: str) -> None:
        """Do something with the keyboard."""
        subprocess.run(["xdotool", *command], env=self._environment, check=True, timeout=30)

    def type(self, text: str) -> None:
        """Type a text, key by key."""
        self.hand("type", "--delay", "4", text)

    def key(self, *keys: str) -> None:
        """Press keys one after the other."""
        self.hand("key", "--delay", "4", *keys)

    def picture(self, file: Path) -> None:
        """Take a picture of the whole screen, for who looks at a failure."""
        if shutil.which("import"):
            subprocess.run(["import", "-window", "root", file], env=self._environment, check=False)

    def kill(self) -> None:
        """End it as a power cut would."""
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(10)
        self._process = None

    def end(self) -> None:
        """See that nothing of it is left."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self.kill()
        if self._opened is not None:
            self._opened.close()
        self._log.close()

    # What the folder says, read beside the program

    @property
    def workspace(self) -> Workspace:
        """The folder, opened once: it is looked at often.

        Raises:
            ColetorError: it is still being made.
        """
        if self._opened is None:
            self._opened = Workspace.open(self.folder)
        return self._opened

    def cells(self, number: int = 0) -> dict[str, str]:
        """Return the texts of a draft by element path.

        Args:
            number: 0 for the draft typed in last, -1 for the oldest.
        """
        try:
            kept = self.workspace.drafts
            drafts = [item for item in kept.summaries() if not item.blank]
        except ColetorError:  # the folder is still being made
            return {}
        if not drafts:
            return {}
        ordered = sorted(drafts, key=lambda item: item.created_at, reverse=True)
        draft = kept.get((drafts[0] if number == 0 else ordered[-1]).id)
        return {path: text for row in draft.rows for path, text in row.cells.items()}


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """Start a screen of 1366 x 768 on a free display."""
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        pytest.skip(f"no real screen here: {', '.join(missing)} not installed")
    from setup_env.screen import virtual_screen

    with virtual_screen() as name:
        yield name


@pytest.fixture
def program(display: str, tmp_path: Path) -> Iterator[Program]:
    """Return the program, not started yet, on a fresh folder."""
    made = Program(tmp_path / "pasta", display, tmp_path / "programa.log")
    yield made
    made.picture(tmp_path / "tela.png")
    made.end()
