"""Lines of text as they are painted: laid out once and kept, cut with "…" where they do not fit."""

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QStaticText, QTransform

from ui.style import fonts

LEFT, MIDDLE, RIGHT = 0.0, 0.5, 1.0
"""Where a line stands in its area: the share of the room left over that lies before it."""
_KEPT = 600
"""Lines kept laid out: a few screens full of them."""


class Line(NamedTuple):
    """A line of text laid out.

    Args:
        words: what it says, cut where it had to be.
        drawn: what is painted.
        font: what it is painted in.
        width: of it, in logical pixels.
        height: of its font, in logical pixels.
    """

    words: str
    drawn: QStaticText
    font: QFont
    width: float
    height: float


_FONTS: dict[int, tuple[QFont, float]] = {}


def forget() -> None:
    """Lay every line out anew: the application whose fonts they had has ended."""
    _laid.cache_clear()
    _FONTS.clear()


def line(words: str, font: QFont, room: float) -> Line:
    """Return a line laid out.

    Args:
        words: what it says.
        font: a font of ``ui.style.fonts``, the very object.
        room: width in logical pixels from which it is cut.
    """
    number = id(font)
    if number not in _FONTS:
        _FONTS[number] = font, QFontMetricsF(font).height()
    return _laid(words, number, room)


@lru_cache(maxsize=_KEPT)
def _laid(words: str, number: int, room: float) -> Line:
    font, height = _FONTS[number]
    drawn = _drawn(words, font)
    if drawn.size().width() > room:
        words = fonts.measures(font).elidedText(words, Qt.TextElideMode.ElideRight, int(room))
        drawn = _drawn(words, font)
    return Line(words, drawn, font, drawn.size().width(), height)


def _drawn(words: str, font: QFont) -> QStaticText:
    drawn = QStaticText(words)
    drawn.setTextFormat(Qt.TextFormat.PlainText)
    drawn.prepare(QTransform(), font)
    return drawn


def write(
    painter: QPainter, area: QRect | QRectF, words: str, font: QFont, side: float = LEFT
) -> None:
    """Paint a line in the painter's pen, in the middle of the height of an area.

    Args:
        painter: what it is painted with; its font is that of the line from then on.
        area: where; what does not fit in its width is cut.
        words: what the line says.
        font: a font of ``ui.style.fonts``, the very object.
        side: LEFT, MIDDLE or RIGHT.
    """
    put(painter, area, line(words, font, area.width()), side)


def put(painter: QPainter, area: QRect | QRectF, laid: Line, side: float = LEFT) -> None:
    """Paint a line that was laid out, as `write` does."""
    _, drawn, font, width, height = laid
    left = area.x() + (area.width() - width) * side
    painter.setFont(font)
    painter.drawStaticText(QPointF(left, area.y() + (area.height() - height) / 2), drawn)
