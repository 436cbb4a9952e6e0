"""Paints the rows of a table in one go, column by column.

Qt would ask for every cell by itself, with a copy of all that may be known of it: on an old
machine that is most of what a page costs.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QTableView

from ui.style import fonts, icons, lettering
from ui.style.palette import colours
from ui.widgets.rows import Column, Columned
from ui.widgets.tone import Tone

BESIDE = 8
"""Room left and right of what a cell says."""
PILL_ICON, PILL_GAP, PILL_AROUND = 13, 4, 14
"""Size of a pill's icon, room between it and the word, and around both."""
_MARK = 3
"""Width of the bar before the row that the keys move."""


class Row(NamedTuple):
    """A row in sight.

    Args:
        place: which one.
        what: its object, None while that is not here.
        top: where it begins, in logical pixels of the viewport.
        height: in logical pixels.
        selected: whether it is the one that the keys move.
        picked: whether it is picked, None where rows are not.
    """

    place: int
    what: Any
    top: int
    height: int
    selected: bool
    picked: bool | None

    @property
    def marked(self) -> bool:
        """Whether its ground is coloured."""
        return self.selected or bool(self.picked)


class TablePainter:
    """Paints the rows of a table.

    Args:
        table: the table.
        model: its rows.
        painter: what its viewport is painted with.
    """

    def __init__(self, table: QTableView, model: Columned[Any], painter: QPainter) -> None:
        self._table, self._model, self._painter = table, model, painter
        self._roles = colours()

    def paint(self, area: QRect) -> None:
        """Paint what lies in an area of the viewport, in logical pixels."""
        rows = list(self._rows(area))
        self._paint_grounds(rows)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, left, width in self._columns(area):
            self._paint_column(place, QRect(left, 0, width, 0), rows)

    def _rows(self, area: QRect) -> Iterator[Row]:
        table, model = self._table, self._model
        selected = {index.row() for index in table.selectionModel().selectedRows()}
        first, last = table.rowAt(area.top()), table.rowAt(area.bottom())
        if first < 0:
            return
        top = table.rowViewportPosition(first)
        for place in range(first, (last if last >= 0 else model.rowCount() - 1) + 1):
            what, height = model.row(place), table.rowHeight(place)
            picked = model.picked(what) if what is not None else None
            yield Row(place, what, top, height, place in selected, picked)
            top += height

    def _columns(self, area: QRect) -> Iterator[tuple[int, int, int]]:
        """Yield every column in sight: its place, where it begins and its width."""
        head = self._table.horizontalHeader()
        for place in range(len(self._model.columns)):
            left, width = head.sectionViewportPosition(place), head.sectionSize(place)
            if width and left <= area.right() and left + width > area.left():
                yield place, left, width

    def _paint_grounds(self, rows: list[Row]) -> None:
        """Paint what lies below the cells: the mark of a row, and the line under it."""
        head = self._table.horizontalHeader()
        left, width = -head.offset(), head.length()
        at_hand = self._table.hasFocus()
        for row in rows:
            if row.marked:
                quiet = not at_hand and not row.picked
                role = "neutral_background" if quiet else "accent_background"
                self._fill(QRect(left, row.top, width, row.height), role)
            if row.selected and (at_hand or row.picked is not None) and not head.isSectionHidden(0):
                # The row that the keys move, also among rows that are picked.
                self._fill(QRect(left, row.top, _MARK, row.height), "accent")
        self._painter.setPen(self._roles["line_faint"])
        for row in rows:
            bottom = row.top + row.height - 1
            self._painter.drawLine(left, bottom, left + width - 1, bottom)

    def _fill(self, area: QRect, role: str) -> None:
        self._painter.fillRect(area, self._roles[role])

    def _paint_column(self, place: int, cell: QRect, rows: list[Row]) -> None:
        """Paint the cells of a column; pen and font are those of all of them."""
        column = self._model.columns[place]
        font, side = font_of(column), lettering.RIGHT if column.right else lettering.LEFT
        ink = self._roles["muted" if column.muted else "text"]
        room = cell.adjusted(BESIDE, 0, -BESIDE, 0)
        for row in rows:
            room.setRect(room.x(), row.top, room.width(), row.height - 1)
            if row.what is None:
                words = str(self._model.index(row.place, place).data() or "")  # asks for it
            elif column.paint is not None:
                column.paint(self._painter, room, row.what)
                continue
            else:
                words = column.text(row.what)
                if column.tone is not None and words:
                    self._paint_pill(room, words, row, column)
                    continue
            if words:
                self._painter.setPen(ink)
                lettering.write(self._painter, room, words, font, side)

    def _paint_pill(self, room: QRect, words: str, row: Row, column: Column[Any]) -> None:
        assert column.tone is not None
        tone, icon = column.tone(row.what), column.icon(row.what) if column.icon else ""
        paint_pill(self._painter, room, words, tone, marked=row.marked, icon=icon)


def font_of(column: Column[Any]) -> QFont:
    """Return the font of a column's cells."""
    if column.code:
        return fonts.code()
    return fonts.secondary() if column.muted else fonts.body()


def paint_pill(
    painter: QPainter, area: QRect, words: str, tone: Tone, *, marked: bool, icon: str = ""
) -> None:
    """Paint a word on its colour at the left of an area.

    Args:
        painter: what it is painted with, antialiased.
        area: the room there is.
        words: the word.
        tone: what it means.
        marked: whether what lies below has the colour of what is marked.
        icon: the icon before it, if there is one.
    """
    roles, before = colours(), PILL_ICON + PILL_GAP if icon else 0
    quiet = tone is Tone.NEUTRAL
    plain = quiet or tone is Tone.ACCENT  # their ground is that of a marked row
    room, middle = area.width() - PILL_AROUND - before, area.center().y()
    word = lettering.line(words, fonts.secondary_strong(), room)
    box = QRectF(area.left(), middle - 9, round(word.width) + PILL_AROUND + before, 19)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(roles["surface" if marked and plain else f"{tone}_background"])
    painter.drawRoundedRect(box, 4, 4)
    ink = roles["muted" if quiet else str(tone)]
    if icon:
        square = QRect(area.left() + 6, middle - 6, PILL_ICON, PILL_ICON)
        icons.paint(painter, square, icon, ink)
    painter.setPen(ink)
    lettering.put(painter, box.adjusted(before, 0, 0, 0), word, lettering.MIDDLE)
