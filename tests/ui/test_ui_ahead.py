"""While the password is awaited, what comes after it is loaded, piece by piece."""

import sys
from itertools import pairwise
from time import monotonic

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.pieces import APART_S, Pieces, Unhurried
from ui.screens.registry import SCREENS
from ui.shell.ahead import PAUSE_MS, first, load_core, pieces, screens


def test_everything_that_is_loaded_ahead_exists_and_is_what_the_form_needs() -> None:
    for piece in pieces():
        piece()
    assert "ui.typing.screen" in sys.modules and "ui.home.screen" in sys.modules


def test_every_screen_is_loaded_ahead_but_those_of_which_nothing_is_heavy() -> None:
    load_core()
    for piece in (*pieces(), *first(), *screens()):
        piece()
    light = {"rede"}
    for entry in SCREENS:
        if entry.identifier not in light:
            assert entry.factory.partition(":")[0] in sys.modules


def test_it_works_in_pieces_and_stops_with_its_page(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    ahead = Pieces(page, pieces(), PAUSE_MS)
    ahead.start()
    assert not ahead.done
    qtbot.waitUntil(lambda: ahead.done)


def test_pieces_come_in_their_order_and_the_rest_can_be_left(qtbot: QtBot) -> None:
    page, did = QWidget(), []
    qtbot.addWidget(page)
    work = Pieces(page, [lambda: did.append(1), lambda: (did.append(2), work.stop()), did.clear])
    work.start()
    assert did == []
    qtbot.waitUntil(lambda: work.done)
    assert did == [1, 2]


def test_two_works_that_nobody_waits_for_leave_a_breath_between_their_pieces(qtbot: QtBot) -> None:
    page, times = QWidget(), []
    qtbot.addWidget(page)
    works = [Pieces(page, [lambda: times.append(monotonic())] * 5, PAUSE_MS) for _ in range(2)]
    for work in works:
        work.start()
    qtbot.waitUntil(lambda: all(work.done for work in works))
    assert len(times) == 10
    assert all(later - earlier >= APART_S for earlier, later in pairwise(times))


def test_what_nobody_waits_for_waits_for_whoever_types(qtbot: QtBot) -> None:
    field, did, letters = QLineEdit(), [], ["a"] * 20
    qtbot.addWidget(field)
    field.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    work = Unhurried(field, [lambda: did.append(field.text())], 5)
    looks = work.findChild(QTimer)  # a letter after each look, however slow the machine
    looks.timeout.connect(lambda: letters and QTest.keyClicks(field, letters.pop()))
    work.start()
    qtbot.waitUntil(lambda: work.done)
    assert did == ["a" * 20]
