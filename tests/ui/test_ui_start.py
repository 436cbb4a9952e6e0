"""Start-up: what needs no Qt, a computer without a screen, and the language of Qt's own words."""

import subprocess
import sys

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QApplication

from coletor.errors import ColetorError
from ui import application
from ui.application import speak_portuguese


def test_the_import_module_needs_no_qt() -> None:
    code = (
        "import sys, coletor.terminology.child; "
        "print(any(name.startswith('PySide6') for name in sys.modules))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=50, check=True
    )
    assert ended.stdout.strip() == "False"


def test_without_a_screen_the_reason_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(ColetorError) as caught:
        application.run(None)
    assert caught.value.message_id == "ui.window.no_display"
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    application.require_display()


def test_the_dialogs_of_qt_itself_speak_portuguese(qapp: QApplication) -> None:
    before = set(qapp.findChildren(QTranslator))
    speak_portuguese(qapp)
    said = QCoreApplication.translate("QFileDialog", "Look in:")
    ours = QCoreApplication.translate("QFileDialog", "Files of &type:")  # Qt's own leave it
    for words in set(qapp.findChildren(QTranslator)) - before:
        qapp.removeTranslator(words)
        words.deleteLater()
    assert said == "Procurar em:"
    assert ours == "Arquivos do &tipo:"
