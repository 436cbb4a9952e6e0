"""What the person at this computer chose: it holds at once, and the disk is not waited for."""

import threading
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QLockFile, QSettings
from pytestqt.qtbot import QtBot

from coletor.durable import write_atomically
from ui import preferences
from ui.style.theme import Scheme


def _on_disk() -> QSettings:
    kind, scope = QSettings.Format.IniFormat, QSettings.Scope.UserScope
    return QSettings(kind, scope, "coletor-cmd", "coletor-cmd")


def _wait_for(line: str, qtbot: QtBot) -> None:
    """Wait until a line stands in the file.

    Qt's settings are not asked: read while the file is replaced, they take what it said for what
    it says, until it changes again.
    """
    file = Path(_on_disk().fileName())
    qtbot.waitUntil(lambda: file.exists() and line in file.read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def _nothing_left_to_write(qtbot: QtBot) -> None:
    """Wait for what other tests chose: it is written when their window is gone already."""
    preferences._writer.submit(int).result()


def test_a_choice_is_written_beside_the_others_for_the_next_start(qtbot: QtBot) -> None:
    before = _on_disk()
    before.setValue("envio/automatico", "nao")
    before.sync()
    preferences.keep_scheme(Scheme.DARK)
    preferences.keep_guide_dismissed("b51d-07", dismissed=True)
    _wait_for("b51d-07=sim", qtbot)
    assert _on_disk().value("aparencia/tema") == str(Scheme.DARK)
    assert _on_disk().value("envio/automatico") == "nao"
    assert not preferences.automatic("b51d-07")


def test_a_choice_does_not_wait_for_the_disk(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    free, written = Event(), Event()

    def slow(_file: Path, _content: bytes) -> None:
        free.wait(30)
        written.set()

    monkeypatch.setattr(preferences, "write_atomically", slow)
    preferences.keep_zoom(150)
    assert preferences.zoom() == 150 and not written.is_set()
    free.set()
    assert written.wait(30)


def test_a_choice_holds_where_it_cannot_be_written(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    place = Path(_on_disk().fileName()).parent
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("not a folder", encoding="ascii")
    preferences.keep_typing_mode("linhas")
    qtbot.waitUntil(lambda: "preferences not written" in caplog.text)
    assert preferences.typing_mode() == "linhas"


def test_a_bug_while_a_choice_is_written_is_reported(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    bug, reported = RuntimeError("a bug"), []

    def broken(*_: object) -> None:
        raise bug

    monkeypatch.setattr(preferences, "write_atomically", broken)
    monkeypatch.setattr(threading, "excepthook", lambda told: reported.append(told.exc_value))
    preferences.keep_zoom(150)
    qtbot.waitUntil(lambda: reported == [bug])


def test_while_a_choice_is_written_no_other_program_writes_its_own(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both would write what they read before, and one of the two choices be gone."""
    free: list[bool] = []

    def write(file: Path, content: bytes) -> None:
        free.append(QLockFile(f"{file}.lock").tryLock(0))  # as Qt's settings do it
        write_atomically(file, content)

    monkeypatch.setattr(preferences, "write_atomically", write)
    preferences.keep_zoom(125)
    _wait_for("tamanho=125", qtbot)
    assert free == [False]
    qtbot.waitUntil(lambda: QLockFile(f"{_on_disk().fileName()}.lock").tryLock(0))
