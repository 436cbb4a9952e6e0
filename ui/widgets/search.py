"""The search field: an icon, a prompt and its key; tells what is sought once typing pauses."""

from PySide6.QtCore import QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.style import fonts, icons, lettering
from ui.style.palette import colours
from ui.widgets.line import LineEdit

PAUSE_MS = 120
_BEFORE, _AFTER = 30, 6
_CAP_HEIGHT = 18


class SearchField(LineEdit):
    """A field for words to look for.

    Args:
        prompt: what can be looked for; also the accessible name.
        key: the key that brings the cursor here; shown as a cap while the field is empty.
        parent: the widget it stands in.
    """

    sought = Signal(str)

    def __init__(self, prompt: str, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._key = key
        self.setProperty("kind", "search")
        self.setPlaceholderText(prompt)
        self.setAccessibleName(prompt)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self.textEdited.connect(lambda _: self._pause.start())

    def hurry(self) -> None:
        """Tell at once what was typed, where the pause is still under way."""
        if self._pause.isActive():
            self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Look at once with Enter; empty the field with Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._tell()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._tell()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field and its icon."""
        super().paintEvent(event)
        with QPainter(self) as painter:
            area = QRect(9, (self.height() - 14) // 2, 14, 14)
            icons.paint(painter, area, "search", colours()["muted"])
            if self._key and not self.text():
                self._paint_key(painter)

    def _paint_key(self, painter: QPainter) -> None:
        """Paint the cap of the key, where the prompt leaves room for it."""
        key = lettering.line(self._key, fonts.secondary(), self.width())
        width = round(key.width) + 11
        left = self.width() - _AFTER - width
        if _BEFORE + self.fontMetrics().horizontalAdvance(self.placeholderText()) > left - _AFTER:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(left + 0.5, (self.height() - _CAP_HEIGHT) / 2, width, _CAP_HEIGHT)
        painter.setPen(colours()["line_field"])
        painter.setBrush(colours()["surface"])
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(colours()["muted"])
        lettering.put(painter, box, key, lettering.MIDDLE)

    def _tell(self) -> None:
        self._pause.stop()
        self.sought.emit(self.text().strip())


class ListSearch(SearchField):
    """The search field of a list: Enter and Down go to what was found."""

    went = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.went.emit()
        else:
            super().keyPressEvent(event)
