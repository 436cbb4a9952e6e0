"""Small helpers for layouts whose content changes."""

from collections.abc import Iterator

from PySide6.QtWidgets import QBoxLayout, QWidget


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
