"""A line of twelve columns: its widgets stand where the layout says, on more lines if they must."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.form.layout import Place
from ui.form.room import GAP, Area, area_of, lines_of, named_width
from ui.widgets.field import FINDING_HEIGHT, Field
from ui.widgets.labels import Elided
from ui.widgets.layouts import show_once

LEADING = 2
"""Pixels between the lines of a strip, as between strips."""


class Strip(QWidget):
    """Widgets side by side on the twelve columns; the tallest says how high the line is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._placed: list[tuple[QWidget, Place]] = []
        self._known: tuple[int, int, list[list[Area]]] | None = None
        self._findings: dict[QWidget, Elided] = {}
        self._lines: list[list[QWidget]] = []
        self._telling = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def put(self, widget: QWidget, place: Place) -> None:
        """Stand a widget in a place; several may share one, of which one is visible."""
        if widget.parentWidget() is not self:
            widget.setParent(self)
        self._placed.append((widget, place))
        if isinstance(widget, Field):
            self._findings[widget] = finding = widget.lend_finding(self)
            finding.hide()
            widget.told.connect(self._arrange_findings)
        if self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            self._arrange()  # before it has a width, it is arranged when it gets one
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the height of the lines, each as high as its tallest widget."""
        heights = [self._height_of_row(row) for row in self._by_row()]
        return QSize(640, sum(heights) + LEADING * max(0, len(heights) - 1))

    def minimumSizeHint(self) -> QSize:
        """Return the same height and no width worth speaking of."""
        return QSize(320, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange everything anew."""
        before = len(self._known[2]) if self._known else 1
        super().resizeEvent(event)
        self._arrange()
        if len(self._rows()) != before:
            self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """Make room when one of the widgets grows, as a long text does."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
            self.updateGeometry()
        return super().event(event)

    def _places(self) -> list[Place]:
        """Return every place once, in order: what shares one was put one after the other."""
        found: list[Place] = []
        for _, place in self._placed:
            if not found or found[-1] is not place:
                found.append(place)
        return found

    def _rows(self) -> list[list[Area]]:
        """Return the areas of the places, line by line; one line until it has a width."""
        places = self._places()
        if not self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            return [[area_of(place, self.width()) for place in places]]
        if self._known is None or self._known[:2] != (self.width(), len(places)):
            wanted = [self._wanted(place) for place in places]
            rows = lines_of(places, wanted, self.width())
            self._known = (self.width(), len(places), rows)
        return self._known[2]

    def _wanted(self, place: Place) -> int:
        fields = [each for each, where in self._placed if where is place]
        names = [each.name() for each in fields if isinstance(each, Field)]
        return max(named_width(place, name) for name in names or [""])

    def _by_row(self) -> list[list[tuple[QWidget, Area]]]:
        places = iter(self._places())
        found = []
        for row in self._rows():
            areas = [(next(places), area) for area in row]
            found.append(
                [
                    (widget, area)
                    for place, area in areas
                    for widget, where in self._placed
                    if where is place
                ]
            )
        return found

    def _height_of_row(self, row: list[tuple[QWidget, Area]]) -> int:
        return max((self._height_of(widget) for widget, _ in row), default=0)

    def _arrange(self) -> None:
        top = self.top_margin
        self._lines = []
        for row in self._by_row():
            self._lines.append([widget for widget, _ in row])
            for widget, (left, width) in row:
                widget.setGeometry(QRect(left, top, width, self._height_of(widget)))
            top += self._height_of_row(row) + LEADING
        self._arrange_findings()

    def _arrange_findings(self) -> None:
        """Give each finding the room below its neighbours that say nothing, so that it is read.

        The last of a line may begin further left: at the end of a line there are no neighbours.
        """
        anything = any(finding.text() for finding in self._findings.values())
        if not anything and not self._telling:
            return
        self._telling = anything
        for line in self._lines:
            fields = [each for each in line if each in self._findings]
            said = [x for x in fields if self._findings[x].text() and not x.isHidden()]
            for field in fields:
                show_once(self._findings[field], shown=field in said)
            least = 0
            for field, following in zip(said, [*said[1:], None], strict=False):
                finding = self._findings[field]
                left, wanted = field.x(), finding.sizeHint().width()
                if following is None:
                    left = max(least, min(left, self.width() - wanted))
                end = self.width() if following is None else following.x() - GAP
                width = min(wanted, end - left)
                top = field.geometry().bottom() + 1 - FINDING_HEIGHT
                finding.setGeometry(left, top, width, FINDING_HEIGHT)
                least = left + width + GAP

    def _height_of(self, widget: QWidget) -> int:
        return widget.sizeHint().height()

    top_margin = 0


def tighten(widget: QWidget, left: int, top: int, right: int, bottom: int) -> None:
    """Give a card less room around and between its parts: a whole contact fits a small screen."""
    layout = widget.layout()
    if layout is not None:
        layout.setContentsMargins(left, top, right, bottom)
        layout.setSpacing(4)
