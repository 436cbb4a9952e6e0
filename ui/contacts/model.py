"""The rows of a view, a page at a time: what is not here yet is asked for and comes."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer, Signal

from coletor.messages import text
from coletor.store import ListRow, View
from ui.contacts.picks import Picks
from ui.widgets.rows import Column, Columned, told

PAGE = 100
KEPT = 60
"""Pages in memory: a screen shows at most one; the rest is for scrolling back and forth."""
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pages of a view, as they were read.

    Args:
        view: the view.
        pages: rows by the number of their page.
    """

    view: View
    pages: dict[int, list[ListRow]]


def read(view: View, pages: Iterable[int]) -> Stretch:
    """Read pages of a view; off the GUI thread."""
    return Stretch(view, {page: view.rows(page * PAGE, PAGE) for page in sorted(set(pages))})


def pages_of(first: int, last: int) -> range:
    """Return the pages that hold the rows from one to another."""
    return range(max(0, first) // PAGE, max(0, last) // PAGE + 1)


class PagedRows(Columned[ListRow]):
    """Rows of a list of any length.

    Args:
        columns: the columns, left to right.
        picks: which contacts are picked.
        parent: the object that owns it.
    """

    missing = Signal(object)  # range of pages that somebody looked at and that are not here

    def __init__(
        self, columns: Sequence[Column[ListRow]], picks: Picks, parent: QObject | None = None
    ) -> None:
        super().__init__(columns, parent)
        self.picks = picks
        self.view: View | None = None
        self._pages: OrderedDict[int, list[ListRow]] = OrderedDict()
        self._total = 0
        self._wanted: set[int] = set()
        self._ask = QTimer(self)
        self._ask.setSingleShot(True)
        self._ask.setInterval(0)
        self._ask.timeout.connect(self._tell_missing)

    def rows(self) -> list[ListRow]:
        """Return the rows that are here, in their order."""
        return [row for page in sorted(self._pages) for row in self._pages[page]]

    def row(self, place: int) -> ListRow | None:
        """Return the row at a place, None while it is not here."""
        page = self._pages.get(place // PAGE)
        if page is None or place % PAGE >= len(page):
            return None
        return page[place % PAGE]

    def picked(self, row: ListRow) -> bool:
        """Return whether a row is picked."""
        return row.uuid in self.picks

    def place_of(self, uuid: str) -> int | None:
        """Return where a contact stands, as far as its page is here."""
        for number, page in self._pages.items():
            for offset, row in enumerate(page):
                if row.uuid == uuid:
                    return number * PAGE + offset
        return None

    def show(self, stretch: Stretch) -> None:
        """Show another view, whose visible pages were read with it."""
        self.view = stretch.view
        self._wanted.clear()
        self._pages = OrderedDict(stretch.pages)
        before, now = self._total, stretch.view.total
        if now < before:
            self.beginRemoveRows(_NOWHERE, now, before - 1)
            self._total = now
            self.endRemoveRows()
        elif now > before:
            self.beginInsertRows(_NOWHERE, before, now - 1)
            self._total = now
            self.endInsertRows()
        self._tell(0, min(before, now) - 1)

    def take(self, stretch: Stretch) -> None:
        """Take pages that were asked for; those of an older view are dropped."""
        if stretch.view is not self.view:
            return
        for page, rows in stretch.pages.items():
            self._pages[page] = rows
            self._pages.move_to_end(page)
            self._wanted.discard(page)
            self._tell(page * PAGE, page * PAGE + len(rows) - 1)
        while len(self._pages) > KEPT:
            self._pages.popitem(last=False)

    def forget_wanted(self) -> None:
        """Let pages be asked for again, after a reading that was dropped."""
        self._wanted.clear()

    def repaint_picks(self) -> None:
        """Show anew which rows are picked."""
        self._tell(0, self._total - 1)

    def _tell(self, first: int, last: int) -> None:
        if last >= first:
            end = self.index(last, len(self.columns) - 1)
            self.dataChanged.emit(self.index(first, 0), end)

    def rowCount(self, parent: Any = _NOWHERE) -> int:
        """Return how many rows the view has, here or not."""
        return 0 if parent.isValid() else self._total

    def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, tone, icon or row; asks for what is not here."""
        row = self.row(index.row())
        if row is None:
            self._want(index.row() // PAGE)
            return self._placeholder(index.column(), role)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return text("contacts.picked_row") if row.uuid in self.picks else None
        return told(self.columns[index.column()], row, role)

    @staticmethod
    def _placeholder(column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return text("contacts.loading")
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if column else text("contacts.placeholder")
        return None

    def _want(self, page: int) -> None:
        if page not in self._wanted and page not in self._pages:
            self._wanted.add(page)
            self._ask.start()

    def _tell_missing(self) -> None:
        wanted = [page for page in self._wanted if page not in self._pages]
        if wanted:
            self.missing.emit(tuple(wanted))
