"""Keys and figures that the tests of the list share."""

from PySide6.QtCore import Qt

KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
CONTACTS = 320
