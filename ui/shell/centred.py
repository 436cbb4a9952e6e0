"""The page that everything before an open folder is shown on: one column in the middle."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRect
from PySide6.QtSvgWidgets import QSvgWidget
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coletor import resources
from coletor.messages import text
from ui.style import fonts
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.labels import label, wrapped
from ui.widgets.marks import KeyHint
from ui.widgets.notice import Notice
from ui.widgets.tone import Tone

_WIDTH = 460
_MESSAGE = 94
"""Room below the column for a message of five lines: what stands above does not move for it."""
OPENING = "01-primeiros-passos#abrir-a-pasta-e-a-senha-esquecida"
"""Where the help tells of the password and of the recovery code."""
_MARK = QRect(4, 4, 56, 56)


class _Mark(QSvgWidget):
    """The program's own mark."""

    def __init__(self) -> None:
        super().__init__(str(resources.path("icons", "coletor.svg")))
        self.renderer().setViewBox(_MARK)  # without its margin: it stands over the title
        self.setFixedSize(40, 40)


class Centred(QWidget):
    """A page with one column in the middle, under the program's name."""

    topic = "01-primeiros-passos"

    def __init__(self, title: str, remark: str, width: int = _WIDTH) -> None:
        super().__init__()
        self.setObjectName("screen")
        self._resting: QWidget | None = None
        outer = QHBoxLayout(self)
        outer.addStretch(1)
        middle = QVBoxLayout()
        outer.addLayout(middle)
        outer.addStretch(1)
        middle.addStretch(2)
        holder = QWidget()
        holder.setFixedWidth(width)
        whole = QVBoxLayout(holder)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        self.column = QVBoxLayout()
        self.column.setSpacing(12)
        whole.addLayout(self.column)
        self.column.addWidget(_Mark())
        self.column.addWidget(label(title, fonts.title()))
        self.remark = wrapped(remark, font=fonts.body())
        self.column.addWidget(self.remark)
        self.notice = Notice()
        below = QWidget()
        below.setMinimumHeight(_MESSAGE)
        message = QVBoxLayout(below)
        message.setContentsMargins(0, 0, 0, 0)
        message.addWidget(self.notice)
        message.addStretch(1)
        whole.addWidget(below)
        middle.addWidget(holder)
        middle.addStretch(3)
        middle.addWidget(KeyHint("F1", text("ui.entrance.help")))

    def help_topic(self) -> str:
        """Return the page of the help about this one."""
        return self.topic

    def add_form(self, rows: Iterable[Iterable[Field]], back: Button, go: Button) -> None:
        """Put a card of fields on the page, line by line, with its two buttons below."""
        card = Card()
        card.body.setSpacing(4)
        for fields in rows:
            line = QHBoxLayout()
            line.setSpacing(12)
            for field in fields:
                line.addWidget(field)
            card.body.addLayout(line)
        ends = QHBoxLayout()
        ends.addWidget(back)
        ends.addStretch(1)
        ends.addWidget(go)
        card.body.addLayout(ends)
        self.column.addWidget(card)
        self.setTabOrder(go, back)  # Enter after the last field goes on, never back

    def first_unfit(self, fields: Sequence[Field], password: Field, again: Field) -> Field | None:
        """Say under each field what is missing, short or different; return the first such field."""
        from coletor.establishment.vault import (  # noqa: PLC0415 - cryptography, on a rare day
            FEWEST_CHARACTERS,
        )

        for field in fields:
            field.set_finding("" if field.raw().strip() else text("ui.creation.missing"))
        if 0 < len(password.raw()) < FEWEST_CHARACTERS:
            password.set_finding(text("ui.creation.short", fewest=FEWEST_CHARACTERS))
        if again.raw() and again.raw() != password.raw():
            again.set_finding(text("ui.creation.different"))
        return next((field for field in fields if field.finding()), None)

    def say(self, words: str) -> None:
        """Say what went wrong and let the person go on."""
        self.notice.say(words, Tone.ERROR)
        self.set_busy(False)

    def set_busy(self, busy: bool) -> None:
        """Keep the person from pressing twice; the cursor comes back to where it was."""
        if busy:
            self._resting = self.focusWidget()
        self.setEnabled(not busy)
        if not busy and self._resting is not None:
            self._resting.setFocus()
