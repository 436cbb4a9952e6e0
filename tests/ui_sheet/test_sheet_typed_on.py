"""A hurried clerk types on after Ctrl+Enter: what is typed waits for the next sheet."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sheet_hands import CTRL, KEY, Hands

from coletor.messages import text
from ui.sheet.starting import resumed_sheet

DAY = "data_admissao"


def hurry(hands: Hands, typed: str) -> None:
    """Conclude and type on, before anything can have answered."""
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_Return, CTRL)
    for letter in typed:
        QTest.keyClick(QApplication.focusWidget() or hands.window, letter)


def said(hands: Hands) -> str:
    return hands.page.notice.words()


@pytest.fixture
def parked(hands: Hands) -> Hands:
    """Have a line that lacks its diagnosis, and a sheet being typed that was not concluded."""
    hands.head()
    hands.line(diagnosis="")
    hurry(hands, "1507")
    hands.until(lambda: hands.page.typed_on.parked)
    return hands


def test_what_is_typed_on_is_of_no_line_and_waits_for_the_next_sheet(parked: Hands) -> None:
    hands, (line,) = parked, parked.lines
    assert said(hands) == text("sheet.typed_on", typed="1507")
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_F8)
    assert said(hands) == text("sheet.typed_on_waits", typed="1507")
    assert hands.view.editor is not None
    assert hands.view.editor.host.current == hands.path("codigo_diagnostico")
    hands.settle()
    assert [each.why for each in hands.tasks.unstored()] == [
        text("sheet.typed_on_closing", typed="1507")
    ]
    hands.enter("J459")
    hands.key(KEY.Key_Return, CTRL)
    hands.until(lambda: line not in hands.desk.lines and not hands.page.starting)
    assert [each.uuid for each in hands.workspace.outbox.queue()] == [line.uuid]
    assert hands.desk.header.text_of(hands.path(DAY)) == "1507"
    assert not said(hands) and hands.tasks.settle() == []


def test_a_name_typed_on_is_no_reason_of_a_warning(hands: Hands) -> None:
    hands.head(cns_profissional="")
    hands.line()
    hurry(hands, "1507")
    hands.until(lambda: hands.page.typed_on.parked)
    assert hands.page.sheet_in_view
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_F8)
    (reason,) = hands.page.confirm.reasons.values()
    assert reason.hasFocus()
    hands.type("1607")  # figures alone say nothing, here as in the form
    assert not hands.page.confirm.go.isEnabled()
    hands.type(" plantonista")
    hands.key(KEY.Key_Return, CTRL)
    hands.until(lambda: not hands.lines and not hands.page.starting)
    assert hands.desk.header.text_of(hands.path(DAY)) == "1507"


def test_esc_forgets_it_and_another_sheet_takes_nothing_of_it(parked: Hands) -> None:
    hands, sheet_id = parked, parked.desk.handle.sheet_id
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_Escape)
    assert not said(hands) and not hands.tasks.unstored()
    hands.settle()
    hurry(hands, "16")
    hands.until(lambda: hands.page.typed_on.parked)
    assert sheet_id is not None
    hands.page.begin(lambda: resumed_sheet(hands.workspace, sheet_id), following=False)
    hands.settle()
    assert said(hands) == text("sheet.typed_on_lost", typed="16")
    assert [hands.cell(line, "codigo_diagnostico") for line in hands.lines] == [""]
