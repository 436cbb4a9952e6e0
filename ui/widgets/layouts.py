"""Small helpers for layouts."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

UNBOUND = 16777215
"""No most width or height: Qt's own figure for it."""


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


def tab_through(holder: QWidget, made: Sequence[QWidget]) -> None:
    """Have Tab come to widgets that were made anew where their holder stands.

    They would come last in the window. Qt puts a widget after one that takes the focus and after
    no other, so that the one before the holder has to be found.

    Args:
        holder: what they stand in.
        made: the widgets, in order.
    """
    before = holder.previousInFocusChain()
    while before and before is not holder and (before in made or not takes_tab(before)):
        before = before.previousInFocusChain()
    tab_in_order([before, *made] if before and before is not holder else made)


def tab_in_order(stops: Sequence[QWidget]) -> None:
    """Have Tab go from each of some widgets to the next."""
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def takes_tab(widget: QWidget) -> bool:
    """Tell whether Tab comes to a widget."""
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and not widget.isWindow()


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
