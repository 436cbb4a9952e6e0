"""The days of a month on screen: bars whose figures the mouse and the arrows reach."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy

from coletor import clock
from coletor.figures import MonthFigures
from coletor.messages import text
from ui.home.painting import Plot, paint_days, paint_legend
from ui.home.words import day_sentence, total_sentence
from ui.style.palette import colours
from ui.widgets.notice import announce

_LEGEND, _INSET = 26, 6
"""Height of the legend, and room around the days in which the focus is shown."""
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class DayChart(QLabel):
    """Stacked bars, one a day; arrows, Home and End mark a day.

    It is a label because screen readers know what that is: they read its name.
    """

    marked = Signal(str)  # the figures of the marked day in words, empty when none is marked

    def __init__(self) -> None:
        super().__init__()
        self._figures: MonthFigures | None = None
        self._marked: int | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Return room for a month."""
        return QSize(420, 180)

    def minimumSizeHint(self) -> QSize:
        """Return the least room in which days can be told apart."""
        return QSize(280, 110)

    def show_figures(self, figures: MonthFigures) -> None:
        """Show a month; a marked day of the same month stays marked."""
        if self._figures is None or self._figures.month != figures.month:
            self._marked = None
        self._figures = figures
        self.setAccessibleName(
            text("home.month.chart_name", month=figures.name, total=total_sentence(figures))
        )
        self._tell()

    def sentence(self) -> str:
        """Return the figures of the marked day in words."""
        if self._figures is None or self._marked is None:
            return ""
        return day_sentence(self._figures.days[self._marked])

    def mark(self, place: int | None) -> None:
        """Mark a day by its place, or none."""
        if place != self._marked:
            self._marked = place
            self._tell()

    def _tell(self) -> None:
        said = self.sentence()
        self.setAccessibleDescription(said)
        self.marked.emit(said)
        self.update()

    def _plot(self) -> Plot | None:
        if self._figures is None:
            return None
        area = self.rect().adjusted(_INSET, _LEGEND + 4, -_INSET, -2)
        return Plot(area, self._figures, colours(), clock.today().isoformat())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the mark with the arrows, Home and End; take it away with Esc."""
        if self._figures is None or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
            return
        last, key = len(self._figures.days) - 1, event.key()
        if key in _STEPS:
            self.mark(self._beside(_STEPS[Qt.Key(key)], last))
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self.mark(0 if key == Qt.Key.Key_Home else last)
        elif key == Qt.Key.Key_Escape and self._marked is not None:
            self.mark(None)
        else:
            super().keyPressEvent(event)
            return
        announce(self, self.sentence())

    def _beside(self, step: int, last: int) -> int:
        """Return the day beside the marked one; without one, today, or an end of the month."""
        if self._marked is not None:
            return min(last, max(0, self._marked + step))
        plot = self._plot()
        today = plot.place_of_today if plot is not None else None
        return today if today is not None else (0 if step > 0 else last)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the day under the mouse."""
        plot = self._plot()
        self.mark(plot.day_at(event.position()) if plot else None)

    def leaveEvent(self, event: QEvent) -> None:
        """Take the mark away with the mouse, unless the keyboard is here."""
        if not self.hasFocus():
            self.mark(None)
        super().leaveEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the mark away with the focus."""
        self.mark(None)
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint legend, bars and the ring of the focus."""
        plot = self._plot()
        with QPainter(self) as painter:
            if plot is not None:
                paint_legend(painter, QRect(0, 0, self.width(), _LEGEND - 4), plot)
                paint_days(painter, plot, self._marked)
            if self.hasFocus():
                painter.setPen(QPen(colours()["accent"], 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(self.rect().adjusted(1, _LEGEND, -1, -1), 4, 4)
