"""How a month divides: bars by modality, by procedure or by professional.

A full bar is the whole month, so that lengths can be compared with it and not only with each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from coletor.figures import Share
from coletor.messages import text
from coletor.model import masked
from ui.home.words import percent, share_words
from ui.style import fonts
from ui.style.palette import colours
from ui.widgets.wording import figure

_ROW, _LOOSE_ROW = 26, 34
"""Height of a line: where there are many, and where there is room."""
_STACKED, _TALL = 54, 62
"""Height from which a name stands above its bar, which has the whole width then; and the most."""
_FIGURE, _PERCENT, _NAME_GAP = 56, 48, 14
"""Room of a line's figure, of what share of the whole it is, and between name and bar."""
_NAME_LEAST, _NAME_MOST = 0.3, 0.56
"""Share of the width that the names take, at least and at most."""
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class _Line:
    name: str
    code: str
    count: int
    rest: bool = False


class ShareBars(QWidget):
    """As many shares as there is room for; what is left comes together in the last line."""

    def __init__(self) -> None:
        super().__init__()
        self._by = ""
        self._shares: Sequence[Share] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Return room for a few lines."""
        return QSize(360, _ROW * 6)

    def minimumSizeHint(self) -> QSize:
        """Return room for the first and for the rest."""
        return QSize(240, _ROW * 2)

    def show_shares(self, by: str, shares: Sequence[Share]) -> None:
        """Show a division of the month."""
        self._by, self._shares = by, shares
        said = "; ".join(
            text("home.month.share", name=share_words(by, each), count=figure(each.count))
            for each in shares
        )
        self.setAccessibleName(
            text("home.month.share_name", by=text(f"figures.by.{by}"), shares=said)
        )
        self.update()

    def lines(self) -> list[str]:
        """Return the names in view, the rest in one."""
        return [line.name for line in self._lines()]

    def _lines(self) -> list[_Line]:
        room = max(2, self.height() // _ROW)
        lines = [
            _Line(share_words(self._by, one), masked(one.code), one.count) for one in self._shares
        ]
        if len(lines) <= room:
            return lines
        rest = lines[room - 1 :]
        others = text("home.month.others", count=figure(len(rest)))
        return [*lines[: room - 1], _Line(others, "", sum(line.count for line in rest), rest=True)]

    def event(self, event: QEvent) -> bool:
        """Say a name in full over its line."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            lines = self._lines()
            place = event.pos().y() // self._row(len(lines))
            if 0 <= place < len(lines):
                line = lines[place]
                QToolTip.showText(event.globalPos(), f"{line.code} {line.name}".strip(), self)
                return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint name, bar and figure of each line."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            lines = self._lines()
            whole, row = sum(line.count for line in lines), self._row(len(lines))
            named = self._named([line.name for line in lines])
            for place, line in enumerate(lines):
                area = QRect(0, place * row, self.width(), row)
                if row >= _STACKED:
                    _paint_stacked(painter, area, line, whole)
                else:
                    _paint(painter, area, line, whole, named)

    def _named(self, names: Sequence[str]) -> int:
        """Return the width of the column of names: what they need, and no more than their share."""
        size, width = QFontMetrics(fonts.body()), self.width()
        needed = max((size.horizontalAdvance(name) for name in names), default=0) + _NAME_GAP
        return int(min(width * _NAME_MOST, max(width * _NAME_LEAST, needed)))

    def _row(self, lines: int) -> int:
        share = self.height() // max(1, lines)
        return min(_TALL, share) if share >= _STACKED else min(_LOOSE_ROW, max(_ROW, share))


def _paint(painter: QPainter, area: QRect, line: _Line, whole: int, named: int) -> None:
    _paint_words(painter, area, line, whole, named - _NAME_GAP)
    free = area.width() - named - _FIGURE - _PERCENT
    _paint_bar(painter, QRectF(named, area.center().y() - 3, free, 8), line, whole)


def _paint_stacked(painter: QPainter, area: QRect, line: _Line, whole: int) -> None:
    words = QRect(area.left(), area.top() + 4, area.width(), 22)
    _paint_words(painter, words, line, whole, area.width() - _FIGURE - _PERCENT)
    _paint_bar(painter, QRectF(area.left(), words.bottom() + 5, area.width(), 8), line, whole)


def _paint_words(painter: QPainter, area: QRect, line: _Line, whole: int, width: int) -> None:
    """Paint the name in so many pixels, and the figures at the right."""
    roles = colours()
    painter.setFont(fonts.body())
    painter.setPen(roles["text"])
    room = QRect(area.left(), area.top(), width, area.height())
    words = painter.fontMetrics().elidedText(line.name, Qt.TextElideMode.ElideRight, width)
    painter.drawText(room, _MIDDLE, words)
    right = area.adjusted(0, 0, -_PERCENT, 0)
    painter.drawText(right, _MIDDLE | Qt.AlignmentFlag.AlignRight, figure(line.count))
    painter.setFont(fonts.secondary())
    painter.setPen(roles["muted"])
    painter.drawText(area, _MIDDLE | Qt.AlignmentFlag.AlignRight, percent(line.count, whole))


def _paint_bar(painter: QPainter, track: QRectF, line: _Line, whole: int) -> None:
    roles = colours()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(roles["neutral_background"])
    painter.drawRoundedRect(track, 4, 4)
    part = max(8.0, track.width() * line.count / max(1, whole))
    painter.setBrush(roles["faint" if line.rest else "accent"])
    painter.drawRoundedRect(QRectF(track.left(), track.top(), part, 8), 4, 4)
