"""How the editor of an entry looks: head, fields that scroll, what is said, buttons."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from coletor.messages import text
from ui.style import fonts
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.card import Card
from ui.widgets.labels import Elided, wrapped
from ui.widgets.layouts import line_of
from ui.widgets.marks import Pill
from ui.widgets.notice import Notice
from ui.widgets.scrolling import Scrolled
from ui.widgets.tone import Tone

_INSET, _NOTICE = 14, 42
WIDEST = 640
"""Width from which the fields grow no more: a name is read at a glance, not across the window."""


class EditorFrame(Card):
    """The parts of an editor without what they do.

    Args:
        parent: the widget it stands in.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.name = Elided("", fonts.strong())
        self.mark = Pill(text("people.editor.unsaved"), Tone.WARNING)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.name, 1)
        head.addWidget(self.mark)
        self.body.addLayout(head)
        self.area = Scrolled(self)
        self.body.addWidget(self.area, 1)
        self.said = wrapped("", tone="error")
        self.said.hide()
        self.notice = Notice()
        self.notice.set_closable(False)
        self.body.addWidget(self.said)
        self.body.addWidget(self.notice)
        self.save_button = PrimaryButton(text("people.editor.save"), text("people.key.save"))
        self.back_button = Button(text("people.editor.back"), "Esc")
        self.body.addLayout(line_of(self.save_button, self.back_button))

    def say(self, words: str, tone: Tone, action: str = "") -> None:
        """Say something above the buttons, in as many lines as it takes.

        Args:
            words: the message.
            tone: what kind of message it is.
            action: the word of its button.
        """
        self.notice.say(words, tone, action)
        layout = self.notice.layout()
        assert layout is not None
        width = self.width() - 2 * _INSET
        self.notice.setFixedHeight(max(_NOTICE, layout.totalHeightForWidth(width)))
