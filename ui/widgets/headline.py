"""The head line of a screen: its name and what is said beside it, then its buttons."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QSpacerItem, QWidget

from ui.style import fonts
from ui.widgets.labels import label, muted

HEAD_HEIGHT = 32
"""Height of a head line, whatever stands in it: what follows begins at one height everywhere."""
_GAP, _LINE_GAP = 12, 8
_BESIDE, _BELOW = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
_NOWHERE = Qt.AlignmentFlag(0)
_SPACERS = 2
"""Of each part: room that gives way, after the names and before the buttons, and the height."""


class HeadLine(QHBoxLayout):
    """A screen's head line; large text in a small window puts its buttons below its name.

    What is inserted from the left stands beside the name, what is added stands among the buttons.

    Args:
        title: the screen's name.
        remark: what is said beside it.
    """

    def __init__(self, title: str, remark: str = "") -> None:
        super().__init__()
        self._line = BreakingLine()
        self.name = label(title, fonts.title())
        self.remark = muted(remark)
        super().addWidget(self._line)
        self._line.names.insertWidget(0, self.name)
        self._line.names.insertWidget(1, self.remark, 0, Qt.AlignmentFlag.AlignVCenter)

    def addWidget(
        self, widget: QWidget, /, stretch: int | None = 0, alignment: Qt.AlignmentFlag = _NOWHERE
    ) -> None:
        """Put a widget at the end of the buttons."""
        self._line.acts.addWidget(widget, stretch or 0, alignment)
        self._line.show_shape()

    def insertWidget(
        self,
        index: int,
        widget: QWidget,
        /,
        stretch: int | None = 0,
        alignment: Qt.AlignmentFlag = _NOWHERE,
    ) -> None:
        """Put a widget at a place, counted from the left over both parts."""
        row, first = self._line.names, 0
        if index > self._names:  # the room between the two parts counts as one
            row, first = self._line.acts, self._names + 1 - _SPACERS
        row.insertWidget(index - first, widget, stretch or 0, alignment)
        self._line.show_shape()

    def removeWidget(self, widget: QWidget, /) -> None:
        """Take a widget out."""
        for row in (self._line.names, self._line.acts):
            row.removeWidget(widget)

    def indexOf(self, widget: QWidget, /) -> int:  # type: ignore[override]
        """Return the place of a widget, counted from the left over both parts."""
        place = self._line.names.indexOf(widget)
        return place if place >= 0 else self._names + 1 + self._line.acts.indexOf(widget) - _SPACERS

    def setStretchFactor(self, widget: QWidget, stretch: int, /) -> bool:  # type: ignore[override]
        """Let a widget among the buttons, such as a search field, take what room is left."""
        self._line.whole.setStretchFactor(self._line.acts, stretch)
        return self._line.acts.setStretchFactor(widget, stretch)

    @property
    def _names(self) -> int:
        return self._line.names.count() - _SPACERS

    @property
    def wrapped(self) -> bool:
        """Whether the buttons stand below the name."""
        return self._line.whole.direction() is _BELOW


class BreakingLine(QWidget):
    """What stands at the left and what stands at the right, or below where it does not fit.

    `names` and `acts` take the widgets; each begins, or ends, with room that gives way.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.whole = QBoxLayout(_BESIDE, self)
        self.whole.setContentsMargins(0, 0, 0, 0)
        self.names, self.acts = QHBoxLayout(), QHBoxLayout()
        for row in (self.names, self.acts):
            row.setSpacing(_GAP)
            row.addItem(QSpacerItem(0, 0, QSizePolicy.Policy.Expanding))
            row.addStrut(HEAD_HEIGHT)
        self.whole.addLayout(self.names, 1)
        self.whole.addLayout(self.acts)
        self._set_direction(_BESIDE)

    def minimumSizeHint(self) -> QSize:
        """Return the width of the wider part: they can stand below each other."""
        height = super().minimumSizeHint().height()
        return QSize(max(row.minimumSize().width() for row in (self.names, self.acts)), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons where there is room for them."""
        super().resizeEvent(event)
        self.show_shape()

    def event(self, event: QEvent) -> bool:
        """Put the buttons where there is room for them, once what stands here says more."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self.show_shape()
        return done

    def showEvent(self, event: QShowEvent) -> None:
        """Put the buttons where there is room for them."""
        super().showEvent(event)
        self.show_shape()

    def show_shape(self) -> None:
        """Put the buttons beside the name, or below it."""
        if not self.isVisible():
            return  # how wide it is will be known then
        needed = self.names.minimumSize().width() + _GAP + self.acts.minimumSize().width()
        direction = _BESIDE if needed <= self.width() else _BELOW
        if direction is not self.whole.direction():
            self._set_direction(direction)

    def _set_direction(self, direction: QBoxLayout.Direction) -> None:
        self.whole.setDirection(direction)
        self.whole.setSpacing(_GAP if direction is _BESIDE else _LINE_GAP)
        self.updateGeometry()
