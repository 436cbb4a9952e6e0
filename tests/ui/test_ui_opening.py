"""Keys typed right after Ctrl+N on another screen come into the form, however long it takes."""

import threading
from pathlib import Path

import pytest
from made_folders import training_folder
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from coletor.workspace import Workspace
from ui.form import starting
from ui.sending import Dispatcher
from ui.shell.frame import Frame
from ui.style.theme import Theme
from ui.tasks import Tasks
from ui.typing.screen import TypingScreen

CNS = "708401234567896"


def test_a_clerk_may_type_before_the_form_is_there(
    qtbot: QtBot, theme: Theme, tasks: Tasks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "pasta"
    training_folder(folder, name="UBS de teste", operator="Ana")
    gate, real = threading.Event(), starting.new_contact

    def slow(workspace: Workspace, model_id: str = "") -> starting.Start:
        assert gate.wait(30)
        return real(workspace, model_id)

    monkeypatch.setattr(starting, "new_contact", slow)
    with Workspace.open(folder) as workspace:
        window = QMainWindow()
        frame = Frame(workspace.profile, tasks, theme, Dispatcher(workspace, tasks))
        frame.begin(workspace)
        window.setCentralWidget(frame)
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        frame.go("inicio")
        qtbot.waitUntil(lambda: tasks.idle)
        QTest.keyClick(frame, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        assert frame.current == "digitar"
        QTest.keyClicks(QApplication.focusWidget() or window, CNS)
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Return)
        QTest.keyClicks(QApplication.focusWidget() or window, "Maria")
        assert frame.current == "digitar"
        gate.set()
        typing = frame.screen_of("digitar")
        assert isinstance(typing, TypingScreen)
        screen = typing.form
        qtbot.waitUntil(lambda: screen.session is not None and tasks.idle)
        session = screen.session
        assert session is not None
        model, root = session.model, session.rows.root.id
        name = model.by_role["nome_individuo"].path
        assert session.rows.text(root, name) == "Maria"
        cns = session.rows.text(root, model.by_role["cns_individuo"].path)
        assert cns.replace(" ", "") == CNS
        frame.finish()
        qtbot.waitUntil(lambda: tasks.idle)
        tasks.shutdown()
        window.close()
        window.deleteLater()
