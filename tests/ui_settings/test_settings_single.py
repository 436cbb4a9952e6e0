"""One window for a folder: the second calls the first forward and goes away."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from made_folders import training_folder
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from coletor.establishment import placing
from coletor.messages import text
from coletor.workspace import Workspace
from ui import application
from ui.crash import CrashReporter
from ui.shell import single
from ui.shell.desktop import Desktop
from ui.shell.entrance import WaitingPage
from ui.style.theme import Theme

Start = Callable[[Path], tuple[Desktop, CrashReporter]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "treino"
    training_folder(place)
    return place


@pytest.fixture
def start(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Start]:
    made: list[tuple[Desktop, CrashReporter]] = []

    def begin(place: Path) -> tuple[Desktop, CrashReporter]:
        crashes = CrashReporter()
        made.append((application.show(theme, crashes, place), crashes))
        return made[-1]

    yield begin
    for desktop, crashes in made:
        assert crashes.dialog is None
        desktop.close()
        assert crashes.window is not None
        crashes.window.close()
        crashes.window.deleteLater()


def test_the_second_window_calls_the_first_and_ends(
    qtbot: QtBot, start: Start, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[bool] = []
    monkeypatch.setattr("ui.shell.window.MainWindow.come_forward", lambda _: called.append(True))
    first, _ = start(folder)
    qtbot.waitUntil(lambda: first.frame is not None)
    assert single.is_open(folder)
    second, crashes = start(folder)
    assert isinstance(second.page, WaitingPage)
    assert second.page.notice.words() == text("store.lock.janela")
    qtbot.waitUntil(lambda: bool(called))
    assert crashes.window is not None
    qtbot.waitUntil(lambda: not crashes.window.isVisible())
    with Workspace.open(folder) as beside:  # what the command line does goes on as before
        assert beside.listing.counts() == {}
    first.close()
    assert not single.is_open(folder)


def test_a_window_that_does_not_hear_is_named(qtbot: QtBot, start: Start, folder: Path) -> None:
    with single.lock_of(folder):
        desktop, crashes = start(folder)
        assert isinstance(desktop.page, WaitingPage)
        assert desktop.page.notice.words() == text("store.lock.janela")
        assert crashes.window is not None and crashes.window.isVisible()


def test_a_window_that_hangs_keeps_nobody_out_without_a_word(
    qtbot: QtBot, start: Start, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It takes the call, as any listening program does, and never answers."""
    monkeypatch.setattr("ui.shell.single.Presence._on_call", lambda _: None)
    first, _ = start(folder)
    qtbot.waitUntil(lambda: first.frame is not None)
    second, crashes = start(folder)
    assert isinstance(second.page, WaitingPage)
    (call,) = second.page.findChildren(QLocalSocket)
    qtbot.waitUntil(lambda: call.state() is QLocalSocket.LocalSocketState.ConnectedState)
    qtbot.waitUntil(lambda: not call.bytesToWrite())
    assert second.page.notice.words() == text("store.lock.janela")
    assert crashes.window is not None and crashes.window.isVisible()


def test_a_folder_on_a_network_drive_is_refused_at_the_entrance(
    qtbot: QtBot, start: Start, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = folder.parent / "mounts"
    table.write_text(f"servidor:/dados {folder.parent} nfs4 rw 0 0\n", encoding="utf-8")
    monkeypatch.setattr(placing, "_MOUNTS", table)
    desktop, _ = start(folder)
    page = desktop.page
    assert isinstance(page, WaitingPage)
    refused = text("establishment.network_drive", folder=folder)
    qtbot.waitUntil(lambda: page.notice.words() == refused)
    assert not single.is_open(folder)
    assert page.again_button.isVisibleTo(page)
    assert page.leave_button.isVisibleTo(page)
    assert not page.back_button.isVisibleTo(page)  # nobody came from work to practise here
    table.write_text("", encoding="utf-8")  # the folder was brought to this computer
    page.again_button.click()
    qtbot.waitUntil(lambda: desktop.frame is not None)


def test_a_cloud_folder_is_warned_of_in_the_window(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    place = tmp_path / "OneDrive" / "treino"
    place.parent.mkdir()
    training_folder(place)
    desktop, _ = start(place)
    qtbot.waitUntil(lambda: desktop.frame is not None)
    assert desktop.frame is not None
    assert desktop.frame.notice.words() == text("establishment.cloud", cloud="OneDrive")
