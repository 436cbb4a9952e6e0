"""Before a folder is open: the first run, a new folder, the password, the training."""

from pathlib import Path

import pytest
from made_folders import CHEAP, PASSWORD, real_folder
from opened_windows import Start, opened
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coletor.messages import text
from ui.shell.entrance import CreationPage, PasswordPage, RecoveryPage, WelcomePage
from ui.style.theme import Theme


def test_first_run_offers_training_or_a_folder(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    desktop = start(tmp_path / "nada")
    assert isinstance(desktop.page, WelcomePage)
    desktop.page.make_button.click()
    assert isinstance(desktop.page, CreationPage)


def test_a_folder_is_made_by_keyboard_and_shows_its_code(
    qtbot: QtBot, start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coletor.establishment.creating.Cost", lambda: CHEAP)
    desktop = start(tmp_path / "nova")
    assert isinstance(desktop.page, WelcomePage)
    desktop.page.make_button.click()
    page = desktop.page
    assert isinstance(page, CreationPage)
    page.button.click()
    assert "Falta" in page.cnes.finding()
    for field, words in (
        (page.cnes, "2077485"),
        (page.name, "UBS Jardim"),
        (page.operator, "Ana Lima"),
        (page.password, PASSWORD),
        (page.again, "outra senha"),
    ):
        QTest.keyClicks(field.editor, words)
    page.button.click()
    assert "diferentes" in page.again.finding()
    page.again.editor.selectAll()
    QTest.keyClicks(page.again.editor, PASSWORD)
    QTest.keyClick(page.button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(desktop.page, RecoveryPage), timeout=30_000)
    assert isinstance(desktop.page, RecoveryPage)
    assert len(desktop.page.code.text()) > 20
    desktop.page.button.click()
    frame = opened(qtbot, desktop)
    assert not frame.context.workspace.profile.training
    assert frame.current == "inicio"


def test_enter_through_a_new_folder_never_goes_back(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    desktop = start(tmp_path / "nova")
    assert isinstance(desktop.page, WelcomePage)
    with qtbot.waitActive(desktop.page.window()):
        desktop.page.window().activateWindow()
    qtbot.waitUntil(desktop.page.try_button.hasFocus)
    desktop.page.make_button.click()
    page = desktop.page
    assert isinstance(page, CreationPage)
    qtbot.waitUntil(page.cnes.editor.hasFocus)
    for words in ("2077485", "UBS Jardim", "Ana Lima", "curta", "curta"):
        QTest.keyClicks(page.focusWidget(), words)
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert desktop.page is page and page.cnes.raw() == "2077485"
    assert page.password.finding() == text("ui.creation.short", fewest=8)
    assert page.focusWidget() is page.password.editor  # where it is mended


def test_a_doubtful_cnes_is_said_before_it_stands_for_good(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    desktop = start(tmp_path / "nova")
    desktop.page.make_button.click()  # type: ignore[union-attr]
    page = desktop.page
    assert isinstance(page, CreationPage)
    given: list[str] = []
    page.given.disconnect()
    page.given.connect(lambda cnes, *_rest: given.append(cnes))
    fields = (page.cnes, page.name, page.operator, page.password, page.again)
    for field, words in zip(fields, ("2077486", "UBS", "Ana", PASSWORD, PASSWORD), strict=True):
        field.set_raw(words)
    page.button.click()
    assert not given and "não muda" in page.notice.words() and page.cnes.finding()
    page.button.click()
    assert given == ["2077486"] and not page.notice.words()


def test_a_wrong_password_is_said_in_full(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "real"
    real_folder(folder)
    desktop = start(folder)
    page = desktop.page
    assert isinstance(page, PasswordPage)
    QTest.keyClicks(page.field.editor, "errada123")
    QTest.keyClick(page.field.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(page.notice.words()))
    assert page.isEnabled()
    page.field.editor.selectAll()
    QTest.keyClicks(page.field.editor, PASSWORD)
    QTest.keyClick(page.field.editor, Qt.Key.Key_Return)
    opened(qtbot, desktop)


def test_a_missing_training_folder_is_made(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    desktop = start(tmp_path / "treino", training=True)
    assert opened(qtbot, desktop).context.workspace.profile.training


def test_no_message_moves_the_field_that_is_typed_in(qtbot: QtBot, theme: Theme) -> None:
    page = PasswordPage("UBS Jardim", "/pasta")
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    place = page.field.mapTo(page, page.field.rect().topLeft())
    page.say(text("establishment.wrong_password"))
    qtbot.waitUntil(lambda: page.notice.height() > 20)
    assert page.field.mapTo(page, page.field.rect().topLeft()) == place
