"""A bar with its name and its figure, for small comparisons."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.style import fonts
from ui.style.palette import colours
from ui.widgets.tone import Tone

_HEIGHT = 26
_NAME = 170
_FIGURE = 64


class Bar(QWidget):
    """One bar: name at the left, figure at the right.

    Args:
        name: what is counted.
        tone: colour of the bar.
        parent: the widget it stands in.
    """

    def __init__(self, name: str, tone: Tone, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._tone = tone
        self._value = 0
        self._total = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT)

    def set_value(self, value: int, total: int) -> None:
        """Show a figure as part of a total."""
        self._value, self._total = value, total
        self.setAccessibleName(f"{self._name}: {value}")
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for name, bar and figure."""
        return QSize(_NAME + _FIGURE + 120, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint name, bar and figure."""
        roles = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(fonts.body())
        painter.setPen(roles["text"])
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), middle, self._name)
        track = QRectF(_NAME, _HEIGHT / 2 - 4, self.width() - _NAME - _FIGURE, 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(roles["neutral_background"])
        painter.drawRoundedRect(track, 4, 4)
        if self._value:
            part = max(8.0, track.width() * self._value / max(1, self._total))
            painter.setBrush(roles["muted" if self._tone is Tone.NEUTRAL else str(self._tone)])
            painter.drawRoundedRect(QRectF(track.left(), track.top(), part, 8), 4, 4)
        painter.setPen(roles["text" if self._value else "muted"])
        figure = f"{self._value:,}".replace(",", ".")
        painter.drawText(self.rect(), middle | Qt.AlignmentFlag.AlignRight, figure)
