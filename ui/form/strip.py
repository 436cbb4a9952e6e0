"""A line of twelve columns: its widgets stand where the layout says, whatever its width."""

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.form.layout import COLUMNS, Place

GAP = 8


def area_of(place: Place, width: int) -> tuple[int, int]:
    """Return left edge and width in pixels of a place on a line so many pixels wide."""
    unit = (width + GAP) / COLUMNS
    left = round(place.start * unit)
    return left, round((place.start + place.width) * unit) - left - GAP


class Strip(QWidget):
    """Widgets side by side on the twelve columns; the tallest says how high the line is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._placed: list[tuple[QWidget, Place]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def put(self, widget: QWidget, place: Place) -> None:
        """Stand a widget in a place; several may share one, of which one is visible."""
        if widget.parentWidget() is not self:
            widget.setParent(self)
        self._placed.append((widget, place))
        self._arrange(widget, place)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the height of the tallest widget."""
        return QSize(640, max((item.sizeHint().height() for item, _ in self._placed), default=0))

    def minimumSizeHint(self) -> QSize:
        """Return the same height and no width worth speaking of."""
        return QSize(320, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange everything anew."""
        super().resizeEvent(event)
        for widget, place in self._placed:
            self._arrange(widget, place)

    def event(self, event: QEvent) -> bool:
        """Make room when one of the widgets grows, as a long text does."""
        if event.type() == QEvent.Type.LayoutRequest:
            for widget, place in self._placed:
                self._arrange(widget, place)
            self.updateGeometry()
        return super().event(event)

    def _arrange(self, widget: QWidget, place: Place) -> None:
        left, width = area_of(place, self.width())
        widget.setGeometry(QRect(left, self.top_margin, width, self._height_of(widget)))

    def _height_of(self, widget: QWidget) -> int:
        return widget.sizeHint().height()

    top_margin = 0


def tighten(widget: QWidget, left: int, top: int, right: int, bottom: int) -> None:
    """Give a card less room around and between its parts: a whole contact fits a small screen."""
    layout = widget.layout()
    if layout is not None:
        layout.setContentsMargins(left, top, right, bottom)
        layout.setSpacing(4)
