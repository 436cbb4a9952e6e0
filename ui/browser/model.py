"""The tree as Qt asks for it: branches are read when they are opened."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.browser.doors import Entry

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
Reader = Callable[[str, Callable[[Sequence[Entry]], None]], None]
"""Reads the lines below a branch beside the window and hands them over."""


class _Item:
    """A line, its place, and what is below it once that was read."""

    __slots__ = ("asked", "below", "entry", "number", "parent", "place")

    def __init__(self, entry: Entry | None, parent: "_Item | None", place: int, number: int):
        self.entry = entry
        self.parent = parent
        self.place = place
        self.number = number
        self.below: list[_Item] = []
        self.asked = False


class TreeModel(QAbstractItemModel):
    """Branches and codes of one table.

    Args:
        read: asks for what is below a branch.
        parent: the object that owns it.
    """

    def __init__(self, read: Reader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self._items: list[_Item] = []
        self._root = self._make(None, None, 0)

    def _make(self, entry: Entry | None, parent: _Item | None, place: int) -> _Item:
        item = _Item(entry, parent, place, len(self._items))
        self._items.append(item)
        return item

    def start(self) -> None:
        """Show the top of the tree."""
        self._clear()
        self.fetchMore(_NOWHERE)

    def show_flat(self, entries: Sequence[Entry]) -> None:
        """Show the answers of a search, in their order."""
        self._clear()
        self._root.asked = True
        self._fill(self._root, _NOWHERE, entries)

    def _clear(self) -> None:
        self.beginResetModel()
        self._items = []
        self._root = self._make(None, None, 0)
        self.endResetModel()

    def entry(self, index: _Index) -> Entry | None:
        """Return the line at an index."""
        return self._item(index).entry

    def _item(self, index: _Index) -> _Item:
        return self._items[index.internalId()] if index.isValid() else self._root

    def _fill(self, item: _Item, index: _Index, entries: Sequence[Entry]) -> None:
        if not entries:
            return
        self.beginInsertRows(_plain(index), 0, len(entries) - 1)
        item.below = [self._make(entry, item, place) for place, entry in enumerate(entries)]
        self.endInsertRows()

    # What Qt asks

    def canFetchMore(self, parent: _Index) -> bool:
        """Tell whether what is below was not asked for yet."""
        item = self._item(parent)
        return not item.asked and (item.entry is None or not item.entry.leaf)

    def fetchMore(self, parent: _Index) -> None:
        """Ask for what is below; it comes a moment later."""
        item = self._item(parent)
        if item.asked:
            return
        item.asked = True
        kept = QPersistentModelIndex(_plain(parent))
        root = self._root

        def arrived(entries: Sequence[Entry]) -> None:
            # A tree that was cleared meanwhile wants nothing any more.
            if root is self._root and (item is root or kept.isValid()):
                self._fill(item, kept if item is not root else _NOWHERE, entries)

        self._read(item.entry.key if item.entry else "", arrived)

    def hasChildren(self, parent: _Index = _NOWHERE) -> bool:
        """Tell whether something is or may be below."""
        item = self._item(parent)
        return bool(item.below) or self.canFetchMore(parent)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many lines are below."""
        return len(self._item(parent).below)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Return one."""
        return 1

    def index(self, row: int, column: int, parent: _Index = _NOWHERE) -> QModelIndex:
        """Return the index of a line below another."""
        below = self._item(parent).below
        if column != 0 or not 0 <= row < len(below):
            return QModelIndex()
        return self.createIndex(row, column, below[row].number)

    def parent(self, index: _Index) -> QModelIndex:  # type: ignore[override]
        """Return the index of the line above."""
        above = self._item(index).parent
        if above is None or above.entry is None:
            return QModelIndex()
        return self.createIndex(above.place, 0, above.number)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a line says, or the line itself."""
        entry = self._item(index).entry
        if entry is None:
            return None
        if role == Qt.ItemDataRole.UserRole:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return " ".join(part for part in (entry.label, entry.name, entry.reason) if part)
        return None


def _plain(index: _Index) -> QModelIndex:
    """Return an index as Qt's own calls take it."""
    if isinstance(index, QModelIndex):
        return index
    return (
        index.model().index(index.row(), index.column(), index.parent())
        if index.isValid()
        else QModelIndex()
    )
