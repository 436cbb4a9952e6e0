"""Walks a window as a screen reader does, through Qt's accessibility interface."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QWidget

Role = QAccessible.Role
NAMELESS = {Role.NoRole, Role.Client, Role.Grouping, Role.Pane, Role.Whitespace, Role.Border}
"""Roles that say nothing of what a control does: no control may have one."""
ITEMS = {Role.Table, Role.List, Role.Tree}
_READ = {Role.Cell, Role.ListItem, Role.TreeItem}
_MOST_ITEMS = 60
_MOST_KEPT = 120


@dataclass(frozen=True)
class Control:
    """What a screen reader is told of a control."""

    widget: QWidget
    name: str
    role: Role

    def said(self) -> str:
        kind = type(self.widget).__name__
        above = self.widget.parentWidget()
        inside = type(above).__name__ if above is not None else "-"
        return f"{kind} in {inside}: {self.role.name} {self.name!r}"


def controls(root: QWidget) -> Iterator[Control]:
    """Yield what can take the focus or be clicked, as the interface tells it, in its order."""
    interface = QAccessible.queryAccessibleInterface(root)
    assert interface is not None, root
    yield from _walk(interface)


def _walk(interface: QAccessibleInterface) -> Iterator[Control]:
    state = interface.state()
    if state.invisible:
        return
    widget = interface.object()
    if isinstance(widget, QWidget):
        if _usable(interface, widget):
            yield Control(widget, interface.text(QAccessible.Text.Name), interface.role())
        if interface.role() in ITEMS:
            return  # its rows are looked at on their own
    for place in range(interface.childCount()):
        child = interface.child(place)
        if child is not None and child.isValid() and isinstance(child.object(), QObject):
            yield from _walk(child)


def _usable(interface: QAccessibleInterface, widget: QWidget) -> bool:
    if not widget.isVisible() or not widget.isEnabled():
        return False
    if widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
        return True
    pressed = interface.actionInterface()
    return pressed is not None and "Press" in pressed.actionNames()


def unfit(control: Control) -> str:
    """Return what a screen reader could not say of a control, empty when all is well."""
    if not control.name.strip():
        return f"no name: {control.said()}"
    if control.role in NAMELESS:
        return f"no role: {control.said()}"
    return ""


def silent_rows(control: Control) -> str:
    """Return what is wrong with the rows of a table or list, empty when they can be read."""
    view = control.widget
    if control.role not in ITEMS or not isinstance(view, QAbstractItemView):
        return ""
    if not view.model().rowCount():
        return ""
    interface = QAccessible.queryAccessibleInterface(view)
    some = (interface.child(place) for place in range(min(interface.childCount(), _MOST_ITEMS)))
    words = [item.text(QAccessible.Text.Name) for item in some if item and item.role() in _READ]
    if not words:
        return f"no rows: {control.said()}"
    return "" if any(word.strip() for word in words) else f"silent rows: {control.said()}"


def stops(first: QWidget) -> list[QWidget]:
    """Return what Tab stops at, from what has the focus until it comes round again.

    A text with links keeps the focus from link to link; what never lets go is a trap.
    """
    found, kept = [first], 0
    while kept < _MOST_KEPT:
        now = QApplication.focusWidget()
        if now is None:
            return found
        QTest.keyClick(now, Qt.Key.Key_Tab)
        after = QApplication.focusWidget()
        if after is now:
            kept += 1
            continue
        if after is None or after in found:
            return found
        kept = 0
        found.append(after)
    raise AssertionError(f"Tab never leaves {type(found[-1]).__name__}")


def wanted_by_tab(root: QWidget) -> list[QWidget]:
    """Return the widgets in view that Tab should come to, each group of choices once."""
    found = []
    for widget in root.findChildren(QWidget):
        if not (widget.isVisible() and widget.isEnabled()):
            continue
        if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus or widget.focusProxy() is not None:
            continue
        group = widget.group() if isinstance(widget, QAbstractButton) else None
        if group is not None and group.exclusive() and not widget.isChecked():
            continue
        found.append(widget)
    return found


def looks(widget: QWidget) -> bytes:
    """Return the pixels of a widget with a little of what is around it."""
    above = widget.window()
    area = QRect(widget.mapTo(above, QPoint(0, 0)), widget.size()).adjusted(-3, -3, 3, 3)
    image = above.grab(area).toImage()
    return bytes(image.constBits())
