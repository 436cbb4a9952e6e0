"""The packages in a small list beside the form: type to filter, Enter puts one in."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from coletor.contact.fold import fold
from coletor.messages import text
from coletor.packages import Package
from ui.style import fonts
from ui.widgets.card import Card
from ui.widgets.labels import wrapped
from ui.widgets.line import LineEdit
from ui.widgets.marks import KeyHint

ROW = 30
FIGURE = "\u2007"
"""A blank as wide as a figure: names stand in one column."""
_WHAT = Qt.ItemDataRole.UserRole
_MOVES = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -8,
    Qt.Key.Key_PageDown: 8,
}
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Filter(LineEdit):
    """Where the name is typed; arrows move in the list, Enter chooses, Esc goes back."""

    moved = Signal(int)
    taken = Signal()
    cancelled = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Drive the list."""
        key = Qt.Key(event.key())
        if key in _MOVES:
            self.moved.emit(_MOVES[key])
        elif key in _ENTERS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.taken.emit()
        elif key == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)


class PackagePicker(Card):
    """Offers the packages of the form's model.

    Args:
        parent: the widget it stands in.
    """

    chosen = Signal(object)  # Package
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(text("packages.picker.title"), "", parent)
        self._packages: Sequence[Package] = ()
        self.typed = _Filter()
        self.typed.setAccessibleName(text("packages.picker.typed"))
        self.typed.setPlaceholderText(text("packages.picker.typed"))
        self.list = QListWidget()
        self.list.setAccessibleName(text("packages.picker.title"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._none = wrapped(text("packages.picker.none"))
        self.body.addWidget(self.typed)
        self.body.addWidget(self._none)
        self.body.addWidget(self.list, 1)
        for cap, does in (("↵", "put"), ("Ctrl 1 … 9", "direct"), ("Esc", "back")):
            self.body.addWidget(KeyHint(cap, text(f"packages.picker.{does}")))
        self.typed.rawEdited.connect(lambda _raw: self._filter())
        self.typed.moved.connect(self._move)
        self.typed.taken.connect(self._take)
        self.typed.cancelled.connect(self.left)
        self.list.itemClicked.connect(self._on_clicked)

    def offer(self, packages: Sequence[Package]) -> None:
        """Show packages and take the cursor.

        Args:
            packages: in the order of the list.
        """
        self._packages = tuple(packages)
        self.typed.set_raw("")
        self._filter()
        self.typed.setFocus(Qt.FocusReason.TabFocusReason)

    def names(self) -> list[str]:
        """Return the packages in view."""
        return [self.list.item(row).data(_WHAT).name for row in range(self.list.count())]

    def _filter(self) -> None:
        words = fold(self.typed.text()).split()
        self.list.clear()
        for package in self._packages:
            said = f"{package.number or ''} {fold(package.name)}"
            if all(any(part.startswith(word) for part in said.split()) for word in words):
                self._add(package)
        self.list.setCurrentRow(0)
        self._none.setVisible(self.list.count() == 0)

    def _add(self, package: Package) -> None:
        number = package.number or FIGURE
        item = QListWidgetItem(text("packages.picker.numbered", number=number, name=package.name))
        item.setFont(fonts.body())
        item.setToolTip(package.name)
        item.setData(_WHAT, package)
        item.setSizeHint(QSize(0, ROW))
        self.list.addItem(item)

    def _move(self, by: int) -> None:
        last = self.list.count() - 1
        if last >= 0:
            self.list.setCurrentRow(max(0, min(last, self.list.currentRow() + by)))

    def _take(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.chosen.emit(item.data(_WHAT))

    def _on_clicked(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_WHAT))
