# ruff: noqa: PLC0415 - Qt is imported once the platform and the scale are chosen
"""One run of the program and the pictures taken of it."""

import sys
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

LIGHT, DARK = "claro", "escuro"
SIZES = ((1366, 768), (1920, 1080))
VARIANTS = tuple(f"{theme}-{wide}x{high}" for theme in (LIGHT, DARK) for wide, high in SIZES)
_PATIENCE_S = 60.0
_SETTLE_MS, _POSE_MS = 60, 20


def let_run(milliseconds: int) -> None:
    """Run the event loop; unlike QTest.qWait this lets the program's threads work too."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


@dataclass
class Studio:
    """One run of the program, ready for pictures.

    Args:
        folder: the establishment's folder to open; where it is not there yet, the welcome.
        target: where the pictures go.
        dark: the theme it begins in.
        variants: which pictures are taken of each state, such as ``claro-1366x768``.
        password: of the folder.
        server: the webservice of the full folder, which is out of reach until it is started.
    """

    folder: Path
    target: Path
    dark: bool = False
    variants: Collection[str] = VARIANTS
    password: str | None = None
    server: Any = None
    taken: list[str] = field(default_factory=list)
    _mending: list[Callable[[], object]] = field(default_factory=list)
    _posing: list[Callable[[], object]] = field(default_factory=list)

    def __post_init__(self) -> None:
        from PySide6.QtWidgets import QApplication

        from ui import application
        from ui.crash import CrashReporter
        from ui.style.theme import Scheme, Theme

        self.app = QApplication.instance() or application.make_application()
        assert isinstance(self.app, QApplication)
        self.theme = Theme(self.app, Scheme.DARK if self.dark else Scheme.LIGHT)
        self.crashes = CrashReporter(self.app)
        self.desktop = application.show(
            self.theme, self.crashes, self.folder, password=self.password
        )
        assert self.crashes.window is not None
        self.window = self.crashes.window
        self.window.showNormal()
        self.window.resize(*SIZES[0])

    @property
    def frame(self) -> Any:
        """The shell of the open folder."""
        frame = self.desktop.frame
        assert frame is not None
        return frame

    @property
    def workspace(self) -> Any:
        """The open folder."""
        return self.frame.context.workspace

    def wait(self, done: Callable[[], bool]) -> None:
        """Let the program run until something is so, then a moment more."""
        end = time.monotonic() + _PATIENCE_S
        while not done():
            if time.monotonic() > end:
                self._say_crash()
                raise RuntimeError("the program did not get there in time")
            let_run(10)
        let_run(_SETTLE_MS)

    def opened(self) -> None:
        """Wait until the folder is open."""
        self.wait(lambda: self.desktop.frame is not None)
        self.rest()

    def rest(self) -> None:
        """Wait until nothing is under way, what was typed is stored, and all is painted."""
        self.wait(self._at_rest)

    def _at_rest(self) -> bool:
        frame = self.desktop.frame
        if frame is not None:
            tasks = frame.context.tasks
            typing = frame._screens.get("digitar")
            if not tasks.idle or tasks.unstored() or (typing is not None and typing.form.starting):
                return False
        shown = (each for each in self.app.allWidgets() if each.isVisible())
        return all(each.updatesEnabled() for each in shown)

    def show(self, screen: str, argument: str = "") -> Any:
        """Bring a screen into view and return it."""
        self.frame.go(screen, argument)
        self.rest()
        return self.frame.screen_of(screen)

    def press(self, key: Any, modifier: Any = None) -> None:
        """Press a key where the cursor is."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        QTest.keyClick(self._hand(), key, modifier or Qt.KeyboardModifier.NoModifier)
        self.rest()

    def type(self, text: str) -> None:
        """Type a text where the cursor is."""
        from PySide6.QtTest import QTest

        QTest.keyClicks(self._hand(), text)
        self.rest()

    def enter(self, *texts: str) -> None:
        """Type each text and go on with Enter."""
        from PySide6.QtCore import Qt

        for text in texts:
            self.type(text)
            self.press(Qt.Key.Key_Return)

    def _hand(self) -> Any:
        from PySide6.QtWidgets import QApplication

        return QApplication.focusWidget() or self.window

    def take(self, name: str) -> None:
        """Take every variant, those of the theme in use first: changing it takes a while."""
        from ui.style.theme import Scheme

        if self.desktop.frame is not None and not self._mending:  # what is broken is said there
            self.frame.toast.clear()
        here = DARK if self.theme.dark else LIGHT
        for variant in sorted(self.variants, key=lambda one: not one.startswith(here)):
            theme, _, size = variant.partition("-")
            self.theme.choose(Scheme(theme))
            self.window.resize(*(int(side) for side in size.split("x")))
            self.rest()
            self.app.sendPostedEvents()  # what was said last has its place, too
            for pose in self._posing:
                pose()
                let_run(_POSE_MS)
            self._finish_screens()
            self._grab().save(str(self.target / f"{name}-{variant}.png"))
            self._unpose()
        self._posing.clear()
        self.window.resize(*SIZES[0])
        self.taken.append(name)
        while self._mending:
            self._mending.pop()()
        self.rest()

    def afterwards(self, mend: Callable[[], object]) -> None:
        """Have something done once the pictures of this state are taken."""
        self._mending.append(mend)

    def pose(self, open_it: Callable[[], object]) -> None:
        """Have something opened before every picture of this state, and closed after it.

        Args:
            open_it: opens a menu or shows a tooltip: they go where the window's place is then.
        """
        self._posing.append(open_it)

    def _finish_screens(self) -> None:
        """Have whole what is being made ahead: a grab tells its size to what stands half made."""
        frame = self.desktop.frame
        for identifier in [] if frame is None else list(frame._workshop._begun):
            frame._workshop.whole(identifier)

    def _unpose(self) -> None:
        from PySide6.QtWidgets import QApplication, QToolTip

        QToolTip.hideText()
        while (menu := QApplication.activePopupWidget()) is not None:
            menu.close()

    def _grab(self) -> Any:
        """Return a picture of the window with what stands over it: a menu, the report of a bug."""
        from PySide6.QtCore import QPoint
        from PySide6.QtGui import QPainter
        from PySide6.QtWidgets import QApplication, QDialog

        picture = self.window.grab()
        corner = self.window.mapToGlobal(QPoint(0, 0))
        with QPainter(picture) as painter:
            for each in QApplication.topLevelWidgets():
                if not each.isVisible() or each is self.window:
                    continue
                place = each.pos() - corner
                if isinstance(each, QDialog):  # the system puts it there, in a frame of its own
                    place = self.window.rect().center() - each.rect().center()
                    painter.setPen(each.palette().mid().color())
                    painter.drawRect(each.rect().translated(place).adjusted(-1, -1, 0, 0))
                painter.drawPixmap(place, each.grab())
        return picture

    def picture(self) -> Any:
        """Return the window as it is."""
        return self.window.grab().toImage()

    def _say_crash(self) -> None:
        if self.crashes.dialog is not None:
            print(self.crashes.dialog.report.toPlainText(), file=sys.stderr)
            raise SystemExit(1)

    def close(self) -> None:
        """End the run and say if anything went wrong in it."""
        self._say_crash()
        self.window.close()
