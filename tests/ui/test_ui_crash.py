"""A bug is reported without anybody's data, from any thread, one window at a time."""

import logging
import re
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, qWarning
from PySide6.QtGui import QGuiApplication, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

import ui
from ui.crash import CrashReporter, describe
from ui.style.theme import Theme
from ui.widgets.buttons import Button

PATIENT = "Maria Aparecida"


def stumble(patient: str) -> None:
    raise ValueError(f"cannot read {patient}")


def stumbled() -> BaseException:
    try:
        stumble(PATIENT)
    except ValueError as error:
        return error
    raise AssertionError


@pytest.fixture
def crashes(theme: Theme, tmp_path: Path) -> Iterator[CrashReporter]:
    reporter = CrashReporter()
    reporter.folder = tmp_path / "registros"
    yield reporter
    if reporter.dialog is not None:
        reporter.dialog.close()
    reporter.deleteLater()


def test_the_report_has_versions_and_places_and_no_values() -> None:
    report = describe(stumbled())
    assert "Maria" not in report
    assert "ValueError" in report and "stumble" in report and "test_ui_crash.py" in report
    assert "PySide6" in report and "Coletor CMD" in report


def test_the_report_is_kept_shown_and_copied(
    qtbot: QtBot, crashes: CrashReporter, tmp_path: Path
) -> None:
    crashes.show(stumbled())
    dialog = crashes.dialog
    assert dialog is not None
    (kept,) = (tmp_path / "registros").glob("falha-*.txt")
    assert kept.read_text(encoding="utf-8") == dialog.report.toPlainText()
    copy = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Copiar")
    copy.click()
    assert QGuiApplication.clipboard().text() == dialog.report.toPlainText()
    crashes.show(stumbled())
    assert crashes.dialog is dialog
    assert len(list((tmp_path / "registros").glob("falha-*.txt"))) == 2
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert crashes.dialog is None


def test_a_folder_that_cannot_be_written_is_said(
    qtbot: QtBot, crashes: CrashReporter, tmp_path: Path
) -> None:
    (tmp_path / "registros").write_text("a file stands in the way", encoding="utf-8")
    crashes.show(stumbled())
    assert crashes.dialog is not None
    assert not list(tmp_path.glob("**/falha-*"))


def test_every_thread_and_qt_itself_are_heard(
    qtbot: QtBot, crashes: CrashReporter, caplog: pytest.LogCaptureFixture
) -> None:
    before = (sys.excepthook, threading.excepthook)
    with qtbot.captureExceptions():
        crashes.install()
        try:
            thread = threading.Thread(target=stumble, args=("Maria",))
            thread.start()
            thread.join()
            qtbot.waitUntil(lambda: crashes.dialog is not None)
            with caplog.at_level(logging.WARNING, logger="qt"):
                qWarning("something odd")
        finally:
            crashes.uninstall()
    assert "something odd" in caplog.text
    assert "Maria" not in caplog.text
    assert (sys.excepthook, threading.excepthook)[1] is before[1]


class Stumbling(Button):
    """A button whose painting fails."""

    tried = 0

    def _paint_words(self, _painter: QPainter, _word: str) -> int:
        self.tried += 1
        stumble(PATIENT)
        return 0


def test_a_bug_in_painting_is_reported_and_the_window_goes_on(
    qtbot: QtBot, crashes: CrashReporter, caplog: pytest.LogCaptureFixture
) -> None:
    """What paints has to be ended: the report holds on to it, and Qt falls where two do."""
    button = Stumbling("Maria", "F8")
    qtbot.addWidget(button)
    with qtbot.captureExceptions(), caplog.at_level(logging.WARNING, logger="qt"):
        crashes.install()
        try:
            button.show()
            qtbot.waitUntil(lambda: crashes.dialog is not None)
            button.update()
            qtbot.waitUntil(lambda: button.tried > 1)
        finally:
            button.hide()
            crashes.uninstall()
    assert "active painter" not in caplog.text


def test_every_painter_is_ended_however_the_painting_ends() -> None:
    """One held by a name alone lives on with the error that stopped it."""
    files = Path(ui.__file__).parent.rglob("*.py")
    held = [
        f"{file.name}: {line.strip()}"
        for file in files
        for line in file.read_text(encoding="utf-8").splitlines()
        if re.search(r"\bQPainter\(", line) and not line.strip().startswith("with ")
    ]
    assert held == []
