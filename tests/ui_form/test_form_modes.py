"""The ways of typing: one control, two keys, the last way comes back; letters of two keys stay."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from stage import Stage

from coletor.contact.drafting import NewRow
from coletor.messages import text
from ui import preferences
from ui.packages.page import PackagesPage
from ui.typing.screen import TypingScreen
from ui.typing.ways import FORM, PACKAGES, SHEET
from ui.widgets.tone import Tone

CTRL = Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key


@pytest.fixture
def typing(stage: Stage) -> TypingScreen:
    """Digitar with its ways, of which none was shown yet."""
    return TypingScreen(stage.context)


@pytest.fixture
def desk(sit_at, typing: TypingScreen):
    """Hands that type on its form, once that is shown."""
    return sit_at(typing, typing.form)


def packages_of(screen: TypingScreen) -> PackagesPage:
    page = screen.page_of(PACKAGES)
    assert isinstance(page, PackagesPage)
    return page


def test_keys_go_round_the_ways_and_the_form_keeps_what_it_has(desk, typing) -> None:
    typing.activate()
    desk.until_begun()
    desk.type("7084")
    desk.key(KEY.Key_PageUp, CTRL)
    assert typing.mode == PACKAGES
    assert typing.control.value() == PACKAGES
    desk.key(KEY.Key_PageDown, CTRL)
    assert typing.mode == FORM
    assert QApplication.focusWidget().text() == "7084"
    assert typing.control.isVisible()


def test_a_way_not_made_yet_comes_in_turns_and_the_one_before_stays_meanwhile(desk, typing) -> None:
    typing.activate()
    desk.until_begun()
    typing.control.button(PACKAGES).click()
    assert typing.mode == PACKAGES
    assert typing.form.isVisible()
    desk.until(lambda: not typing.form.isVisible())
    typing.control.button(FORM).click()
    typing.control.button(SHEET).click()
    typing.out_of_view()  # another screen is wanted before it is there
    assert typing.page_of(SHEET).isVisible()


def test_the_last_way_of_typing_comes_back_but_never_the_packages(desk, typing) -> None:
    typing.activate()
    desk.until(lambda: typing.form.session is not None)
    typing.show_mode(PACKAGES)
    assert preferences.typing_mode() == FORM
    desk.settle()
    typing.activate()
    assert typing.mode == FORM


def test_packages_are_renamed_numbered_removed_and_brought_back(desk, typing) -> None:
    model = desk.workspace.model_in_force()
    done = model.by_role["codigo_procedimento"]
    rows = [
        NewRow(done.group_path, {done.path: code}, [NewRow(who.group_path, {who.path: "225125"})])
        for code in ("0301010072", "0211080055")
        for who in [model.by_role["cbo"]]
    ]
    made = desk.workspace.packages.save("Curativo", model.id, rows, 1, number=1)
    typing.show_mode(PACKAGES)
    page = packages_of(typing)
    desk.until(lambda: page.card.rows.count() == 4)
    assert "CONSULTA" in page.card.rows.item(0).text().upper()
    desk.key(KEY.Key_Return)
    desk.type("Curativo grande")
    desk.key(KEY.Key_Return)
    desk.until(lambda: desk.said and desk.said[-1][1] is Tone.OK)
    desk.settle()
    assert desk.workspace.packages.get(made.id).name == "Curativo grande"
    page.card.number.editor.setFocus()
    desk.key(KEY.Key_A, CTRL)
    desk.type("0")
    desk.key(KEY.Key_Return)
    desk.until(page.card.number.finding)  # packages.number
    desk.key(KEY.Key_Escape)
    page.card.rows.setFocus()
    desk.key(KEY.Key_Delete)
    desk.until(lambda: len(desk.workspace.packages.get(made.id).rows) == 1)
    desk.settle()
    page.card.rows.setFocus()
    desk.key(KEY.Key_Delete)
    desk.until(lambda: page.notice.words() == text("packages.page.last_row"))
    page.list.list.setFocus()
    desk.key(KEY.Key_Delete)
    desk.until(lambda: desk.workspace.packages.all() == [])
    desk.settle()
    assert page.notice.words() == text("packages.page.removed", name="Curativo grande")
    desk.key(KEY.Key_Return)  # on what is in the bin: back
    desk.until(lambda: len(desk.workspace.packages.all()) == 1)
    desk.settle()


def test_without_packages_the_page_says_how_to_make_one(desk, typing) -> None:
    typing.show_mode(PACKAGES)
    desk.settle()
    page = packages_of(typing)
    assert page.empty
    assert QApplication.focusWidget() is page.begin  # packages.page.type


def test_a_letter_of_two_keys_typed_while_a_form_opens_is_kept(desk, typing) -> None:
    typing.activate()
    desk.until_begun()
    keys = desk.screen.keys
    keys.hold()
    desk.type("Jo")
    field = QApplication.focusWidget()
    composed = QInputMethodEvent()
    composed.setCommitString("ã")
    QApplication.sendEvent(field, composed)
    desk.type("o")
    assert (keys.typed, field.text()) == ("João", "")
    keys.release()
    assert field.text() == "João"


def test_another_way_of_typing_keeps_no_draft_in_which_nothing_is_left(desk, typing) -> None:
    typing.activate()
    desk.until_begun()
    drafts, uuid = desk.workspace.drafts, desk.session.uuid
    desk.type("7")
    desk.until(lambda: drafts.open(uuid) is not None)
    desk.key(KEY.Key_Backspace)
    desk.key(KEY.Key_PageUp, CTRL)
    assert typing.mode == PACKAGES
    desk.until(lambda: drafts.open(uuid) is None)
