"""While the password is awaited, what comes after it is loaded, piece by piece."""

import sys

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.shell.ahead import Ahead, pieces


def test_everything_that_is_loaded_ahead_exists_and_is_what_the_form_needs() -> None:
    for piece in pieces():
        piece()
    assert "ui.form.modes" in sys.modules and "ui.home.screen" in sys.modules


def test_it_works_in_pieces_and_stops_with_its_page(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    ahead = Ahead(page)
    ahead.start()
    assert not ahead.done
    qtbot.waitUntil(lambda: ahead.done, timeout=5000)
