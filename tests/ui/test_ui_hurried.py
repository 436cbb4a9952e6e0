"""The same keys do the same however fast they come: none is lost, and none goes elsewhere.

The keys come as the window system's do, before the form is there that they are for.
"""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from made_folders import PASSWORD, real_folder
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coletor.messages import text
from coletor.sheets import Sheets
from coletor.workspace import Workspace
from ui import application, preferences
from ui.buffering import KeyBuffer
from ui.crash import CrashReporter
from ui.form import starting
from ui.shell.frame import Frame
from ui.shell.window import MainWindow
from ui.style.theme import Theme
from ui.typing.screen import TypingScreen
from ui.typing.ways import FORM, SHEET

KEY = Qt.Key
NONE, CTRL, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
NEW, LIST, NEXT_WAY = (KEY.Key_N, CTRL), (KEY.Key_O, CTRL), (KEY.Key_PageDown, CTRL)
TYPING, PATIENTS = (KEY.Key_2, ALT), (KEY.Key_4, ALT)
PROFESSIONALS, CLOSING = (KEY.Key_5, ALT), (KEY.Key_7, ALT)
HELP = (KEY.Key_F1, NONE)
FIND, BACK = (KEY.Key_K, CTRL), (KEY.Key_Escape, NONE)
SEARCH, CONCLUDE = (KEY.Key_F, CTRL), (KEY.Key_Return, CTRL)
ENTER = (KEY.Key_Return, NONE)
CODE, NAME, DAY = "individuo.cns", "individuo.nome", "contato.admissao.data"


def plain(words: str) -> str:
    """Return a text without the signs of a mask."""
    return words.replace(" ", "").replace("/", "")


@dataclass
class Clerk:
    """Somebody in a hurry at the real window."""

    bot: QtBot
    folder: Path
    window: MainWindow
    frame: Frame
    gate: threading.Event

    @property
    def screen(self) -> TypingScreen:
        screen = self.frame.screen_of("digitar")
        assert isinstance(screen, TypingScreen)
        return screen

    def until(self, true: Callable[[], object]) -> None:
        self.bot.waitUntil(lambda: bool(true()))

    def press(self, *keys: str | tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
        place = self.window.windowHandle()
        for each in keys:
            if isinstance(each, str):
                for letter in each:
                    QTest.keyClick(place, letter)
            else:
                QTest.keyClick(place, *each)

    def hurry(self, *keys: str | tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
        """Press keys while no new form can be read from the disk."""
        self.gate.clear()
        self.press(*keys)

    def form(self) -> None:
        """Have an empty form in view."""
        self.press(TYPING)
        self.until(lambda: self.screen.form.view is not None and self.screen.form.view.current)
        self.until(lambda: self.frame.context.tasks.idle)

    def has_cursor_in(self, widget: object) -> bool:
        return QApplication.focusWidget() is widget

    def field(self) -> str:
        """Return what the field with the cursor says, without the signs of its mask."""
        here = QApplication.focusWidget()
        return plain(here.text()) if isinstance(here, QLineEdit) else ""

    def close(self) -> None:
        """Close the window, however often that is asked for."""
        if self.window.on_close is not None:
            self.window.close()
        self.until(lambda: self.window.on_close is None)

    def drafts(self, path: str) -> list[str]:
        """Return what the drafts on the disk say in one element, the empty ones left out."""
        with Workspace.open(self.folder, password=PASSWORD) as opened:
            drafts = [opened.drafts.get(each.id) for each in opened.drafts.summaries()]
            said = [plain(draft.root.cells.get(path, "")) for draft in drafts]
            return sorted(filter(None, said))

    def days(self) -> list[str]:
        """Return the days that the headers of the sheets on the disk say."""
        with Workspace.open(self.folder, password=PASSWORD) as opened:
            sheets = Sheets(opened.store)
            return [plain(sheets.get(each.id).header.get(DAY, "")) for each in sheets.open()]


@pytest.fixture
def clerk(
    qtbot: QtBot, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Clerk]:
    gate, real = threading.Event(), starting.new_contact
    gate.set()

    def new_contact(*arguments: Any) -> starting.Start:
        assert gate.wait(30)
        return real(*arguments)

    monkeypatch.setattr(starting, "new_contact", new_contact)
    folder, crashes = tmp_path / "real", CrashReporter()
    real_folder(folder)
    desktop = application.show(theme, crashes, folder, password=PASSWORD)
    window = crashes.window
    assert isinstance(window, MainWindow)
    window.activateWindow()
    qtbot.waitUntil(lambda: desktop.frame is not None and desktop.frame.isVisible())
    qtbot.waitUntil(window.isActiveWindow)
    assert desktop.frame is not None
    yield Clerk(qtbot, folder, window, desktop.frame, gate)
    gate.set()
    assert crashes.dialog is None, crashes.dialog.report.toPlainText()
    desktop.close()
    if shiboken6.isValid(window):
        window.close()
        window.deleteLater()


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
    clerk.close()
    assert (clerk.drafts(CODE), clerk.drafts(NAME)) == (["7084", "9"], ["Rita"])


def test_what_is_typed_between_two_wishes_is_of_the_first(clerk: Clerk) -> None:
    clerk.form()
    clerk.press("7084")
    clerk.hurry(NEW, "7050", NEW, "7060", LIST)
    clerk.gate.set()
    clerk.until(lambda: clerk.has_cursor_in(clerk.screen.form.chooser.list))
    clerk.close()
    assert clerk.drafts(CODE) == ["7050", "7060", "7084"]


@pytest.mark.parametrize("way", [FORM, SHEET])
def test_typing_at_once_after_the_key_of_the_screen(clerk: Clerk, way: str) -> None:
    preferences.keep_typing_mode(way)
    clerk.hurry(TYPING, "14072026")
    clerk.gate.set()
    clerk.until(lambda: clerk.field() == "14072026")
    clerk.close()
    assert (clerk.days() if way == SHEET else clerk.drafts(CODE)) == ["14072026"]


def test_letters_before_another_way_of_typing_stay_in_the_one_before(clerk: Clerk) -> None:
    clerk.hurry(TYPING, "7084", NEXT_WAY, "14072026")
    clerk.gate.set()
    clerk.until(lambda: clerk.screen.mode == SHEET and clerk.field() == "14072026")
    clerk.close()
    assert (clerk.drafts(CODE), clerk.days()) == (["7084"], ["14072026"])


def test_a_form_that_comes_when_another_screen_is_wanted_takes_no_key_from_it(
    clerk: Clerk,
) -> None:
    clerk.form()
    clerk.press("7084")
    clerk.hurry(NEW, "7050", PATIENTS, SEARCH, "ana")
    clerk.gate.set()
    clerk.until(lambda: clerk.frame.current == "pacientes" and clerk.field() == "ana")
    clerk.close()
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
    clerk.close()
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
    clerk.close()
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


def test_a_window_closed_at_once_waits_for_what_was_typed(clerk: Clerk) -> None:
    clerk.form()
    clerk.press("7084")
    clerk.hurry(NEW, "7050")
    clerk.window.close()
    clerk.gate.set()
    clerk.close()
    assert clerk.drafts(CODE) == ["7050", "7084"]


def test_a_window_closed_at_once_stays_to_show_what_was_not_concluded(clerk: Clerk) -> None:
    clerk.form()
    clerk.press("7084", CONCLUDE)
    clerk.window.close()
    form = clerk.screen.form
    clerk.until(lambda: not form.keys.holding)  # it was refused, and there was time to see it
    assert clerk.window.on_close is not None and clerk.window.isVisible()
    assert QApplication.focusWidget() is not None
    clerk.window.close()
    assert clerk.window.on_close is None


def test_a_window_closed_with_what_waits_for_the_next_sheet_says_so_once(clerk: Clerk) -> None:
    preferences.keep_typing_mode(SHEET)
    clerk.press(TYPING, "14072026")
    clerk.until(lambda: clerk.field() == "14072026")
    page = clerk.screen.page_of(SHEET)
    page.view.open_line(page.desk.blank_line())
    clerk.press("7084", CONCLUDE, "15")
    clerk.window.close()
    said = text("sheet.typed_on_closing", typed="15")
    clerk.until(lambda: clerk.frame.notice.words() == said)
    assert page.typed_on.parked and clerk.window.on_close is not None
    clerk.window.close()
    assert clerk.window.on_close is None
    assert clerk.days() == ["14072026"]


def test_what_was_typed_for_a_form_out_of_view_is_on_the_disk_at_the_end(clerk: Clerk) -> None:
    clerk.form()
    clerk.press("7084")
    clerk.hurry(NEW, "7050", ENTER, "Rita")
    clerk.frame.go("pacientes")
    clerk.gate.set()
    clerk.until(lambda: not clerk.screen.form.starting)
    clerk.close()
    assert (clerk.drafts(CODE), clerk.drafts(NAME)) == (["7050", "7084"], ["Rita"])


def test_a_screen_that_is_not_made_yet_comes_in_turns_and_has_the_keys_typed_for_it(
    clerk: Clerk,
) -> None:
    home = clerk.frame.screen_of("inicio")
    clerk.press(PROFESSIONALS, SEARCH, "ana")
    assert clerk.frame.current == "profissionais" and home.isVisible()
    clerk.until(lambda: clerk.field() == "ana")
    assert not home.isVisible()
    assert clerk.has_cursor_in(clerk.frame.screen_of("profissionais").search)


def test_a_screen_on_its_way_is_left_for_another_and_made_when_it_is_wanted_again(
    clerk: Clerk,
) -> None:
    clerk.form()
    clerk.press(CLOSING)
    QApplication.processEvents()  # its first part
    clerk.press(PATIENTS, SEARCH, "rita")
    clerk.until(lambda: clerk.frame.current == "pacientes" and clerk.field() == "rita")
    assert clerk.screen.form.session.untouched
    clerk.press(CLOSING)
    clerk.until(clerk.frame.screen_of("fechamento").months.hasFocus)


def test_the_help_comes_in_turns_over_a_screen_on_its_way(clerk: Clerk) -> None:
    clerk.press(CLOSING, HELP, "envio")
    clerk.until(lambda: clerk.frame.current == "ajuda" and clerk.field() == "envio")
    clerk.press(BACK, BACK)  # the first empties the search
    clerk.until(lambda: clerk.frame.screen_of("fechamento").isVisible())
    assert clerk.frame.current == "fechamento"


def test_the_search_of_everything_opened_while_a_screen_comes_keeps_what_is_typed(
    clerk: Clerk,
) -> None:
    clerk.press(CLOSING, FIND, "an")
    clerk.until(lambda: clerk.frame.screen_of("fechamento").isVisible())
    clerk.press("a")
    assert clerk.has_cursor_in(clerk.frame.finder) and clerk.field() == "ana"


def test_a_window_closes_while_a_screen_is_on_its_way(clerk: Clerk) -> None:
    clerk.press(CLOSING)
    QApplication.processEvents()
    clerk.press(SEARCH)
    clerk.close()


def test_a_contact_erased_and_left_for_another_screen_is_no_draft(clerk: Clerk) -> None:
    clerk.form()
    drafts = clerk.frame.context.workspace.drafts
    clerk.press("7")
    clerk.until(drafts.summaries)
    clerk.press((KEY.Key_Backspace, NONE), PATIENTS)
    clerk.until(lambda: not drafts.summaries())
    clerk.press(TYPING, "70")  # it is there again as soon as something is typed
    clerk.until(lambda: clerk.field() == "70")
    clerk.close()
    assert clerk.drafts(CODE) == ["70"]
