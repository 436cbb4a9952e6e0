"""Where the cursor is."""

from PySide6.QtWidgets import QApplication, QWidget


def cursor_in(widget: QWidget) -> QWidget | None:
    """Return what has the cursor in a widget, the widget itself included; None if nothing has."""
    here = QApplication.focusWidget()
    return here if here is not None and widget.isAncestorOf(here) else None
