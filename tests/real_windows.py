"""The program's own windows on folders, opened by tests and closed after them."""

from pathlib import Path
from typing import Any

import pytest
import shiboken6

from ui import application
from ui.crash import CrashReporter
from ui.shell import desktop
from ui.shell.desktop import Desktop
from ui.style.theme import Theme

_SOON_MS = desktop._SOON_MS
_NEVER_MS = 24 * 60 * 60 * 1000


class Windows:
    """Windows that are all closed at the end; no bug may have come up in one.

    Args:
        theme: the theme in use.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._opened: list[tuple[Desktop, CrashReporter]] = []
        self._patch = pytest.MonkeyPatch()

    def open(self, folder: Path, *, ahead: bool = False, **how: Any) -> Desktop:
        """Open a window on a folder, as the command would.

        Args:
            folder: whose window it is.
            ahead: whether the screens are made ahead that the person may want next. That takes
                longer than most tests, which ask for the screens they want.
            **how: the rest of what `ui.application.show` takes.
        """
        self._patch.setattr(desktop, "_SOON_MS", _SOON_MS if ahead else _NEVER_MS)
        crashes = CrashReporter()
        opened = application.show(self._theme, crashes, folder, **how)
        self._opened.append((opened, crashes))
        return opened

    @property
    def window(self) -> Any:
        """The one that was opened last."""
        return self._opened[-1][1].window

    def calm(self) -> None:
        """Assert that no bug came up."""
        for _, crashes in self._opened:
            assert crashes.dialog is None, crashes.dialog.report.toPlainText()

    def end(self) -> None:
        self._patch.undo()
        for opened, crashes in self._opened:
            opened.close()
            if shiboken6.isValid(crashes.window):
                crashes.window.close()
                crashes.window.deleteLater()
        self.calm()
