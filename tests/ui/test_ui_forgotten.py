"""A forgotten password: the printed recovery code opens the folder with a new one."""

from pathlib import Path

import pytest
from made_folders import real_folder
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coletor.establishment.folder import open_folder
from coletor.messages import text
from ui.crash import CrashReporter
from ui.help.book import screen_pages
from ui.help.pages import page_of
from ui.help.screen import HelpScreen
from ui.help.steps import GUIDE
from ui.shell.centred import Centred
from ui.shell.desktop import Desktop
from ui.shell.entrance import PasswordPage
from ui.shell.forgotten import ForgottenPage
from ui.shell.leaflet import ENTRANCE, Leaflet
from ui.shell.window import MainWindow
from ui.style import fonts
from ui.style.theme import Theme
from ui.tasks import Tasks
from ui.widgets.notice import Toast


@pytest.fixture
def code(tmp_path: Path) -> str:
    return real_folder(tmp_path / "p", "senha esquecida")


@pytest.fixture
def page(qtbot: QtBot, tasks: Tasks, theme: Theme, tmp_path: Path, code: str) -> ForgottenPage:
    window = MainWindow()
    qtbot.addWidget(window)
    desktop = Desktop(window, tasks, theme, CrashReporter())
    desktop.start(tmp_path / "p", training=False, password=None)
    asking = desktop.page
    assert isinstance(asking, PasswordPage)
    asking.forgotten_button.click()
    page = desktop.page
    assert isinstance(page, ForgottenPage)
    page.setProperty("desktop", desktop)
    return page


def fill(page: ForgottenPage, code: str, password: str, again: str) -> None:
    page.code.editor.set_raw(code)
    page.password.editor.set_raw(password)
    page.again.editor.set_raw(again)
    page.button.click()


def test_the_code_gives_a_new_password(
    qtbot: QtBot, page: ForgottenPage, code: str, tmp_path: Path
) -> None:
    assert page.code.editor.font() == fonts.code()  # 0 and O are told apart
    desktop = page.property("desktop")
    fill(page, code, "senha nova 123", "senha nova 123")
    qtbot.waitUntil(lambda: desktop.frame is not None)
    assert open_folder(tmp_path / "p", "senha nova 123").login == "ana.lima"
    desktop.close()


def test_a_wrong_code_is_said_and_changes_nothing(
    qtbot: QtBot, page: ForgottenPage, tmp_path: Path
) -> None:
    fill(page, "AAAA-BBBB-CCCC-DDDD", "senha nova 123", "senha nova 123")
    qtbot.waitUntil(page.isEnabled)
    assert page.notice.words()
    assert open_folder(tmp_path / "p", "senha esquecida").login == "ana.lima"


def test_two_different_passwords_are_not_given(page: ForgottenPage, code: str) -> None:
    fill(page, code, "senha nova 123", "senha nova 124")
    assert page.again.finding()
    assert page.isEnabled()


def test_going_back_asks_the_password_again(page: ForgottenPage) -> None:
    page.back_button.click()
    assert isinstance(page.property("desktop").page, PasswordPage)


def test_f1_opens_the_help_of_the_page_and_esc_comes_back_to_what_was_typed(
    qtbot: QtBot, page: ForgottenPage
) -> None:
    leaflet = page.window().centralWidget()
    assert isinstance(leaflet, Leaflet)
    page.window().show()
    page.window().activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.code.editor)
    QTest.keyClicks(page.code.editor, "AB")
    QTest.keyClick(page.code.editor, Qt.Key.Key_F1)
    reader = leaflet.currentWidget()
    assert isinstance(reader, HelpScreen)
    assert reader.history.here == page.topic
    anchors = [heading.anchor for heading in reader.view.page.headings]
    assert page.topic.partition("#")[2] in anchors
    assert GUIDE not in [each.topic for each in reader.all_pages()]
    reader.context.go("envio", "")  # a link to a screen: there is none yet
    said = [toast.words() for toast in leaflet.findChildren(Toast)]
    assert said == [text("help.screen.closed")]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert leaflet.currentWidget().isAncestorOf(page)
    assert page.code.editor.hasFocus() and page.code.raw() == "AB"


def test_every_page_before_the_folder_has_its_place_in_the_manual() -> None:
    for kind in (Centred, *Centred.__subclasses__()):
        name, _, anchor = kind.topic.partition("#")
        found = page_of(name)
        assert found is not None, kind
        assert not anchor or anchor in [heading.anchor for heading in found.headings], kind
    assert screen_pages()[ENTRANCE] == Centred.topic
