"""Texts in the few sizes of the program."""

from typing import TypeVar

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from ui.style import fonts, lettering
from ui.style.palette import colours
from ui.widgets.wording import tip

_Label = TypeVar("_Label", bound=QLabel)
_WIDTHS = 64
"""Heights kept of one text; while a window is drawn wider each width is asked for once."""


class Wrapped(QLabel):
    """A text that breaks into lines and knows how high it is.

    A layout asks for that a thousand times while a screen comes into view, and each time Qt would
    break the text into lines anew.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setWordWrap(True)
        self._heights: dict[int, int] = {}
        self._measured = ""

    def heightForWidth(self, width: int) -> int:
        """Return the height of the text in a width."""
        words = self.text()
        if words != self._measured or len(self._heights) > _WIDTHS:
            self._heights.clear()
            self._measured = words
        height = self._heights.get(width)
        if height is None:
            height = self._heights[width] = super().heightForWidth(width)
        return height

    def event(self, event: QEvent) -> bool:
        """Forget the heights with what they were measured by."""
        if event.type() in _MEASURED_BY:
            self._heights.clear()
        return super().event(event)


_MEASURED_BY = frozenset(
    {QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.ContentsRectChange}
)


def label(text: str = "", font: QFont | None = None, tone: str = "") -> QLabel:
    """Return a label.

    Args:
        text: what it says, as plain text.
        font: a font of ``ui.style.fonts``; running text without it.
        tone: "muted", "accent", "ok", "warning" or "error".
    """
    return _dressed(QLabel(text), font, tone)


def _dressed(made: _Label, font: QFont | None, tone: str) -> _Label:
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(font or fonts.body())
    if tone:
        made.setProperty("tone", tone)
    return made


def muted(text: str = "") -> QLabel:
    """Return a remark, 12 px in the muted colour."""
    return label(text, fonts.secondary(), "muted")


def breaking(text: str = "", font: QFont | None = None, tone: str = "") -> QLabel:
    """Return a label that breaks into lines where it must, as wide as its words otherwise."""
    return _dressed(Wrapped(text), font, tone)


def wrapped(text: str = "", tone: str = "muted", font: QFont | None = None) -> QLabel:
    """Return a remark that breaks into lines, as wide as there is room."""
    made = breaking(text, font or fonts.secondary(), tone)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    return made


def rule() -> QFrame:
    """Return a faint horizontal line."""
    line = QFrame()
    line.setProperty("role", "rule")
    line.setFixedHeight(1)
    return line


class Elided(QWidget):
    """A line of text that is cut with "…" where it does not fit, whole in the tool tip.

    Args:
        text: what it says.
        font: a font of ``ui.style.fonts``.
        role: colour role of the palette.
        parent: the widget it stands in.
    """

    def __init__(
        self,
        text: str = "",
        font: QFont | None = None,
        role: str = "text",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text = text
        self._role = role
        self._font = font or fonts.body()
        self.setFont(self._font)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def text(self) -> str:
        """Return the whole text."""
        return self._text

    def set_text(self, text: str, role: str | None = None) -> None:
        """Change the text and, if given, its colour role; the size stays as it is."""
        if text == self._text and role in (None, self._role):
            return
        self._text, self._role = text, role or self._role
        self.setAccessibleName(text)
        self._update_tip()
        self.update()

    def sizeHint(self) -> QSize:
        """Return one line's height and the whole text's width."""
        size = fonts.measures(self._font)
        return QSize(size.horizontalAdvance(self._text) + 1, size.height())

    def minimumSizeHint(self) -> QSize:
        """Return one line's height and next to no width."""
        return QSize(16, self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the tool tip only when something is cut."""
        super().resizeEvent(event)
        self._update_tip()

    def room(self) -> int:
        """Return the pixels there are for the text."""
        return self.width()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, cut at the right."""
        line = lettering.line(self._text, self._font, self.room())
        if line.words in ("", "…"):
            return  # nothing of it would be read
        with QPainter(self) as painter:
            self.paint_line(painter, line)

    def paint_line(self, painter: QPainter, line: lettering.Line) -> None:
        """Paint what is shown of the text."""
        painter.setPen(colours()[self._role])
        lettering.put(painter, self.rect(), line)

    def _update_tip(self) -> None:
        cut = fonts.measures(self._font).horizontalAdvance(self._text) > self.room()
        self.setToolTip(tip(self._text) if cut else "")
