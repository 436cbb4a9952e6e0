"""A forgotten password: the printed recovery code opens the folder with a new one."""

from pathlib import Path

import pytest
from made_folders import real_folder
from pytestqt.qtbot import QtBot

from coletor.establishment.folder import open_folder
from ui.crash import CrashReporter
from ui.shell.desktop import Desktop
from ui.shell.entrance import PasswordPage
from ui.shell.forgotten import ForgottenPage
from ui.shell.window import MainWindow
from ui.style.theme import Theme
from ui.tasks import Tasks


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
    desktop = page.property("desktop")
    fill(page, code, "senha nova 123", "senha nova 123")
    qtbot.waitUntil(lambda: desktop.frame is not None, timeout=20_000)
    assert open_folder(tmp_path / "p", "senha nova 123").login == "ana.lima"
    desktop.close()


def test_a_wrong_code_is_said_and_changes_nothing(
    qtbot: QtBot, page: ForgottenPage, tmp_path: Path
) -> None:
    fill(page, "AAAA-BBBB-CCCC-DDDD", "senha nova 123", "senha nova 123")
    qtbot.waitUntil(page.isEnabled, timeout=20_000)
    assert page.notice.words()
    assert open_folder(tmp_path / "p", "senha esquecida").login == "ana.lima"


def test_two_different_passwords_are_not_given(page: ForgottenPage, code: str) -> None:
    fill(page, code, "senha nova 123", "senha nova 124")
    assert page.again.finding()
    assert page.isEnabled()


def test_going_back_asks_the_password_again(page: ForgottenPage) -> None:
    page.back_button.click()
    assert isinstance(page.property("desktop").page, PasswordPage)
