"""What stands on top of each other, and what lists say when they are empty."""

from datetime import date

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coletor import clock
from ui.shell.pages import Pages
from ui.shell.topbar import TopBar
from ui.style.theme import Theme
from ui.widgets.card import EmptyState
from ui.widgets.labels import wrapped
from ui.widgets.scrolling import ScrollPage

ROOM = (600, 500)


def tall(lines: int) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    for _ in range(lines):
        column.addWidget(wrapped("Um texto que quebra em linhas. " * 6))
    return page


def test_a_screen_has_the_height_of_the_window_whatever_another_needed(
    qtbot: QtBot, theme: Theme
) -> None:
    pages = Pages()
    high, low = tall(30), tall(1)
    for page in (high, low):
        pages.addWidget(page)
    scroller = ScrollPage(pages)
    qtbot.addWidget(scroller)
    scroller.resize(*ROOM)
    scroller.show()
    qtbot.waitUntil(lambda: pages.height() > scroller.viewport().height())
    pages.setCurrentWidget(low)
    qtbot.waitUntil(lambda: pages.height() == scroller.viewport().height())


def test_no_word_of_a_remark_is_left_alone(qtbot: QtBot, theme: Theme) -> None:
    empty = EmptyState("inbox", "Nada", "")
    qtbot.addWidget(empty)
    for remark in ("curto", "Cada contato concluído entra aqui e sai quando o serviço o aceita."):
        empty.say("Nada", remark)
        words = empty.remark
        assert words.height() >= words.heightForWidth(words.width())
    assert words.width() < 340
    empty.say("Nada", remark)
    assert words.height() >= words.heightForWidth(words.width()), "saying it again cuts nothing"


def test_the_bar_goes_on_to_the_next_month(
    qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    bar = TopBar("UBS Jardim", "2077485", training=False)
    qtbot.addWidget(bar)
    monkeypatch.setattr(clock, "today", lambda: date(2027, 1, 1))
    bar.show_month()
    assert bar.month.text() == "competência 01/2027"
