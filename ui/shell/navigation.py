"""The left navigation: where you are, where you can go, and what waits there."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout, QWidget

from coletor.messages import text
from ui.glance import Glance
from ui.screens.registry import Entry, numbered
from ui.style import fonts, icons, lettering
from ui.style.palette import colours, metric
from ui.widgets.tone import Tone

_HEIGHT = 34
_LEAST_HEIGHT = 23
_COMPACT = 44
_MARGIN = 8


class NavigationButton(QAbstractButton):
    """One screen of the navigation: icon, name, and a count or its key.

    Args:
        icon: stem of the icon.
        title: the screen's name.
        key: the key that opens it.
        parent: the widget it stands in.
    """

    def __init__(self, icon: str, title: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(title)
        self._icon = icon
        self._key = key
        self._count = 0
        self._tone = Tone.ERROR
        self._compact = False
        self.setCheckable(True)
        self._font = fonts.make(weight=fonts.medium())
        self.setFont(self._font)
        self.setMaximumHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(title)
        self.setAccessibleDescription(key)
        self._explain()

    def set_compact(self, compact: bool) -> None:
        """Show the icon alone, with the name in the tool tip, or everything."""
        self._compact = compact
        self._explain()
        self.updateGeometry()
        self.update()

    def _explain(self) -> None:
        self.setToolTip(f"{self.text()}  {self._key}".strip() if self._compact else self._key)

    def set_count(self, count: int, tone: Tone = Tone.ERROR) -> None:
        """Show how many things wait there; zero shows the key again."""
        if (count, tone) == (self._count, self._tone):
            return
        self._count, self._tone = count, tone
        said = text("ui.navigation.waiting", count=count) if count else self._key
        self.setAccessibleDescription(said)
        self.update()

    @property
    def count(self) -> int:
        """How many things wait there."""
        return self._count

    def sizeHint(self) -> QSize:
        """Return the size of the name with its icon."""
        width = _COMPACT if self._compact else metric("navigation")
        return QSize(width - 2 * _MARGIN, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return what is enough in a very low window."""
        return QSize(_COMPACT - 2 * _MARGIN, _LEAST_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the screen with Enter as with the space bar."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the place in the state it is in."""
        roles = colours()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            if self.isChecked() or self.underMouse():
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(roles["accent_background" if self.isChecked() else "background"])
                painter.drawRoundedRect(box, 6, 6)
            if self.hasFocus():
                pen = painter.pen()
                pen.setStyle(Qt.PenStyle.SolidLine)
                pen.setColor(roles["accent"])
                pen.setWidth(2)
                painter.setPen(pen)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(box, 6, 6)
            ink = roles["accent" if self.isChecked() else "text"]
            middle = (self.height() - 18) // 2
            icon_ink = ink if self.isChecked() else roles["muted"]
            left = (self.width() - 18) // 2 if self._compact else 12
            icons.paint(painter, QRect(left, middle, 18, 18), self._icon, icon_ink)
            if self._compact:
                self._paint_mark(painter)
                return
            painter.setPen(ink)
            lettering.write(painter, self.rect().adjusted(40, 0, 0, 0), self.text(), self._font)
            self._paint_end(painter)

    def _paint_mark(self, painter: QPainter) -> None:
        """Paint a dot where something waits: how much is in the words for screen readers."""
        if self._count:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours()[str(self._tone)])
            painter.drawEllipse(QRectF(self.width() - 9, 3, 7, 7))

    def _paint_end(self, painter: QPainter) -> None:
        roles = colours()
        if not self._count:
            painter.setPen(roles["muted"])
            area = self.rect().adjusted(0, 0, -12, 0)
            lettering.write(painter, area, self._key, fonts.secondary(), lettering.RIGHT)
            return
        words = str(self._count) if self._count < 1000 else "999+"
        count = lettering.line(words, fonts.secondary_strong(), self.width())
        width = max(22, round(count.width) + 12)
        box = QRectF(self.width() - 10 - width, (self.height() - 20) / 2, width, 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(roles[f"{self._tone}_background"])
        painter.drawRoundedRect(box, 10, 10)
        painter.setPen(roles[str(self._tone)])
        lettering.put(painter, box, count, lettering.MIDDLE)


class Navigation(QFrame):
    """The list of screens.

    Args:
        entries: the screens, in order.
        parent: the widget it stands in.
    """

    chosen = Signal(str)

    def __init__(self, entries: Sequence[Entry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "navigation")
        self.setFixedWidth(metric("navigation"))
        self.setAccessibleName(text("ui.navigation.name"))
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 10, _MARGIN, 6)
        column.setSpacing(2)
        self._buttons: dict[str, NavigationButton] = {}
        numbers = {entry.identifier: f"Alt+{number}" for number, entry in numbered(entries).items()}
        for entry in entries:
            if not entry.shown:
                continue
            key = entry.key or numbers.get(entry.identifier, "")
            button = NavigationButton(entry.icon, entry.title, key.replace("+", " "))
            button.clicked.connect(lambda _=False, where=entry.identifier: self.chosen.emit(where))
            self._buttons[entry.identifier] = button
            column.addWidget(button)
        column.addStretch(1)

    def set_compact(self, compact: bool) -> None:
        """Take less room: icons without names."""
        self.setFixedWidth(_COMPACT if compact else metric("navigation"))
        margin = 4 if compact else _MARGIN
        self._column.setContentsMargins(margin, 4 if compact else 10, margin, 4)
        self._column.setSpacing(1 if compact else 2)
        for button in self._buttons.values():
            button.set_compact(compact)

    def button(self, identifier: str) -> NavigationButton:
        """Return the button of a screen."""
        return self._buttons[identifier]

    def mark(self, identifier: str) -> None:
        """Show which screen is in view; one that is not listed leaves nothing marked."""
        for name, button in self._buttons.items():
            button.setChecked(name == identifier)

    def show_glance(self, glance: Glance) -> None:
        """Show what waits in the screens, where they are listed."""
        sending, tables = self._buttons.get("envio"), self._buttons.get("tabelas")
        if sending is not None and glance.rejected:
            sending.set_count(glance.rejected, Tone.ERROR)
        elif sending is not None:
            sending.set_count(glance.waiting, Tone.ACCENT)
        if tables is not None:
            tables.set_count(0 if glance.packages else 1, Tone.WARNING)
