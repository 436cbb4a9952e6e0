"""Paints the days of a month as stacked bars; the same on screen and in a picture."""

from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QImage, QPainter, QPen

from coletor.figures import STANDINGS, Day, MonthFigures, Standing
from coletor.messages import text
from ui.style import fonts
from ui.style.palette import Colours, theme
from ui.widgets.wording import figure

_RIGHT, _TOP, _BOTTOM = 4, 8, 20
_SCALE_GAP = 8
"""Between the figures of the scale and the days."""
_FINE_SCALE = 180
"""Height from which the scale has four steps and not two."""
_GAP = 0.22
"""Share of a day's room that stays free."""
_LABELLED = (1, 5, 10, 15, 20, 25, 30)
_APART = 2
"""Days between two labels, so that they do not touch."""
_SOLID = {Standing.ACCEPTED: "accent", Standing.WAITING: "faint", Standing.REJECTED: "error"}
_PICTURE = (960, 420)
_SAMPLE, _APART_LEGEND = 15, 16
"""Room of a sample before its words, and room between two of them."""


@dataclass(frozen=True)
class Plot:
    """Where the bars of a month stand.

    Args:
        area: the whole chart.
        figures: the month.
        roles: the colours to paint with.
        today: AAAA-MM-DD, which has its name below; empty for a picture that is kept.
    """

    area: QRect
    figures: MonthFigures
    roles: Colours
    today: str = ""

    @property
    def field(self) -> QRectF:
        """Return the room of the bars."""
        return QRectF(self.area).adjusted(self.left, _TOP, -_RIGHT, -_BOTTOM)

    @cached_property
    def left(self) -> int:
        """Return the room of the scale's figures."""
        most = QFontMetrics(fonts.secondary()).horizontalAdvance(figure(self.top))
        return most + _SCALE_GAP

    @property
    def scale(self) -> list[int]:
        """Return the figures at which a line runs across, from the bottom."""
        steps = 4 if self.top % 4 == 0 and self.field.height() >= _FINE_SCALE else 2
        return [self.top * step // steps for step in range(steps + 1)]

    @cached_property
    def top(self) -> int:
        """Return the figure at the top of the scale: a round one, not below any day."""
        most = max((day.typed for day in self.figures.days), default=0)
        size = int(10 ** max(0, len(str(max(1, most))) - 1))
        steps = (size, size * 2, size * 4, size * 5, size * 8, size * 10)
        return max(4, next(step for step in steps if step >= most))

    def slot(self, place: int) -> QRectF:
        """Return the room of a day, from the bottom to the top of the field."""
        field = self.field
        width = field.width() / len(self.figures.days)
        return QRectF(field.left() + place * width, field.top(), width, field.height())

    def bar(self, place: int) -> QRectF:
        """Return the room of a day's bar."""
        slot = self.slot(place)
        free = slot.width() * _GAP / 2
        return slot.adjusted(free, 0, -free, 0)

    @cached_property
    def place_of_today(self) -> int | None:
        """Return the place of today, None in another month."""
        days = [day.date for day in self.figures.days]
        return days.index(self.today) if self.today in days else None

    def day_at(self, point: QPointF) -> int | None:
        """Return the place of the day under a point, None beside the field."""
        field = self.field
        if not field.left() <= point.x() < field.right():
            return None
        return int((point.x() - field.left()) / field.width() * len(self.figures.days))

    def height(self, count: int) -> float:
        """Return the height of so many contacts."""
        return self.field.height() * count / self.top


def paint_days(painter: QPainter, plot: Plot, marked: int | None = None) -> None:
    """Paint scale, bars and days.

    Args:
        painter: where to paint.
        plot: the month and its place.
        marked: place of the day that is marked.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_scale(painter, plot)
    if marked is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(plot.roles["accent_background"])
        painter.drawRoundedRect(plot.slot(marked), 3, 3)
    named = {marked, plot.place_of_today} - {None}
    for place, day in enumerate(plot.figures.days):
        _paint_bar(painter, plot, plot.bar(place), day)
        near = any(0 < abs(place - each) < _APART for each in named if each is not None)
        if place == marked or (not near and (place in named or day.number in _LABELLED)):
            _paint_day(painter, plot, place, day, strong=place == marked)


def _paint_scale(painter: QPainter, plot: Plot) -> None:
    roles, field = plot.roles, plot.field
    painter.setFont(fonts.secondary())
    for part in plot.scale:
        level = field.bottom() - plot.height(part)
        painter.setPen(QPen(roles["line" if part == 0 else "line_faint"], 1))
        painter.drawLine(QPointF(field.left(), level), QPointF(field.right(), level))
        painter.setPen(roles["muted"])
        label = QRectF(plot.area.left(), level - 9, plot.left - _SCALE_GAP + 1, 18)
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(label, align, figure(part))


def _paint_bar(painter: QPainter, plot: Plot, bar: QRectF, day: Day) -> None:
    bottom = plot.field.bottom()
    for standing in STANDINGS:
        count = day.count(standing)
        if count:
            height = max(2.0, plot.height(count))
            part = QRectF(bar.left(), bottom - height, bar.width(), height - 1)
            paint_sample(painter, part, standing, plot.roles)
            bottom -= height


def paint_sample(painter: QPainter, part: QRectF, standing: Standing, roles: Colours) -> None:
    """Paint a piece of a bar; what is still to be finished is hatched, not only of a colour."""
    if standing in _SOLID:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(roles[_SOLID[standing]])
        painter.drawRoundedRect(part, 1.5, 1.5)
        return
    painter.setPen(QPen(roles["muted"], 1))
    painter.setBrush(QBrush(QColor(roles["muted"]), Qt.BrushStyle.BDiagPattern))
    painter.drawRoundedRect(part.adjusted(0.5, 0.5, -0.5, -0.5), 1.5, 1.5)


def _paint_day(painter: QPainter, plot: Plot, place: int, day: Day, *, strong: bool) -> None:
    slot, today = plot.slot(place), place == plot.place_of_today
    words = text("home.month.today") if today and not strong else str(day.number)
    painter.setPen(plot.roles["accent" if today else "text" if strong else "muted"])
    painter.setFont(fonts.secondary_strong() if strong or today else fonts.secondary())
    width = painter.fontMetrics().horizontalAdvance(words) + 4
    left = min(slot.center().x() - width / 2, plot.area.right() - width)  # on the last day, too
    room = QRectF(left, plot.field.bottom() + 3, width, _BOTTOM - 3)
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)


def legend(figures: MonthFigures, width: int) -> list[tuple[Standing, str, int]]:
    """Return what each piece of a bar means, its words and their width.

    How many there are of each is said where there is room for it.

    Args:
        figures: the month.
        width: the room of the legend.
    """
    size = QFontMetrics(fonts.secondary())
    counts = {each: figures.count(each) for each in STANDINGS}
    for counted in (True, False):
        words = {
            each: f"{figure(count)} {each.of(count)}" if counted else each.label
            for each, count in counts.items()
        }
        found = [(each, said, size.horizontalAdvance(said) + 2) for each, said in words.items()]
        if sum(_SAMPLE + each[2] for each in found) + _APART_LEGEND * (len(found) - 1) <= width:
            break
    return found


def paint_legend(painter: QPainter, area: QRect, plot: Plot) -> None:
    """Paint what each piece of a bar means, from the left."""
    left = float(area.left())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for standing, words, width in legend(plot.figures, area.width()):
        middle = area.center().y()
        paint_sample(painter, QRectF(left, middle - 4, 10, 10), standing, plot.roles)
        painter.setFont(fonts.secondary())
        painter.setPen(plot.roles["muted"])
        room = QRectF(left + _SAMPLE, area.top(), width, area.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        left += _SAMPLE + width + _APART_LEGEND


def picture(figures: MonthFigures, title: str, remark: str) -> QImage:
    """Return the chart as an image of twice the screen's sharpness, light whatever the theme.

    Args:
        figures: the month.
        title: whose figures they are, and of when.
        remark: what stands under the title.
    """
    (width, height), roles = _PICTURE, theme(dark=False)
    image = QImage(width * 2, height * 2, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(2)
    image.fill(roles["surface"])
    with QPainter(image) as painter:
        painter.setPen(roles["text"])
        painter.setFont(fonts.strong())
        painter.drawText(QRect(20, 14, width - 40, 22), Qt.AlignmentFlag.AlignVCenter, title)
        painter.setPen(roles["muted"])
        painter.setFont(fonts.secondary())
        painter.drawText(QRect(20, 36, width - 40, 20), Qt.AlignmentFlag.AlignVCenter, remark)
        plot = Plot(QRect(20, 92, width - 40, height - 104), figures, roles)
        paint_legend(painter, QRect(20, 62, width - 40, 20), plot)
        paint_days(painter, plot)
    return image
