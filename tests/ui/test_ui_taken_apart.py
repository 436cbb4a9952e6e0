"""Objects that Python takes apart in one go, in any order, call nothing of each other any more.

A connection to a method that the class does not declare as a slot lives in the object's own
dictionary. That goes first: a signal sent by what is destroyed after it finds no slot.
"""

import gc
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coletor.contact import new_uuid
from coletor.model import load_model
from coletor.store import Drafts
from ui.buffering import KeyBuffer
from ui.form.rows import Rows
from ui.form.saving import Saver
from ui.form.storing import Storing
from ui.style.theme import Theme
from ui.tasks import Tasks
from ui.widgets.scrolling import ScrollPage


class Ring(QObject):
    """What is only reached from itself."""

    held: tuple[object, ...]


def ring(*held: object) -> None:
    made = Ring()
    made.held = (made, *held)


def storing(_bot: QtBot) -> None:
    tasks, typing = Tasks(), QObject()
    tasks.shutdown()
    rows = Rows.fresh(load_model("cmd-2017"))
    saver = Saver(Drafts(None), rows, uuid=new_uuid(), operator_id=1)  # type: ignore[arg-type]
    ring(Storing(saver, tasks, typing), tasks, typing)


def page(bot: QtBot) -> QWidget:
    """Return a page in a window, with the cursor in it."""
    made = QWidget()
    field = QLineEdit()
    QVBoxLayout(made).addWidget(field)
    window = ScrollPage(made)
    with bot.waitActive(window):
        window.show()
        window.activateWindow()
    field.setFocus()
    bot.waitUntil(field.hasFocus)
    ring(window, made, field)
    return made


def scrolling(bot: QtBot) -> None:
    page(bot)


def buffering(bot: QtBot) -> None:
    screen = page(bot)
    keys = KeyBuffer(screen)
    keys.hold()
    ring(screen, keys)


@pytest.mark.parametrize("make", [storing, scrolling, buffering])
def test_nothing_is_called_that_is_gone(
    qtbot: QtBot, theme: Theme, make: Callable[[QtBot], None]
) -> None:
    gc.collect()
    gc.disable()
    try:
        make(qtbot)
        with qtbot.captureExceptions() as raised:
            gc.collect()
    finally:
        gc.enable()
    assert raised == []
