"""The list beside the page: the pages with the headings of the open one, or what was found."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.help.book import INDEX, RULES, Page
from ui.help.searching import Hit
from ui.help.topics import FIELD, FIELDS, RULE
from ui.style import fonts
from ui.style.palette import colours

_LINE = Qt.ItemDataRole.UserRole
_INDENT = 16
_TWO_LINES = 1.8
"""How much of a text fits into two lines that break between words, in widths of one."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Line:
    """One line of the list.

    Args:
        topic: what it opens.
        title: its words.
        remark: words under it, in the muted colour.
        level: 1 for a page, 2 for a heading in it.
    """

    topic: str
    title: str
    remark: str = ""
    level: int = 1


class _Painter(QStyledItemDelegate):
    """Paints a line, its remark in at most two lines below it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        line: Line = index.data(_LINE)
        height = QFontMetrics(fonts.body()).height() + (10 if line.level == 1 else 6)
        if line.remark:
            height += 2 * QFontMetrics(fonts.secondary()).height() + 2
        return QSize(80, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line: Line = index.data(_LINE)
        roles = colours()
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(roles["accent_background"])
            painter.drawRoundedRect(area.adjusted(4, 0, -4, 0), 5, 5)
        inner = area.adjusted(12 + _INDENT * (line.level - 1), 4, -10, -4)
        font = fonts.strong() if line.level == 1 and line.remark else fonts.body()
        painter.setFont(font)
        painter.setPen(roles["accent" if chosen else "text" if line.level == 1 else "muted"])
        size = QFontMetrics(font)
        head = QRect(inner.left(), inner.top(), inner.width(), size.height())
        shown = size.elidedText(line.title, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(head if line.remark else inner, _LEFT, shown)
        if line.remark:
            painter.setFont(fonts.secondary())
            painter.setPen(roles["text" if chosen else "muted"])
            wrap = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop
            room = QFontMetrics(fonts.secondary())
            remark = room.elidedText(
                line.remark, Qt.TextElideMode.ElideRight, round(inner.width() * _TWO_LINES)
            )
            painter.drawText(inner.adjusted(0, size.height() + 1, 0, 4), wrap, remark)
        painter.restore()


class ContentsList(QListWidget):
    """Pages and headings, or hits; Enter opens the marked line.

    Args:
        name: accessible name.
        parent: the widget it stands in.
    """

    opened = Signal(str)  # topic
    typed = Signal(object)  # QKeyEvent

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setItemDelegate(_Painter(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.itemClicked.connect(self._open)

    def lines(self) -> list[Line]:
        """Return the lines in view."""
        return [self.item(row).data(_LINE) for row in range(self.count())]

    def show_contents(self, pages: Sequence[Page], topic: str, anchor: str) -> None:
        """List the pages, with the headings of the open one under it.

        Args:
            pages: every page, in order.
            topic: the open page.
            anchor: the heading that is being read.
        """
        lines: list[Line] = []
        for page in pages:
            lines.append(Line(page.topic, page.title))
            if page.topic == topic != INDEX:
                lines += [
                    Line(f"{topic}#{one.anchor}", one.title, level=2)
                    for one in page.headings
                    if one.level == 2
                ]
        self._replace(lines)
        self.mark(topic, anchor)

    def mark(self, topic: str, anchor: str) -> None:
        """Mark the line of what is being read."""
        above = {FIELD: FIELDS, RULE: RULES}.get(topic.partition("/")[0], topic)
        kin = "/".join((above, *topic.split("/")[1:2])) if above == FIELDS else above
        wanted = [f"{topic}#{anchor}", topic, kin]
        lines = [line.topic for line in self.lines()]
        found = next((lines.index(one) for one in wanted if one in lines), -1)
        self.setCurrentRow(found)

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """List what was found, the first one marked."""
        self._replace(
            [
                Line(
                    hit.topic, hit.title, f"{hit.page} · {hit.excerpt}" if hit.page else hit.excerpt
                )
                for hit in hits
            ]
        )
        self.setCurrentRow(0 if hits else -1)

    def step(self, by: int) -> None:
        """Mark another line, from afar."""
        self.setCurrentRow(max(0, min(self.count() - 1, self.currentRow() + by)))

    def open_marked(self) -> None:
        """Open the marked line."""
        self._open(self.currentItem())

    def _open(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.opened.emit(item.data(_LINE).topic)

    def _replace(self, lines: Sequence[Line]) -> None:
        if lines == self.lines():
            return
        self.clear()
        for line in lines:
            item = QListWidgetItem(line.title)
            item.setData(_LINE, line)
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, line.remark)
            self.addItem(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter; a letter begins a search."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_marked()
        elif event.text().strip() and event.text().isprintable() and not event.modifiers():
            self.typed.emit(event.clone())
        else:
            super().keyPressEvent(event)
