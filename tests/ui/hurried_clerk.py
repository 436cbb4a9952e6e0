"""Somebody in a hurry at the real window: the keys come before what they are for is there.

The gate keeps a new form from being read from the disk.
"""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lent_windows import AtFirst
from made_folders import PASSWORD, real_folder
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from real_windows import Windows

from coletor.sheets import Sheets
from coletor.workspace import Workspace
from ui.form import starting
from ui.shell.window import MainWindow
from ui.style.theme import Theme
from ui.typing.screen import TypingScreen

KEY = Qt.Key
NONE, CTRL, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
NEW, LIST, NEXT_WAY = (KEY.Key_N, CTRL), (KEY.Key_O, CTRL), (KEY.Key_PageDown, CTRL)
TYPING, PATIENTS = (KEY.Key_2, ALT), (KEY.Key_4, ALT)
PROFESSIONALS, CLOSING = (KEY.Key_5, ALT), (KEY.Key_7, ALT)
HELP = (KEY.Key_F1, NONE)
FIND, BACK = (KEY.Key_K, CTRL), (KEY.Key_Escape, NONE)
SEARCH, CONCLUDE = (KEY.Key_F, CTRL), (KEY.Key_Return, CTRL)
ENTER = (KEY.Key_Return, NONE)
CODE, NAME, DAY = "individuo.cns", "individuo.nome", "contato.admissao.data"


def plain(words: str) -> str:
    """Return a text without the signs of a mask."""
    return words.replace(" ", "").replace("/", "")


class Clerk:
    """Somebody in a hurry at the real window.

    Args:
        bot: waits.
        theme: the theme in use.
        folder: where the folder of the window is put; it has a password.
        ahead: whether screens are made ahead.
    """

    def __init__(self, bot: QtBot, theme: Theme, folder: Path, *, ahead: bool = False) -> None:
        self.bot = bot
        self.folder = folder
        self.gate = threading.Event()
        self.gate.set()
        self._patch = pytest.MonkeyPatch()
        self._patch.setattr(starting, "new_contact", self._past_the_gate(starting.new_contact))
        real_folder(folder)
        self._windows = Windows(theme)
        desktop = self._windows.open(folder, ahead=ahead, password=PASSWORD)
        self.window: MainWindow = self._windows.window
        bot.waitUntil(lambda: desktop.frame is not None and desktop.frame.isVisible())
        assert desktop.frame is not None
        self.frame = desktop.frame
        self.begin(bot)
        self._first = AtFirst(bot, desktop)

    def _past_the_gate(self, real: Callable[..., starting.Start]) -> Callable[..., starting.Start]:
        def new_contact(*arguments: Any) -> starting.Start:
            assert self.gate.wait(30)
            return real(*arguments)

        return new_contact

    def begin(self, bot: QtBot) -> None:
        self.bot = bot
        self.window.activateWindow()
        bot.waitUntil(self.window.isActiveWindow)

    def put_back(self) -> None:
        self.gate.set()
        self._first.come_back(self.bot)
        self._windows.calm()

    def end(self) -> None:
        self.gate.set()
        self._windows.end()
        self._first.end()
        self._patch.undo()

    @property
    def screen(self) -> TypingScreen:
        screen = self.frame.screen_of("digitar")
        assert isinstance(screen, TypingScreen)
        return screen

    def until(self, true: Callable[[], object]) -> None:
        self.bot.waitUntil(lambda: bool(true()))

    def press(self, *keys: str | tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
        place = self.window.windowHandle()
        for each in keys:
            if isinstance(each, str):
                for letter in each:
                    QTest.keyClick(place, letter)
            else:
                QTest.keyClick(place, *each)

    def hurry(self, *keys: str | tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
        """Press keys while no new form can be read from the disk."""
        self.gate.clear()
        self.press(*keys)

    def form(self) -> None:
        """Have an empty form in view."""
        self.press(TYPING)
        self.until(lambda: self.screen.form.view is not None and self.screen.form.view.current)
        self.until(lambda: self.frame.context.tasks.idle)

    def has_cursor_in(self, widget: object) -> bool:
        return QApplication.focusWidget() is widget

    def field(self) -> str:
        """Return what the field with the cursor says, without the signs of its mask."""
        here = QApplication.focusWidget()
        return plain(here.text()) if isinstance(here, QLineEdit) else ""

    def store(self) -> None:
        """Have what is typed on the disk."""
        self.frame.finish()
        assert self.frame.context.tasks.settle() == []

    def close(self) -> None:
        """Close the window, however often that is asked for."""
        if self.window.on_close is not None:
            self.window.close()
        self.until(lambda: self.window.on_close is None)

    def drafts(self, path: str) -> list[str]:
        """Return what the drafts on the disk say in one element, the empty ones left out."""
        with Workspace.open(self.folder, password=PASSWORD) as opened:
            drafts = [opened.drafts.get(each.id) for each in opened.drafts.summaries()]
            said = [plain(draft.root.cells.get(path, "")) for draft in drafts]
            return sorted(filter(None, said))

    def days(self) -> list[str]:
        """Return the days that the headers of the sheets on the disk say."""
        with Workspace.open(self.folder, password=PASSWORD) as opened:
            sheets = Sheets(opened.store)
            return [plain(sheets.get(each.id).header.get(DAY, "")) for each in sheets.open()]
