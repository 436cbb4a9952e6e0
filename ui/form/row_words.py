"""What a row says below its cells, and how its texts are painted."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.form.binding import brief_of, tone_of, words_of
from ui.form.layout import Line, Place, label_of
from ui.form.pending import Pending
from ui.form.room import columns_of
from ui.style import fonts, lettering
from ui.style.palette import colours
from ui.widgets.wording import tip

FINDING = 16
SUMMARY = 16
_ROLES = {"error": "error", "warning": "warning", "neutral": "muted"}


class FindingLine(QWidget):
    """What is pending in the cells of a row, each under its cell.

    Args:
        places: the cells.
        parent: the widget it stands in.
    """

    def __init__(self, places: Line, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places = places
        self._said: list[tuple[Place, Pending]] = []
        self.setFixedHeight(FINDING)
        self.hide()

    @property
    def empty(self) -> bool:
        """Whether nothing is said."""
        return not self._said

    def say(self, said: list[tuple[Place, Pending]]) -> bool:
        """Say what is pending, and tell whether that is anything new; the row keeps the room."""
        if said == self._said:
            return False
        self._said = said
        self.setAccessibleName(" ".join(words_of(item) for _, item in said))
        self.setToolTip(tip("\n".join(words_of(item) for _, item in said)))
        self.update()
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint each text from its cell to where the next begins, or leftwards at the end."""
        if self.empty:
            return  # most rows have nothing to say
        with QPainter(self) as painter:
            areas = columns_of(self._places, self.width())
            lefts = {
                place.element.path: left
                for place, (left, _) in zip(self._places, areas, strict=True)
            }
            for position, (place, item) in enumerate(self._said):
                left = lefts[place.element.path]
                last = position + 1 == len(self._said)
                end = self.width() if last else lefts[self._said[position + 1][0].element.path]
                needed = fonts.measures(fonts.secondary()).horizontalAdvance(brief_of(item)) + 15
                if last and position == 0 and left + needed > end:
                    left = max(0, end - needed)
                role = _ROLES[str(tone_of(item))]
                area = QRect(left + 7, 0, end - left - 14, FINDING - 2)
                write(painter, area, brief_of(item), fonts.secondary(), colours()[role])


class SummaryLine(QWidget):
    """The lists of a row that is not in focus, in one line of text.

    Args:
        parent: the widget it stands in.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self.setFixedHeight(SUMMARY)
        self.hide()

    def say(self, words: str) -> None:
        """Show a text; the row keeps the room for it."""
        if words == self._words:
            return
        self._words = words
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text."""
        area = self.rect().adjusted(9, 0, -9, -3)
        with QPainter(self) as painter:
            write(painter, area, self._words, fonts.secondary(), colours()["muted"])


def paint_label(painter: QPainter, area: QRect, place: Place) -> None:
    """Paint the name of a column, with the mark of one that is always required."""
    font = fonts.secondary()
    mark = lettering.line(" *" if place.element.minimum == 1 else "", font, area.width())
    name = lettering.line(label_of(place.element), font, area.width() - round(mark.width))
    painter.setPen(colours()["muted"])
    lettering.put(painter, area, name)
    if mark.words:
        painter.setPen(colours()["error"])
        lettering.put(painter, area.adjusted(round(name.width), 0, 0, 0), mark)


def write_long(painter: QPainter, area: QRect, words: str) -> None:
    """Paint a text on as many lines as there is room for."""
    painter.setFont(fonts.body())
    painter.setPen(colours()["text"])
    flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
    painter.drawText(area, int(flags), words)


def write(painter: QPainter, area: QRect, words: str, font: QFont, ink: QColor) -> None:
    """Paint a text on one line, cut where it does not fit."""
    if words:
        painter.setPen(ink)
        lettering.write(painter, area, words, font)
