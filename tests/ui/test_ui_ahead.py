"""While the password is awaited, what comes after it is loaded, piece by piece."""

import sys

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.screens.registry import SCREENS
from ui.shell.ahead import Ahead, load_core, pieces, screens


def test_everything_that_is_loaded_ahead_exists_and_is_what_the_form_needs() -> None:
    for piece in pieces():
        piece()
    assert "ui.form.modes" in sys.modules and "ui.home.screen" in sys.modules


def test_every_screen_is_loaded_ahead_but_those_of_which_nothing_is_heavy() -> None:
    load_core()
    for piece in screens():
        piece()
    light = {"rede"}
    for entry in SCREENS:
        if entry.identifier not in light:
            assert entry.factory.partition(":")[0] in sys.modules


def test_it_works_in_pieces_and_stops_with_its_page(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    ahead = Ahead(page, pieces())
    ahead.start()
    assert not ahead.done
    qtbot.waitUntil(lambda: ahead.done, timeout=5000)
