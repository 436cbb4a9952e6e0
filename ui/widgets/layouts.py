"""Small helpers for layouts."""

from collections.abc import Iterator

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget


def line_of(*widgets: QWidget, gap: int = 6) -> QHBoxLayout:
    """Return a line of widgets side by side, what is left of the room at the right.

    Args:
        widgets: from the left.
        gap: pixels between them.
    """
    row = QHBoxLayout()
    row.setSpacing(gap)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def widgets(layout: QBoxLayout) -> Iterator[QWidget]:
    """Yield the widgets of a layout, in order."""
    for place in range(layout.count()):
        item = layout.itemAt(place)
        widget = item.widget() if item is not None else None
        if widget is not None:
            yield widget


def clear(layout: QBoxLayout) -> None:
    """Take every widget out of a layout and destroy it."""
    for widget in list(widgets(layout)):
        layout.removeWidget(widget)
        widget.hide()
        widget.deleteLater()


def show_once(widget: QWidget, *, shown: bool) -> None:
    """Show or hide a widget unless it is so: each change lays out and paints what is around."""
    if widget.isHidden() is shown:
        widget.setVisible(shown)
