"""A plain list: lines that stand for something, heads between them, quiet ones in muted colour."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ui.style import fonts
from ui.style.palette import colours

ROW = 30
SEPARATOR = "   ·   "
"""Between the things that a line says."""
_LEFT_ROOM = 11
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_WHAT = Qt.ItemDataRole.UserRole
_QUIET = Qt.ItemDataRole.UserRole + 64


class _Painter(QStyledItemDelegate):
    """Paints a line: in its columns, if there are any; a quiet one muted.

    A colour kept in the line would outlive the theme.

    Args:
        columns: where each column after the first begins, in letters of the running text.
        parent: the list.
    """

    def __init__(self, columns: Sequence[int], parent: QListWidget) -> None:
        super().__init__(parent)
        self._columns = columns

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint what belongs together below each other."""
        if not self._columns or SEPARATOR not in str(index.data()):
            line = QStyleOptionViewItem(option)
            if not index.flags():  # a head, which stands a little above its lines
                line.rect = option.rect.adjusted(0, 0, 0, -5)
            super().paint(painter, line, index)
            return
        line = QStyleOptionViewItem(option)
        self.initStyleOption(line, index)
        line.text = ""
        line.widget.style().drawControl(
            QStyle.ControlElement.CE_ItemViewItem, line, painter, line.widget
        )
        unit = line.fontMetrics.averageCharWidth()
        starts = [_LEFT_ROOM, *(_LEFT_ROOM + each * unit for each in self._columns)]
        parts = str(index.data()).split(SEPARATOR, len(self._columns))
        painter.setFont(line.font)
        for place, (part, start) in enumerate(zip(parts, starts, strict=False)):
            quiet = place or index.data(_QUIET)
            painter.setPen(colours()["muted" if quiet else "text"])
            last = place + 1 == len(starts)
            end = line.rect.width() - 10 if last else starts[place + 1] - unit
            area = line.rect.adjusted(start, 0, end - line.rect.width(), 0)
            shown = line.fontMetrics.elidedText(part, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(area, _LEFT, shown)

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
        columns: where the columns after the first begin, in letters, for lines that say several
            things: a screen reader reads them as one, with `SEPARATOR` between them.
    """

    def __init__(self, name: str, row: int = ROW, columns: Sequence[int] = ()) -> None:
        super().__init__()
        self._row = row
        self.setAccessibleName(name)
        self.setItemDelegate(_Painter(columns, self))
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
        item.setTextAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
        if self.count() > 1:  # the lines before it end here
            item.setSizeHint(QSize(0, self._row + 8))

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
