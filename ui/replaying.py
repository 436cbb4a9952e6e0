"""Does again what a key asks of a window, as if it came just now: a shortcut, or a letter."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget


def replay(key: QKeyEvent | QInputMethodEvent, window: QWidget) -> None:
    """Have a key do what it does where the cursor is now.

    Qt looks for shortcuts only in what comes from the window system: here they are found by hand,
    after the widget with the cursor had its say, as there.

    Args:
        key: the key, or the letters of an input method.
        window: where it was pressed.
    """
    target = QApplication.focusWidget() or window
    if isinstance(key, QKeyEvent) and not _overrides(target, key):
        sequence = QKeySequence(key.keyCombination())
        shortcut = _shortcut(sequence, window, target)
        if shortcut is not None:
            if not key.isAutoRepeat():
                shortcut.activated.emit()
            return
        button = _button(sequence, window)
        if button is not None:
            button.click()
            return
    QApplication.sendEvent(target, key)


def is_shortcut_beside(key: QKeyEvent, screen: QWidget) -> bool:
    """Tell whether a key is a shortcut of what stands around a screen, and not of the screen."""
    found = _shortcut(QKeySequence(key.keyCombination()), screen.window(), screen)
    place = found.parent() if found is not None else None
    return isinstance(place, QWidget) and place is not screen and not screen.isAncestorOf(place)


def _overrides(target: QWidget, key: QKeyEvent) -> bool:
    """Tell whether the widget with the cursor has a use of its own for a key."""
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, key.key(), key.modifiers(), key.text())
    QApplication.sendEvent(target, asked)
    return asked.isAccepted()


def _shortcut(sequence: QKeySequence, window: QWidget, target: QWidget) -> QShortcut | None:
    """Return the shortcut that a key is now."""
    for each in window.findChildren(QShortcut):
        place = each.parent()
        if not each.isEnabled() or not isinstance(place, QWidget):
            continue
        if all(own != sequence for own in each.keys()):  # noqa: SIM118 - it is no mapping
            continue
        inside = place is target or place.isAncestorOf(target)
        wide = each.context() != Qt.ShortcutContext.WidgetWithChildrenShortcut
        if place.isVisible() and place.isEnabled() and (wide or inside):
            return each
    return None


def _button(sequence: QKeySequence, window: QWidget) -> QAbstractButton | None:
    """Return the button whose key this is now."""
    for each in window.findChildren(QAbstractButton):
        if each.shortcut() == sequence and each.isVisible() and each.isEnabled():
            return each
    return None
