"""A process of its own in which a sheet, a form and a person are typed until it is killed."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

sys.path.insert(0, str(Path(__file__).parents[1]))

from stage import Stage

from coletor.workspace import Workspace
from ui.style.theme import Scheme, Theme
from ui.typing.screen import TypingScreen
from ui.typing.ways import FORM, SHEET

HEADER, LINE, FORM_TEXT, PERSON = "14072026", "7084012345", "7084", "52998"


PROMISED_MS = 300


def say_so() -> None:
    """Say that what was typed is as old as the promise of storing it."""
    sys.stdout.write("typed\n")
    sys.stdout.flush()


def typed(text: str, *then: Qt.Key) -> None:
    QTest.keyClicks(QApplication.focusWidget(), text)
    for key in then:
        QTest.keyClick(QApplication.focusWidget(), key)


def wait(true: Callable[[], object]) -> None:
    """Let events come until something is so."""
    deadline = time.monotonic() + 50
    while not true():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        assert time.monotonic() < deadline


def main(folder: Path) -> None:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    with Workspace.open(folder) as workspace:
        stage = Stage(workspace, Theme(app, Scheme.LIGHT))
        screen = TypingScreen(stage.context)
        window = stage.window(screen)

        def idle() -> None:
            wait(lambda: stage.tasks.idle and window.isActiveWindow())

        screen.show_mode(FORM)
        wait(lambda: screen.form.view is not None and screen.form.view.current is not None)
        idle()
        typed(FORM_TEXT)
        screen.show_mode(SHEET)
        page = screen.page_of(SHEET)
        wait(lambda: page.view is not None and page.view.isVisible())  # type: ignore[attr-defined]
        idle()
        typed(HEADER, Qt.Key.Key_Return)
        page.view.open_line(page.desk.blank_line())  # type: ignore[attr-defined]
        typed(LINE, Qt.Key.Key_Insert)
        wait(lambda: page.newcomers.in_view().fields is not None)  # type: ignore[attr-defined]
        idle()
        typed(PERSON)  # the card begins at what is missing
        QTimer.singleShot(PROMISED_MS, say_so)
        QTimer.singleShot(60_000, app.quit)
        app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
