"""Where the reason of a warning is written, below what is pending."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from coletor.messages import text
from ui.form.pending import Pending, is_reason
from ui.help.topics import rule_topic
from ui.widgets.labels import wrapped
from ui.widgets.line import AnswerEdit
from ui.widgets.marks import KeyHint


class ReasonBox(QFrame):
    """Asks why a warning is right as it is; hidden while nothing is asked.

    Args:
        parent: the widget it stands in.
    """

    confirmed = Signal(object, str)  # Pending, reason
    released = Signal()  # the question is over: the cursor goes back
    turned = Signal(bool)  # whether a reason is being asked for

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._item: Pending | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(4)
        self._question = wrapped()
        self.reason = AnswerEdit()
        self.reason.setPlaceholderText(text("form.reason"))
        self.reason.given.connect(self._on_given)
        self.reason.cancelled.connect(self._close)
        self._key = KeyHint("↵", text("form.key.keep_reason"))
        column.addWidget(self._question)
        column.addWidget(self.reason)
        column.addWidget(self._key)
        self.hide()

    @property
    def asking(self) -> bool:
        """Whether a reason is being asked for."""
        return self._item is not None

    def help_topic(self) -> str:
        """Return the page of the help about the warning that is asked about."""
        return rule_topic(self._item.rule) if self._item else ""

    def ask(self, item: Pending, same: int = 1, *, concluding: bool = False) -> None:
        """Ask why a warning is right as it is; the reason given last for such a one is proposed.

        Args:
            item: the warning.
            same: how many of the contact say the same; the reason is for all of them.
            concluding: whether the contact is concluded with the answer.
        """
        self._item = item
        asked = text("form.why" if same < 2 else "form.why_all", where=item.where, count=same)
        asked = text("form.before", asked=asked) if concluding else asked
        self._question.setText(asked)
        does = "reason_concludes" if concluding else "keep_reason"
        self._key.set_words(text(f"form.key.{does}"))
        self.reason.setAccessibleName(f"{asked} {item.message}")
        self.reason.setText(item.usual)
        self.reason.selectAll()  # another reason is typed over it
        self.turned.emit(True)
        self.show()
        self.reason.setFocus()

    def give(self) -> bool:
        """Take what is written as the reason; tell whether it is one."""
        self._on_given(self.reason.text().strip())
        return not self.asking

    def forget(self) -> None:
        """Ask no more: what was asked is not in view. The cursor is somebody else's."""
        self.reason.clearFocus()
        self._item = None
        self.hide()
        self.turned.emit(False)

    def _on_given(self, words: str) -> None:
        if not is_reason(words):
            self._question.setText(text("form.reason_wanted"))
        elif self._item is not None:
            self.confirmed.emit(self._item, words)
            self._close()

    def _close(self) -> None:
        """Give the cursor back before hiding: what hides with it sends it to the first field."""
        self._item = None
        self.released.emit()
        self.hide()
        self.turned.emit(False)
