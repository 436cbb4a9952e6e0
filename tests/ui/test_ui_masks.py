"""Masks tidy a complete value and leave everything else exactly as typed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.style.theme import Theme
from ui.widgets.line import LineEdit
from ui.widgets.masks import DateEdit, cep_edit, cns_edit, grouped, tidy_date

TODAY = date(2026, 7, 14)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("14072026", "14/07/2026"),
        ("140726", "14/07/2026"),
        ("14/7/26", "14/07/2026"),
        ("14/7", "14/07/2026"),
        ("14-07-2026", "14/07/2026"),
        ("070384", "07/03/1984"),
        ("h", "14/07/2026"),
        ("O", "13/07/2026"),
        ("1984", "1984"),
        ("14/0", "14/0"),
        ("31022026", "31022026"),
        ("14072", "14072"),
        ("", ""),
        ("antes", "antes"),
    ],
)
def test_dates(typed: str, shown: str) -> None:
    assert tidy_date(typed, TODAY) == shown


@given(st.text(max_size=12))
def test_tidying_twice_is_tidying_once(typed: str) -> None:
    once = tidy_date(typed, TODAY)
    assert tidy_date(once, TODAY) == once
    cns = grouped(3, 4, 4, 4)
    assert cns(cns(typed)) == cns(typed)


@given(st.text(alphabet="0123456789", min_size=15, max_size=15))
def test_groups_keep_the_figures(digits: str) -> None:
    shown = grouped(3, 4, 4, 4)(digits)
    assert shown.replace(" ", "") == digits
    assert [len(part) for part in shown.split(" ")] == [3, 4, 4, 4]


def _beside(qtbot: QtBot, editor: LineEdit) -> LineEdit:
    window = QWidget()
    column = QVBoxLayout(window)
    after = LineEdit()
    column.addWidget(editor)
    column.addWidget(after)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    editor.setFocus()
    after.kept = window  # type: ignore[attr-defined]
    return after


def test_half_typed_text_is_kept_as_typed(qtbot: QtBot, theme: Theme) -> None:
    editor = DateEdit(lambda: TODAY)
    after = _beside(qtbot, editor)
    raws: list[str] = []
    editor.rawEdited.connect(raws.append)
    QTest.keyClicks(editor, "14/0")
    assert raws == ["1", "14", "14/", "14/0"]
    after.setFocus()
    assert editor.raw() == "14/0"


def test_a_complete_value_is_tidied_when_left_and_kept_so(qtbot: QtBot, theme: Theme) -> None:
    editor = DateEdit(lambda: TODAY)
    after = _beside(qtbot, editor)
    raws: list[str] = []
    editor.rawEdited.connect(raws.append)
    QTest.keyClicks(editor, "140726")
    assert editor.text() == "140726"
    QTest.keyClick(editor, "\r")
    assert after.hasFocus()
    assert editor.raw() == "14/07/2026" == raws[-1]


def test_kept_values_are_shown_tidy(qtbot: QtBot, theme: Theme) -> None:
    cns, cep = cns_edit(), cep_edit()
    qtbot.addWidget(cns)
    qtbot.addWidget(cep)
    cns.set_raw("708401234567896")
    cep.set_raw("01001000")
    assert cns.text() == "708 4012 3456 7896"
    assert cep.text() == "01001-000"
    cns.set_raw("70840")
    assert cns.text() == "70840"
