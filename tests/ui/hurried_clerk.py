"""Somebody in a hurry at the real window: the keys come before what they are for is there.

The gate keeps a new form from being read from the disk.
"""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from made_folders import PASSWORD, real_folder
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from coletor.sheets import Sheets
from coletor.workspace import Workspace
from ui import application
from ui.crash import CrashReporter
from ui.form import starting
from ui.shell.frame import Frame
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


@dataclass
class Clerk:
    """Somebody in a hurry at the real window."""

    bot: QtBot
    folder: Path
    window: MainWindow
    frame: Frame
    gate: threading.Event

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


def clerk_at(
    qtbot: QtBot, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Clerk]:
    """Yield somebody at the window of a folder with a password, and close it."""
    gate, real = threading.Event(), starting.new_contact
    gate.set()

    def new_contact(*arguments: Any) -> starting.Start:
        assert gate.wait(30)
        return real(*arguments)

    monkeypatch.setattr(starting, "new_contact", new_contact)
    folder, crashes = tmp_path / "real", CrashReporter()
    real_folder(folder)
    desktop = application.show(theme, crashes, folder, password=PASSWORD)
    window = crashes.window
    assert isinstance(window, MainWindow)
    window.activateWindow()
    qtbot.waitUntil(lambda: desktop.frame is not None and desktop.frame.isVisible())
    qtbot.waitUntil(window.isActiveWindow)
    assert desktop.frame is not None
    yield Clerk(qtbot, folder, window, desktop.frame, gate)
    gate.set()
    assert crashes.dialog is None, crashes.dialog.report.toPlainText()
    desktop.close()
    if shiboken6.isValid(window):
        window.close()
        window.deleteLater()
