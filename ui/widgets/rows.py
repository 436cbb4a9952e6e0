"""What tables show: plain objects as rows, under the columns that read them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
)
from PySide6.QtGui import QPainter

from ui.widgets.tone import Tone

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
ROW_ROLE = Qt.ItemDataRole.UserRole
TONE_ROLE = Qt.ItemDataRole.UserRole + 1
ICON_ROLE = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True)
class Column(Generic[T]):
    """A column of a table.

    Args:
        title: the column's head.
        text: returns what a row shows.
        width: width in pixels; 0 takes what is left.
        tone: returns a row's status tone: the text is shown as a pill.
        code: figures of one width, for codes and dates.
        muted: shown in the muted colour, for what is secondary.
        right: aligned at the right, for counts.
        icon: returns the icon of a row's status, shown before its word.
        whole: never narrower than its width, such as a column of buttons.
        paint: paints the cell of a row in an area instead of its text.
    """

    title: str
    text: Callable[[T], str]
    width: int = 0
    tone: Callable[[T], Tone] | None = None
    code: bool = False
    muted: bool = False
    right: bool = False
    icon: Callable[[T], str] | None = None
    whole: bool = False
    paint: Callable[[QPainter, QRect, T], None] | None = None

    @property
    def keeps(self) -> bool:
        """Whether it keeps its width where there is little room."""
        return self.code or self.right or self.whole or self.tone is not None


class Columned(QAbstractTableModel, Generic[T]):
    """Rows under columns that read them: what every table shows.

    Args:
        columns: the columns, left to right.
        parent: the object that owns it.
    """

    def __init__(self, columns: Sequence[Column[T]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)

    def row(self, place: int) -> T | None:
        """Return the row at a place, None while it is not here."""
        raise NotImplementedError

    def picked(self, row: T) -> bool | None:
        """Return whether a row is picked, None where rows are only marked."""
        return None

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's head."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = "AlignRight" if self.columns[section].right else "AlignLeft"
            return int(Qt.AlignmentFlag[side] | Qt.AlignmentFlag.AlignVCenter)
        return None


class Rows(Columned[T]):
    """Rows of plain objects under the columns that read them.

    Args:
        columns: the columns, left to right.
        parent: the object that owns it.
    """

    def __init__(self, columns: Sequence[Column[T]], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._rows: list[T] = []

    def rows(self) -> Sequence[T]:
        """Return the rows."""
        return self._rows

    def row(self, place: int) -> T | None:
        """Return the row at a place."""
        return self._rows[place]

    def replace(self, rows: Sequence[T]) -> None:
        """Show other rows; rows that stay at their place are not reset under the reader's eye."""
        rows = list(rows)
        common = min(len(rows), len(self._rows))
        if len(rows) < len(self._rows):
            self.beginRemoveRows(_NOWHERE, common, len(self._rows) - 1)
            del self._rows[common:]
            self.endRemoveRows()
        stale = [i for i in range(common) if rows[i] != self._rows[i]]
        self._rows[:common] = rows[:common]
        if stale:
            last = len(self.columns) - 1
            self.dataChanged.emit(self.index(stale[0], 0), self.index(stale[-1], last))
        self.append(rows[common:])

    def append(self, rows: Sequence[T]) -> None:
        """Add rows at the end."""
        if rows:
            first = len(self._rows)
            self.beginInsertRows(_NOWHERE, first, first + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, tone or row."""
        return told(self.columns[index.column()], self._rows[index.row()], role)


def told(column: Column[T], row: T, role: int) -> Any:
    """Return what a cell is asked for: its text, tone, icon or row.

    Args:
        column: the cell's column.
        row: the object that its row shows.
        role: what is asked.
    """
    if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
        return column.text(row)
    if role == ROW_ROLE:
        return row
    if role == TONE_ROLE:
        return column.tone(row) if column.tone else None
    if role == ICON_ROLE:
        return column.icon(row) if column.icon else None
    return None
