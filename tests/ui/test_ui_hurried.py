"""The same keys do the same however fast they come: none is lost, and none goes elsewhere.

The keys come as the window system's do, before the form is there that they are for.
"""

import pytest
from hurried_clerk import (
    BACK,
    CODE,
    CONCLUDE,
    ENTER,
    FIND,
    KEY,
    LIST,
    NAME,
    NEW,
    NEXT_WAY,
    NONE,
    PATIENTS,
    SEARCH,
    TYPING,
    Clerk,
)
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coletor.messages import text
from ui import preferences
from ui.buffering import KeyBuffer
from ui.style.theme import Theme
from ui.typing.ways import FORM, SHEET


def test_the_list_asked_for_after_a_new_contact_is_what_stands(clerk: Clerk) -> None:
    clerk.form()
    clerk.press("7084")
    clerk.hurry(NEW, LIST)
    clerk.gate.set()
    form = clerk.screen.form
    clerk.until(lambda: clerk.has_cursor_in(form.chooser.list))
    assert not form.form_in_view
    assert form.session is not None and form.session.untouched
    clerk.press("9", ENTER, "Rita")  # typed over the list: a contact begins with it
    clerk.until(lambda: clerk.field() == "Rita")
    clerk.store()
    assert (clerk.drafts(CODE), clerk.drafts(NAME)) == (["7084", "9"], ["Rita"])


def test_what_is_typed_between_two_wishes_is_of_the_first(clerk: Clerk) -> None:
    clerk.form()
    clerk.press("7084")
    clerk.hurry(NEW, "7050", NEW, "7060", LIST)
    clerk.gate.set()
    clerk.until(lambda: clerk.has_cursor_in(clerk.screen.form.chooser.list))
    clerk.store()
    assert clerk.drafts(CODE) == ["7050", "7060", "7084"]


@pytest.mark.parametrize("way", [FORM, SHEET])
def test_typing_at_once_after_the_key_of_the_screen(clerk: Clerk, way: str) -> None:
    preferences.keep_typing_mode(way)
    clerk.hurry(TYPING, "14072026")
    clerk.gate.set()
    clerk.until(lambda: clerk.field() == "14072026")
    clerk.store()
    assert (clerk.days() if way == SHEET else clerk.drafts(CODE)) == ["14072026"]


@pytest.mark.parametrize(
    ("way", "meanwhile"), [(FORM, "drafts"), (SHEET, "envio"), (SHEET, "drafts")]
)
def test_who_looks_at_another_screen_goes_on_where_they_were(
    clerk: Clerk, way: str, meanwhile: str
) -> None:
    preferences.keep_typing_mode(way)
    clerk.press(TYPING, "1407")
    clerk.until(lambda: clerk.field() == "1407")
    tasks, screen = clerk.frame.context.tasks, clerk.screen
    clerk.until(lambda: tasks.idle and not tasks.unstored())
    clerk.press(PATIENTS)
    clerk.until(lambda: not screen.isVisible() and tasks.idle)
    tasks.changed.emit(frozenset({"contacts", meanwhile}))  # of drafts: the sheet is read anew
    clerk.until(lambda: tasks.idle)
    clerk.press(TYPING, "2026")
    clerk.until(lambda: clerk.field() == "14072026")


def test_letters_before_another_way_of_typing_stay_in_the_one_before(clerk: Clerk) -> None:
    clerk.hurry(TYPING, "7084", NEXT_WAY, "14072026")
    clerk.gate.set()
    clerk.until(lambda: clerk.screen.mode == SHEET and clerk.field() == "14072026")
    clerk.store()
    assert (clerk.drafts(CODE), clerk.days()) == (["7084"], ["14072026"])


def test_a_form_that_comes_when_another_screen_is_wanted_takes_no_key_from_it(
    clerk: Clerk,
) -> None:
    clerk.form()
    clerk.press("7084")
    clerk.hurry(NEW, "7050", PATIENTS, SEARCH, "ana")
    clerk.gate.set()
    clerk.until(lambda: clerk.frame.current == "pacientes" and clerk.field() == "ana")
    clerk.store()
    assert clerk.drafts(CODE) == ["7050", "7084"]


def test_a_form_out_of_view_takes_neither_cursor_nor_keys(clerk: Clerk) -> None:
    clerk.form()
    clerk.press("7084")
    clerk.hurry(NEW, "7050")
    clerk.frame.go("pacientes")  # with the mouse: nothing waits for it
    clerk.press(SEARCH, "ana")
    clerk.gate.set()
    form = clerk.screen.form
    clerk.until(lambda: not form.starting and clerk.frame.context.tasks.idle)
    assert clerk.field() == "ana"
    clerk.press(TYPING, "1")
    clerk.until(lambda: clerk.field() == "70501")
    clerk.store()
    assert clerk.drafts(CODE) == ["70501", "7084"]


def test_the_search_of_everything_keeps_the_cursor_it_was_given(clerk: Clerk) -> None:
    clerk.form()
    clerk.press("7084")
    clerk.hurry(NEW, FIND, "an")
    clerk.gate.set()
    clerk.until(lambda: not clerk.screen.form.starting and clerk.screen.form.session.untouched)
    clerk.press("a")
    assert clerk.has_cursor_in(clerk.frame.finder) and clerk.field() == "ana"
    clerk.press(BACK, "7050")  # the field that had the cursor is gone: the form's first one has it
    clerk.until(lambda: clerk.field() == "7050")
    clerk.press(FIND, "rita")
    clerk.hurry(NEW, "7060")  # the last wish is a contact
    clerk.gate.set()
    clerk.until(lambda: clerk.field() == "7060")
    clerk.store()
    assert clerk.drafts(CODE) == ["7050", "7060", "7084"]


def test_a_cursor_that_qt_moved_takes_no_key_and_one_that_was_put_there_does(
    qtbot: QtBot, theme: Theme
) -> None:
    window, screen = QWidget(), QWidget()
    search, field = QLineEdit(), QLineEdit(screen)
    column = QVBoxLayout(window)
    column.addWidget(search)
    column.addWidget(screen)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)  # of the widget: else no field is told of the cursor
    field.setFocus()
    keys = KeyBuffer(screen)
    keys.hold()
    field.hide()
    search.setFocus(Qt.FocusReason.TabFocusReason)  # as Qt does when what had the cursor goes
    QTest.keyClicks(search, "ab")
    search.clearFocus()
    search.setFocus(Qt.FocusReason.ShortcutFocusReason)
    QTest.keyClicks(search, "c")
    assert (keys.typed, search.text()) == ("ab", "c")
    field.show()
    field.setFocus()
    keys.release()
    assert (field.text(), search.text()) == ("ab", "c")


def test_a_field_that_is_closed_keeps_the_keys_that_wait_for_its_answer(
    qtbot: QtBot, theme: Theme
) -> None:
    """The row of the person just taken closes while more is typed than can be followed."""
    window = QWidget()
    left, field = QLineEdit(), QLineEdit()
    column = QVBoxLayout(window)
    column.addWidget(left)
    column.addWidget(field)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    left.setFocus()
    keys = KeyBuffer(left, anywhere=True)
    keys.hold()
    QTest.keyClicks(left, "a")
    field.setFocus()
    left.hide()
    QTest.keyClicks(field, "b")
    assert (keys.typed, field.text()) == ("ab", "")
    keys.release()
    assert field.text() == "ab"


def test_a_window_closed_at_once_waits_for_what_was_typed(leaver: Clerk) -> None:
    leaver.form()
    leaver.press("7084")
    leaver.hurry(NEW, "7050")
    leaver.window.close()
    leaver.gate.set()
    leaver.close()
    assert leaver.drafts(CODE) == ["7050", "7084"]


def test_a_window_closed_at_once_stays_to_show_what_was_not_concluded(leaver: Clerk) -> None:
    leaver.form()
    leaver.press("7084", CONCLUDE)
    leaver.window.close()
    form = leaver.screen.form
    leaver.until(lambda: not form.keys.holding)  # it was refused, and there was time to see it
    assert leaver.window.on_close is not None and leaver.window.isVisible()
    assert QApplication.focusWidget() is not None
    leaver.window.close()
    assert leaver.window.on_close is None


def test_a_window_closed_with_what_waits_for_the_next_sheet_says_so_once(leaver: Clerk) -> None:
    preferences.keep_typing_mode(SHEET)
    leaver.press(TYPING, "14072026")
    leaver.until(lambda: leaver.field() == "14072026")
    page = leaver.screen.page_of(SHEET)
    page.view.open_line(page.desk.blank_line())
    leaver.press("7084", CONCLUDE, "15")
    leaver.window.close()
    said = text("sheet.typed_on_closing", typed="15")
    leaver.until(lambda: leaver.frame.notice.words() == said)
    assert page.typed_on.parked and leaver.window.on_close is not None
    leaver.window.close()
    assert leaver.window.on_close is None
    assert leaver.days() == ["14072026"]


def test_what_was_typed_for_a_form_out_of_view_is_on_the_disk_at_the_end(leaver: Clerk) -> None:
    leaver.form()
    leaver.press("7084")
    leaver.hurry(NEW, "7050", ENTER, "Rita")
    leaver.frame.go("pacientes")
    leaver.gate.set()
    leaver.until(lambda: not leaver.screen.form.starting)
    leaver.close()
    assert (leaver.drafts(CODE), leaver.drafts(NAME)) == (["7050", "7084"], ["Rita"])


def test_a_contact_erased_and_left_for_another_screen_is_no_draft(clerk: Clerk) -> None:
    clerk.form()
    drafts = clerk.frame.context.workspace.drafts
    clerk.press("7")
    clerk.until(drafts.summaries)
    clerk.press((KEY.Key_Backspace, NONE), PATIENTS)
    clerk.until(lambda: not drafts.summaries())
    clerk.press(TYPING, "70")  # it is there again as soon as something is typed
    clerk.until(lambda: clerk.field() == "70")
    clerk.store()
    assert clerk.drafts(CODE) == ["70"]
