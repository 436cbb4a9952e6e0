"""The list of packages, with those in the bin below."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from coletor.messages import text
from coletor.packages import Package
from ui.packages.picker import numbered
from ui.widgets.card import Card
from ui.widgets.items import ItemList
from ui.widgets.marks import KeyHint, key_hints

ROW = 32
_CTRL = Qt.KeyboardModifier.ControlModifier


class _List(ItemList):
    """A list in which Enter changes, Del removes and Ctrl+Z brings back."""

    changing = Signal()
    removing = Signal()
    undoing = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the marked package."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.changing.emit()
        elif key == Qt.Key.Key_Delete:
            self.removing.emit()
        elif key == Qt.Key.Key_Z and event.modifiers() & _CTRL:
            self.undoing.emit()
        else:
            super().keyPressEvent(event)


class PackageList(Card):
    """The packages in use, then those that were removed and can come back.

    Args:
        parent: the widget it stands in.
    """

    marked = Signal(object)  # Package or None
    changing = Signal()
    removing = Signal(object)  # Package
    restoring = Signal(object)  # Package
    undoing = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(text("packages.page.list"), "", parent)
        self.list = _List(text("packages.page.list"), ROW)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(KeyHint("Ctrl 1 … 9", text("packages.picker.direct")))
        self.body.addLayout(
            key_hints(("↵", "packages.page.change"), ("Del", "packages.page.remove"))
        )
        self.list.currentItemChanged.connect(lambda *_: self.marked.emit(self.current()))
        self.list.changing.connect(self._change)
        self.list.removing.connect(self._remove)
        self.list.undoing.connect(self.undoing)
        self.list.itemDoubleClicked.connect(lambda _item: self._change())

    def current(self) -> Package | None:
        """Return the marked package."""
        found: Package | None = self.list.what()
        return found

    def show_packages(
        self, packages: Sequence[Package], removed: Sequence[Package], mark: int
    ) -> None:
        """List packages and mark one.

        Args:
            packages: in use.
            removed: in the bin.
            mark: id of the one to mark; where it is not in use, the one in its place.
        """
        place = self.list.currentRow()
        self.list.blockSignals(True)
        self.list.clear()
        for package in packages:
            self._add(package)
        if removed:
            self.list.add_head(text("packages.page.bin"))
        for package in removed:
            self._add(package)
        self.list.setCurrentRow(self._row_of(mark, len(packages), place))
        self.list.blockSignals(False)
        self.marked.emit(self.current())

    def _row_of(self, mark: int, used: int, place: int) -> int:
        """Return the row to mark: that package, or what came into its place when it was removed."""
        found = self.list.all()
        rows = [row for row, each in enumerate(found) if each is not None and each.id == mark]
        if rows and (rows[0] < used or not used):
            return rows[0]
        return max(0, min(place, used - 1)) if used else len(found) - 1

    def _add(self, package: Package) -> None:
        gone = bool(package.removed_at)
        item = self.list.add(package.name if gone else numbered(package), package, quiet=gone)
        item.setToolTip(package.name)

    def _change(self) -> None:
        package = self.current()
        if package is not None and package.removed_at:
            self.restoring.emit(package)
        elif package is not None:
            self.changing.emit()

    def _remove(self) -> None:
        package = self.current()
        if package is not None and not package.removed_at:
            self.removing.emit(package)
