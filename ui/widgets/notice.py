"""Messages in place of modal boxes: a bar in the screen, and a toast that goes away by itself."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from coletor.messages import text
from ui.style import fonts
from ui.style.icons import Icon
from ui.style.theme import restyle
from ui.widgets.buttons import Button
from ui.widgets.labels import wrapped
from ui.widgets.tone import Tone

_ICONS = {
    Tone.NEUTRAL: ("info", "muted"),
    Tone.ACCENT: ("info", "accent"),
    Tone.OK: ("circle-check", "ok"),
    Tone.WARNING: ("triangle-alert", "warning"),
    Tone.ERROR: ("circle-alert", "error"),
}
TOAST_MS = 5000
RIGHT_OF_IT = 250
"""Pixels of the status line that a toast leaves in sight: tables in use, help."""


def announce(widget: QWidget, words: str) -> None:
    """Have a screen reader say something without moving the focus."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


class Notice(QFrame):
    """A message bar that takes its place in the screen; hidden until it has something to say."""

    acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(10)
        self._icon = Icon("info")
        self._words = wrapped("", tone="", font=fonts.body())
        self._action = Button("")
        self._close = Button(text("ui.close"), kind="flat")
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)
        self._action.clicked.connect(self.acted)
        self._close.clicked.connect(self.clear)
        self.hide()

    def say(self, words: str, tone: Tone = Tone.NEUTRAL, action: str = "") -> None:
        """Show a message.

        Args:
            words: where, what, and what to do.
            tone: what kind of message it is.
            action: the word of a button; `acted` is emitted when it is pressed.
        """
        restyle(self, tone=str(tone))
        self._icon.show_as(*_ICONS[tone])
        self._words.setText(words)
        self._action.setVisible(bool(action))
        self._action.set_text(action)
        self.setAccessibleName(words)
        self.show()
        announce(self, words)

    def take_back(self, words: str) -> None:
        """Take a message away that is so no more, where no other one has come since.

        Args:
            words: the message, empty for none.
        """
        if words and self.words() == words:
            self.clear()

    def take_focus(self) -> None:
        """Give the cursor to the message's button, or to the one that closes it."""
        (self._close if self._action.isHidden() else self._action).setFocus()

    def set_closable(self, closable: bool) -> None:
        """Show or hide the button that closes it: what always has something to say has none."""
        self._close.setVisible(closable)

    def words(self) -> str:
        """Return the message in view, or an empty text."""
        return self._words.text() if not self.isHidden() else ""

    def clear(self) -> None:
        """Take the message away."""
        self.hide()
        self._words.clear()


class Toast(Notice):
    """A message over the bottom of a window, gone after a few seconds; it never takes the focus."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._action.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)

    def say(self, words: str, tone: Tone = Tone.OK, action: str = "") -> None:
        """Show a message for a few seconds; errors stay until closed."""
        super().say(words, tone, action)
        self._place()
        self.raise_()
        if tone is Tone.ERROR:
            self._timer.stop()
        else:
            self._timer.start(TOAST_MS)

    def stand_over(self, over: QWidget) -> None:
        """Stand over another widget from now on, such as the window that it has come into."""
        if over is not self._over:
            self._over = over
            self.setParent(over)

    def follow(self) -> None:
        """Stay in place when the window has changed size."""
        if not self.isHidden():
            self._place()

    def _place(self) -> None:
        """Stand at the very bottom, over the middle of the status line: no row is covered."""
        over = self._over
        width = min(520, over.width() - 32)
        self.setFixedWidth(width)
        height = self._row.totalHeightForWidth(width)
        self.setFixedHeight(max(40, height))
        left = max((over.width() - width) // 2, over.width() - width - RIGHT_OF_IT)
        self.move(min(left, over.width() - width - 16), over.height() - self.height() - 1)
