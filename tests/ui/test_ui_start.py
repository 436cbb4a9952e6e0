"""Start-up imports only what the first screen needs; the program runs and ends as a process."""

import subprocess
import sys
from pathlib import Path

import pytest
from made_folders import PASSWORD, real_folder
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QApplication

from coletor.errors import ColetorError
from ui import application
from ui.application import speak_portuguese

_RUN = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui import application

def close():
    windows = [w for w in QApplication.topLevelWidgets() if w.objectName() == "main"]
    frame = windows[0].centralWidget() if windows else None
    if getattr(frame, "current", "") != "inicio":
        QTimer.singleShot(20, close)
        return
    heavy = {"lxml", "requests", "keyring", "zeep", "openpyxl"} & set(sys.modules)
    print("heavy:", sorted(heavy))
    windows[0].close()

QTimer.singleShot(0, close)
sys.exit(application.run(Path(sys.argv[1]), password=sys.argv[2]))
"""


def test_the_program_starts_light_and_ends_clean(tmp_path: Path) -> None:
    # A real folder: in training the webservice starts beside the first screen and needs lxml.
    folder = tmp_path / "real"
    real_folder(folder)
    ended = subprocess.run(
        [sys.executable, "-c", _RUN, str(folder), PASSWORD],
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
        encoding="utf-8",
    )
    assert (ended.returncode, ended.stdout.strip()) == (0, "heavy: []"), ended.stderr


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
