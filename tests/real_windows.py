"""The program's own windows on folders, opened by tests and closed after them."""

from pathlib import Path
from typing import Any

import pytest
import shiboken6

from ui import application
from ui.crash import CrashReporter
from ui.shell.desktop import Desktop
from ui.style.theme import Theme

_NEVER_MS = 24 * 60 * 60 * 1000


class Windows:
    """Windows that are all closed at the end; no bug may have come up in one.

    Args:
        theme: the theme in use.
        ahead: whether the screens are made ahead that the person may want next. That takes longer
            than most tests, which ask for the screens they want.
    """

    def __init__(self, theme: Theme, *, ahead: bool = False) -> None:
        self._theme = theme
        self._opened: list[tuple[Desktop, CrashReporter]] = []
        self._patch = pytest.MonkeyPatch()
        if not ahead:
            self._patch.setattr("ui.shell.desktop._SOON_MS", _NEVER_MS)

    def open(self, folder: Path, **how: Any) -> Desktop:
        """Open a window on a folder, as the command would."""
        crashes = CrashReporter()
        desktop = application.show(self._theme, crashes, folder, **how)
        self._opened.append((desktop, crashes))
        return desktop

    @property
    def window(self) -> Any:
        """The one that was opened last."""
        return self._opened[-1][1].window

    def end(self) -> None:
        self._patch.undo()
        for desktop, crashes in self._opened:
            assert crashes.dialog is None, crashes.dialog.report.toPlainText()
            desktop.close()
            if shiboken6.isValid(crashes.window):
                crashes.window.close()
                crashes.window.deleteLater()
