"""The packages in a small list beside the form: type to filter, Enter puts one in."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from coletor.contact.fold import fold
from coletor.messages import text
from coletor.packages import Package
from ui.widgets.card import Card
from ui.widgets.items import ItemList, what_of
from ui.widgets.labels import wrapped
from ui.widgets.line import LineEdit
from ui.widgets.marks import KeyHint
from ui.widgets.popup import MOVES

_FIGURE = "\u2007"
"""A blank as wide as a figure: names stand in one column."""
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Filter(LineEdit):
    """Where the name is typed; arrows move in the list, Enter chooses, Esc goes back."""

    moved = Signal(int)
    taken = Signal()
    cancelled = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Drive the list."""
        key = Qt.Key(event.key())
        if key in MOVES:
            self.moved.emit(MOVES[key])
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
        self.list = ItemList(text("packages.picker.title"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setProperty("driven", True)  # by the field above it
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
        self.list.itemClicked.connect(lambda item: self.chosen.emit(what_of(item)))

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
        return [package.name for package in self.list.all()]

    def _filter(self) -> None:
        words = fold(self.typed.text()).split()
        self.list.clear()
        for package in self._packages:
            said = f"{package.number or ''} {fold(package.name)}"
            if all(any(part.startswith(word) for part in said.split()) for word in words):
                self.list.add(numbered(package), package).setToolTip(package.name)
        self.list.setCurrentRow(0)
        self._none.setVisible(self.list.count() == 0)

    def _move(self, by: int) -> None:
        last = self.list.count() - 1
        if last >= 0:
            self.list.setCurrentRow(max(0, min(last, self.list.currentRow() + by)))

    def _take(self) -> None:
        package = self.list.what()
        if package is not None:
            self.chosen.emit(package)


def numbered(package: Package) -> str:
    """Return a package's name after the number of its key."""
    return text("packages.picker.numbered", number=package.number or _FIGURE, name=package.name)
