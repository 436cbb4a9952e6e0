"""Does again what a key asks of a window, as if it came just now: a shortcut, or a letter."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

Held = QKeyEvent | QInputMethodEvent
"""A key, or the letters of an input method."""
_ON = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


def replay(key: Held, window: QWidget) -> None:
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


def said_by(keys: Iterable[Held]) -> str:
    """Return the letters and figures of some keys, with a blank where one field is left."""
    words = "".join(" " if is_on(key) else text_of(key) for key in keys)
    return "".join(filter(str.isprintable, words)).strip()


def fields_of(keys: Iterable[Held]) -> list[str]:
    """Return what some keys say, field by field."""
    fields = [""]
    for key in keys:
        if is_on(key):
            fields.append("")
        elif text_of(key).isprintable():
            fields[-1] += text_of(key)
    return fields


def is_on(key: Held) -> bool:
    """Tell whether a key goes on to the next field."""
    return isinstance(key, QKeyEvent) and key.key() in _ON


def text_of(key: Held) -> str:
    """Return the letters of a key, empty where it has none."""
    return key.text() if isinstance(key, QKeyEvent) else key.commitString()
