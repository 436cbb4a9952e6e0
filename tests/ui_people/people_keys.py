"""Keys, and where the keyboard is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def here() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found
