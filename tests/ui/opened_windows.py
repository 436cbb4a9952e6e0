"""What the tests of the real window wait for, and the type of what opens it."""

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from ui.shell.desktop import Desktop

Start = Callable[..., Desktop]


def opened(qtbot: QtBot, desktop: Desktop):  # type: ignore[no-untyped-def]
    qtbot.waitUntil(lambda: desktop.frame is not None)
    frame = desktop.frame
    assert frame is not None
    qtbot.waitUntil(frame.isVisible)  # QMainWindow shows its content a moment later
    qtbot.waitUntil(lambda: frame.context.tasks.idle)
    return frame
