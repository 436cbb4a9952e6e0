"""Refused contacts gathered by cause: what, how many, where, and the way to settle them."""

from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStyleOptionViewItem,
    QWidget,
)

from coletor.messages import text
from ui.outbox.reading import Cause
from ui.style import fonts, lettering
from ui.style.palette import colours
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.cells import Cells
from ui.widgets.marks import Pill
from ui.widgets.rows import ROW_ROLE, Column, Index, Rows
from ui.widgets.table import BORDER, DataTable
from ui.widgets.tone import Tone

_ROW = 46
_MOST = 4
_ACTIONS, _WHERE = 268, 2
_NARROW = 760
"""Width below which a cause needs the room of the column beside it."""


class _Cells(Cells):
    """Says in full a cause and what the service said of it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(40, _ROW)

    def cut(self, index: Index, width: int) -> str:
        in_cell = (fonts.strong(), fonts.secondary()) if index.column() == 0 else (fonts.body(),)
        words = _told(index)
        cut = any(
            QFontMetrics(font).horizontalAdvance(said) > width - 16
            for font, said in zip(in_cell, words, strict=True)
        )
        return "\n".join(words) if cut else ""


def _told(index: Index) -> tuple[str, ...]:
    """Return the lines of a cell."""
    if index.column():
        return (str(index.data(Qt.ItemDataRole.DisplayRole) or ""),)
    return _lines(index.data(ROW_ROLE))


def _lines(cause: Cause) -> tuple[str, str]:
    what, advice = split(cause.group.message)
    return what, " ".join(part for part in (said_by_service(cause), advice) if part)


def _paint(painter: QPainter, area: QRect, cause: Cause) -> None:
    """Paint a cause over what the service said."""
    inner = area.adjusted(0, 5, 0, -5)
    half, (what, said) = inner.height() // 2, _lines(cause)
    painter.setPen(colours()["text"])
    lettering.write(painter, inner.adjusted(0, 0, 0, -half), what, fonts.strong())
    painter.setPen(colours()["muted"])
    lettering.write(painter, inner.adjusted(0, half, 0, 0), said, fonts.secondary())


def split(message: str) -> tuple[str, str]:
    """Return what is wrong, and what to do about it: the first sentence and the rest."""
    what, stop, advice = message.partition(". ")
    return (what, advice) if stop else (message.rstrip("."), "")


def said_by_service(cause: Cause) -> str:
    """Return the service's code and the values it refused, in a sentence."""
    code = text("ui.cause.code", code=cause.group.code) if cause.group.code else ""
    values = text("ui.cause.values", values=cause.refused) if cause.refused else ""
    return " ".join(part for part in (code, values) if part)


class CausesCard(Card):
    """The card of refusals; it is there only while there are some."""

    correcting = Signal(object)  # Cause
    opening = Signal(str)  # UUID

    def __init__(self) -> None:
        super().__init__(text("ui.cause.title"), text("ui.sending.rejected_hint"))
        self.count = Pill("", Tone.ERROR)
        self.add_mark(self.count)
        self.table = DataTable(text("ui.cause.title"))
        self.table.setItemDelegate(_Cells(self.table))
        self.rows = Rows[Cause](
            [
                Column(text("ui.cause.cause"), lambda cause: cause.group.message, paint=_paint),
                Column(text("ui.cause.contacts"), lambda cause: str(len(cause.group.uuids)), 76),
                Column(text("ui.cause.where"), lambda cause: cause.where or "—", 230),
                Column("", lambda _: "", _ACTIONS, whole=True),
            ],
            self,
        )
        self.table.show_rows(self.rows)
        self.table.verticalHeader().setDefaultSectionSize(_ROW)
        self.table.opened.connect(self._settle)
        self.body.addWidget(self.table)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out where it was refused where there is little room: opening goes there."""
        super().resizeEvent(event)
        self.table.hide_columns({_WHERE} if self.width() < _NARROW else ())

    def show_causes(self, causes: tuple[Cause, ...]) -> None:
        """Show the causes there are."""
        self.setVisible(bool(causes))
        if tuple(self.rows.rows()) == causes:
            return
        self.rows.replace(causes)
        total = len({uuid for cause in causes for uuid in cause.group.uuids})
        self.count.show_as(str(total), Tone.ERROR)
        shown = min(len(causes), _MOST)
        self.table.setFixedHeight(
            self.table.horizontalHeader().height() + shown * _ROW + 2 * BORDER
        )
        for row, cause in enumerate(causes):
            self.table.setIndexWidget(self.rows.index(row, 3), self._buttons(cause))
        if causes and not self.table.currentIndex().isValid():
            self.table.selectRow(0)

    def _buttons(self, cause: Cause) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 6, 0)
        line.setSpacing(6)
        line.addStretch(1)
        if cause.correctable:
            batch = Button(text("ui.cause.batch"))
            batch.clicked.connect(partial(self.correcting.emit, cause))
            line.addWidget(batch)
        one = Button(text("ui.sending.open_field"))
        one.clicked.connect(partial(self.opening.emit, cause.group.uuids[0]))
        line.addWidget(one)
        return holder

    def _settle(self, cause: Cause) -> None:
        """Do what Enter does: one contact is opened, many are corrected together."""
        if cause.correctable and len(cause.group.uuids) > 1:
            self.correcting.emit(cause)
        else:
            self.opening.emit(cause.group.uuids[0])
