"""A plain list: lines that stand for something, heads between them, quiet ones in muted colour."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ui.style import fonts
from ui.style.palette import colours

ROW = 30
_WHAT = Qt.ItemDataRole.UserRole
_QUIET = Qt.ItemDataRole.UserRole + 64


class _Painter(QStyledItemDelegate):
    """Paints a quiet line muted; a colour kept in the line would outlive the theme."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        if index.data(_QUIET):
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, colours()["muted"])


class ItemList(QListWidget):
    """Lines of one height; who needs more keys than the arrows adds them.

    Args:
        name: accessible name.
        row: height of a line in pixels.
    """

    def __init__(self, name: str, row: int = ROW) -> None:
        super().__init__()
        self._row = row
        self.setAccessibleName(name)
        self.setItemDelegate(_Painter(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def add(self, words: str, what: object, *, quiet: bool = False) -> QListWidgetItem:
        """Add a line.

        Args:
            words: what it says.
            what: what it stands for.
            quiet: whether it takes the muted colour, as what is in the bin does.
        """
        item = QListWidgetItem(words)
        item.setData(_WHAT, what)
        item.setData(_QUIET, quiet)
        item.setSizeHint(QSize(0, self._row))
        self.addItem(item)
        return item

    def add_head(self, words: str) -> None:
        """Add the name of the lines that follow; it cannot be marked."""
        item = self.add(words, None, quiet=True)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(fonts.secondary_strong())

    def what(self) -> Any:
        """Return what the marked line stands for, None where none is marked."""
        item = self.currentItem()
        return what_of(item) if item is not None else None

    def all(self) -> list[Any]:
        """Return what every line stands for, None for a head."""
        return [what_of(self.item(row)) for row in range(self.count())]


def what_of(item: QListWidgetItem) -> Any:
    """Return what a line stands for."""
    return item.data(_WHAT)
