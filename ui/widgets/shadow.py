"""A soft shadow around something that stands over the window.

Qt's own effect paints all it is laid on, the whole list under a field, into a picture and blurs it
anew for every letter typed. This one is a widget below, painted from a few small pieces, and it is
left alone while what throws it only changes its content.
"""

from functools import cache

from PySide6.QtCore import QEvent, QMargins, QObject, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from ui.style.palette import colours

_REACH = 18
"""Pixels around the widget at which the shadow has faded away."""
_ROUND = 8
_CORNER = _REACH + _ROUND + 2
"""Edge of the pieces at the corners; what is between them is stretched."""
_FALL = 6
"""Pixels that the shadow lies below the widget."""
_STRENGTH = 46


class Shadow(QWidget):
    """The shadow of a widget; it comes, moves and goes with it.

    Args:
        thrower: what throws it.
    """

    def __init__(self, thrower: QWidget) -> None:
        super().__init__(thrower.parentWidget())
        self._thrower = thrower
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.hide()
        thrower.installEventFilter(self)
        thrower.destroyed.connect(self.deleteLater)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the widget."""
        act = _ACTS.get(event.type())
        if act is not None:
            act(self)
        return False

    def _come(self) -> None:
        self._follow()
        self.show()
        self._below()

    def _follow(self) -> None:
        around = QMargins(_REACH, _REACH - _FALL, _REACH, _REACH + _FALL)
        self.setGeometry(self._thrower.geometry() + around)

    def _below(self) -> None:
        self.stackUnder(self._thrower)

    def _move_house(self) -> None:
        self.setParent(self._thrower.parentWidget())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the corners, and the edges between them; nothing where the widget itself is."""
        with QPainter(self) as painter:
            pieces = _pieces(colours()["shadow"].name(), self.devicePixelRatioF())
            ratio = pieces.devicePixelRatio()
            middle = round(_CORNER * ratio)
            columns = _thirds(self.width(), _CORNER, 1, middle)
            for top, height, source_top, source_height in _thirds(
                self.height(), _CORNER, 1, middle
            ):
                for left, width, source_left, source_width in columns:
                    if source_top == middle == source_left:
                        continue
                    painter.drawPixmap(
                        QRect(left, top, width, height),
                        pieces,
                        QRect(source_left, source_top, source_width, source_height),
                    )


_ACTS = {
    QEvent.Type.Show: Shadow._come,
    QEvent.Type.Hide: Shadow.hide,
    QEvent.Type.Move: Shadow._follow,
    QEvent.Type.Resize: Shadow._follow,
    QEvent.Type.ZOrderChange: Shadow._below,
    QEvent.Type.ParentChange: Shadow._move_house,
}


def _thirds(length: int, end: int, between: int, source: int) -> list[tuple[int, int, int, int]]:
    """Return where the first end, the middle and the last end of an edge stand, and come from.

    Args:
        length: of the edge, in logical pixels.
        end: of its ends.
        between: pixels of the picture that the middle is made of.
        source: pixels of the picture that an end is made of.
    """
    return [
        (0, end, 0, source),
        (end, max(0, length - 2 * end), source, between),
        (length - end, end, source + between, source),
    ]


@cache
def _pieces(ink: str, ratio: float) -> QPixmap:
    """Return the picture of a small shadow, whose parts make one of any size."""
    corner = round(_CORNER * ratio)
    picture = QPixmap(2 * corner + 1, 2 * corner + 1)
    picture.setDevicePixelRatio(1)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.setPen(Qt.PenStyle.NoPen)
        reach = round(_REACH * ratio)
        for step in range(reach):
            colour = QColor(ink)
            colour.setAlpha(round(_STRENGTH * ((step + 1) / reach) ** 2))
            painter.setBrush(colour)
            round_by = reach - step + _ROUND * ratio
            painter.drawRoundedRect(
                picture.rect().adjusted(step, step, -step, -step), round_by, round_by
            )
    picture.setDevicePixelRatio(ratio)
    return picture
