"""The message below the form, where it moves no field: what is to be known of this contact."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from ui.widgets.notice import Notice
from ui.widgets.tone import Tone


class Telling(QObject):
    """Says things below the form.

    Args:
        notice: the bar where they stand.
        parent: the object that owns it.
    """

    def __init__(self, notice: Notice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notice = notice
        self._act: Callable[[], None] | None = None
        self._carried = ""
        self._about = ""
        notice.acted.connect(self._on_acted)

    def carry(self, words: str) -> None:
        """Have a message stand at the next contact that is opened."""
        self._carried = words

    def tell(
        self,
        words: str,
        action: str = "",
        act: Callable[[], None] | None = None,
        tone: Tone = Tone.NEUTRAL,
        about: str = "",
    ) -> None:
        """Show a message, until it is closed or another contact is opened.

        Args:
            words: the message.
            action: the word of its button.
            act: what the button does.
            tone: what kind of message it is.
            about: UUID of the contact that it tells of; once that one is opened it has been said.
        """
        self._act, self._about = act, about
        self._notice.say(words, tone, action)

    def begin(self, note: str, uuid: str = "") -> None:
        """Show what has to be known of the contact that was opened.

        Args:
            note: what that is, empty for nothing.
            uuid: the contact.
        """
        if uuid and uuid == self._about:
            self._act = None
        words, self._carried = self._carried or note, ""
        if words:
            self.tell(words)
        elif self._act is None:
            self._notice.clear()

    def settle(self, uuid: str) -> None:
        """Take away what was said of a contact: it is so no more."""
        if uuid == self._about:
            self.clear()

    def clear(self) -> None:
        """Take the message away: it is so no more."""
        self._act, self._about = None, ""
        self._notice.clear()

    def _on_acted(self) -> None:
        act, self._act = self._act, None
        self._notice.clear()
        if act is not None:
            QTimer.singleShot(0, self, act)
