"""Menus stand under the button that opens them, inside the window."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

GAP = 2


def open_under(menu: QMenu, button: QWidget) -> None:
    """Open a menu under a button, with the cursor on the first line that can be chosen.

    Args:
        menu: it begins where the button begins, or ends where the button ends where it would stand
            out of the window.
        button: what opens it.
    """
    width = menu.sizeHint().width()
    left = button.mapTo(button.window(), QPoint(0, 0)).x()
    over = left + width > button.window().width()
    corner = QPoint(button.width() - width if over else 0, button.height() + GAP)
    menu.popup(button.mapToGlobal(corner))
    choosable = [action for action in menu.actions() if action.isEnabled()]
    if choosable:
        menu.setActiveAction(choosable[0])
