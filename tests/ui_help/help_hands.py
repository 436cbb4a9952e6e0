"""A window with a folder open, and hands to type on it."""

from collections.abc import Callable
from pathlib import Path

from lent_windows import AtFirst
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from real_windows import Windows

from ui.shell.desktop import Desktop
from ui.shell.frame import Frame

PATIENCE = 30_000
KEY = Qt.Key
PLAIN = Qt.KeyboardModifier.NoModifier


class Hands:
    """A window with a folder open, and hands to type on it."""

    def __init__(self, bot: QtBot, desktop: Desktop) -> None:
        self.desktop = desktop
        self.begin(bot)

    def begin(self, bot: QtBot) -> None:
        """Work for a test; the window is the one that has the keyboard."""
        self.bot = bot
        self.settle()
        window = self.frame.window()
        with bot.waitActive(window):
            window.activateWindow()

    @property
    def frame(self) -> Frame:
        assert self.desktop.frame is not None
        return self.desktop.frame

    @property
    def help(self):
        return self.frame.screen_of("ajuda")

    def until(self, true: Callable[[], object]) -> None:
        self.bot.waitUntil(lambda: bool(true()), timeout=PATIENCE)

    def settle(self) -> None:
        self.until(lambda: self.desktop.frame is not None)
        self.until(lambda: self.frame.context.tasks.idle)

    def go(self, screen: str, argument: str = ""):
        self.frame.go(screen, argument)
        self.settle()
        return self.frame.screen_of(screen)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.frame.window(), key, modifier)

    def type(self, words: str) -> None:
        QTest.keyClicks(QApplication.focusWidget(), words)


class LentHands(Hands):
    """Hands on a window that one test after the other uses.

    Args:
        bot: waits.
        windows: opens it, and nothing else.
        folder: its folder.
    """

    def __init__(self, bot: QtBot, windows: Windows, folder: Path) -> None:
        self._windows = windows
        super().__init__(bot, windows.open(folder))
        self._first = AtFirst(bot, self.desktop)

    def put_back(self) -> None:
        self._first.come_back(self.bot)
        self._windows.calm()

    def end(self) -> None:
        self._windows.end()
        self._first.end()
