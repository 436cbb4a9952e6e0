"""The status line: what is saved, what waits, the connection, the last acceptance, the tables."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QWidget

from coletor.messages import text
from ui.glance import Connection, Glance
from ui.style import fonts
from ui.style.palette import colours, metric
from ui.style.theme import restyle
from ui.widgets.buttons import Button
from ui.widgets.labels import Elided, label, muted


class _Dot(QWidget):
    """A round mark in a colour role; the word beside it says the same."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(8, 8)
        self.role = "faint"

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours()[self.role])
            painter.drawEllipse(self.rect())


class _Connection(QLabel):
    """How the connection is; a click asks for the doctor, as Ctrl K does for the keyboard."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(fonts.secondary())
        self.setProperty("tone", "muted")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for the doctor where the button was let go over the words."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.pressed.emit()
        super().mouseReleaseEvent(event)


class _Item(QWidget):
    """A figure or time in bold with its word."""

    def __init__(self, before: str = "", after: str = "") -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._before = muted(before)
        self.value = label("", fonts.secondary_strong())
        self._after = muted(after)
        for part in (self._before, self.value, self._after):
            row.addWidget(part)
        self._before.setVisible(bool(before))
        self._after.setVisible(bool(after))

    def after(self, words: str) -> None:
        self._after.setText(words)

    def say(self, value: str, tone: str = "") -> None:
        self.value.setText(value)
        restyle(self.value, tone=tone)
        self.setAccessibleName(f"{self._before.text()} {value} {self._after.text()}".strip())


def _plural(name: str, count: int) -> str:
    return text(f"ui.status.{name}_one" if count == 1 else f"ui.status.{name}")


class StatusLine(QFrame):
    """The line under every screen."""

    helped = Signal()
    doctored = Signal()  # the person wants to know what the connection lacks

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "status")
        self.setFixedHeight(metric("status_line"))
        self.setAccessibleName(text("ui.status.name"))
        self._dot = _Dot()
        self.connection = _Connection()
        self.connection.pressed.connect(self.doctored)
        self.waiting = _Item(after=text("ui.status.waiting"))
        self.rejected = _Item(after=text("ui.status.rejected"))
        self.accepted = _Item(before=text("ui.status.accepted"))
        self.saved = _Item(before=text("ui.status.saved"))
        self.tables = Elided("", fonts.secondary(), "muted")
        self._help = Button(text("ui.status.help"), kind="link")
        self._help.set_font(fonts.secondary())
        self._help.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._help.clicked.connect(self.helped)
        self._lay_out()
        self.saved.hide()
        self.show_connection(Connection())
        self.show_glance(Glance())

    def _lay_out(self) -> None:
        self._first, self._second = QHBoxLayout(), QHBoxLayout()
        pair = QHBoxLayout()
        pair.setSpacing(6)
        pair.addWidget(self._dot)
        pair.addWidget(self.connection)
        self._first.addLayout(pair)
        for item in (self.waiting, self.rejected, self.accepted):
            self._first.addWidget(item)
        self._second.addWidget(self.saved)
        self._second.addStretch(1)
        self._second.addWidget(self.tables, 4)
        self._second.addWidget(self._help)
        for row in (self._first, self._second):
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(18)
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lines.setContentsMargins(16, 0, 10, 0)
        self._lines.setSpacing(18)
        self._lines.addLayout(self._first)
        self._lines.addLayout(self._second, 1)

    def set_compact(self, compact: bool) -> None:
        """Take two lines in a narrow window: nothing that is always told is left out."""
        down = QBoxLayout.Direction.TopToBottom
        if compact is (self._lines.direction() == down):
            return
        self._lines.setDirection(down if compact else QBoxLayout.Direction.LeftToRight)
        self._lines.setSpacing(0 if compact else 18)
        self.setFixedHeight(metric("status_line") * (2 if compact else 1) - (8 if compact else 0))
        if compact:
            self._first.addStretch(1)
        else:
            self._first.takeAt(self._first.count() - 1)

    def show_glance(self, glance: Glance) -> None:
        """Show counts, the last acceptance and the tables in use."""
        self.rejected.after(_plural("rejected", glance.rejected))
        self.waiting.say(str(glance.waiting), "accent" if glance.waiting else "muted")
        self.rejected.say(str(glance.rejected), "error" if glance.rejected else "muted")
        self.accepted.say(glance.accepted or text("ui.status.never"))
        tables = " · ".join(glance.tables) or text("ui.status.no_tables")
        self.tables.set_text(tables)
        self.tables.setMaximumWidth(self.tables.sizeHint().width())

    def show_connection(self, connection: Connection) -> None:
        """Show how the last call to the service went."""
        self._dot.role = connection.role
        self._dot.update()
        self.connection.setText(text(f"ui.connection.{connection.state}"))
        tip = f"{connection.message} {text('ui.status.doctor')}".strip()
        self.connection.setToolTip(tip)

    def show_saved(self, when: str) -> None:
        """Show when something was last written to the disk."""
        self.saved.say(when)
        self.saved.show()
