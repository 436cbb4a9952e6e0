"""A sheet is made in turns of the event loop; what is asked for meanwhile has the keys."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sheet_hands import Hands

from ui.sheet.starting import new_sheet
from ui.sheet.view import SheetView


@pytest.mark.seen
def test_a_sheet_asked_for_while_another_is_made_takes_its_place_and_its_keys(
    hands: Hands,
) -> None:
    page, first = hands.page, []

    def look() -> None:
        if not first and page.starting and page.desk is not None and page.view is None:
            first.append(page.desk)
            page.begin(lambda: new_sheet(hands.workspace))
            QTest.keyClicks(QApplication.focusWidget() or hands.window, "14072026")

    turns = QTimer(page)
    turns.timeout.connect(look)
    turns.start(0)
    page.begin(lambda: new_sheet(hands.workspace))
    hands.until(lambda: first and page.view is not None and page.view.desk is not first[0])
    hands.settle()
    assert page.desk is page.view.desk
    hands.until(page.typing.updatesEnabled)
    assert hands.desk.header.text_of(hands.path("data_admissao")) == "14072026"
    hands.until(lambda: len(page.typing.findChildren(SheetView)) == 1)
