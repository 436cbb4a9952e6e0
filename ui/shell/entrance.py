"""Before a folder is open: welcome, making a folder, the password, the recovery code."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtSvgWidgets import QSvgWidget
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from coletor import resources
from coletor.identifiers import cnes
from coletor.messages import text
from ui.style import fonts
from ui.style.icons import Icon
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.labels import Elided, label, wrapped
from ui.widgets.line import LineEdit
from ui.widgets.marks import KeyHint
from ui.widgets.masks import cnes_edit
from ui.widgets.notice import Notice
from ui.widgets.tone import Tone

_WIDTH = 460
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
        self.column = QVBoxLayout(holder)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.column.addWidget(_Mark())
        self.column.addWidget(label(title, fonts.title()))
        self.remark = wrapped(remark, font=fonts.body())
        self.column.addWidget(self.remark)
        self.notice = Notice()
        self.column.addWidget(self.notice)
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
        """Say under each field what is missing or different, and return the first such field."""
        for field in fields:
            field.set_finding("" if field.raw().strip() else text("ui.creation.missing"))
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


class _Offer(Card):
    """One way to begin: what it is and its button."""

    def __init__(self, icon: str, title: str, remark: str, button: Button) -> None:
        super().__init__()
        self.body.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Icon(icon, "accent", 22))
        head.addWidget(label(title, fonts.strong()))
        head.addStretch(1)
        self.body.addLayout(head)
        said = wrapped(remark)
        said.setMinimumHeight(66)
        said.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(said, 1)
        self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)


class WelcomePage(Centred):
    """The first run: try it, or begin for real."""

    training = Signal()
    creation = Signal()

    def __init__(self) -> None:
        super().__init__(text("ui.welcome.title"), text("ui.welcome.remark"), 640)
        self.try_button = PrimaryButton(text("ui.welcome.try"))
        self.make_button = Button(text("ui.welcome.make"))
        offers = QHBoxLayout()
        offers.setSpacing(12)
        offers.addWidget(
            _Offer(
                "graduation-cap",
                text("ui.welcome.training"),
                text("ui.welcome.training_remark"),
                self.try_button,
            ),
            1,
        )
        offers.addWidget(
            _Offer(
                "building-2",
                text("ui.welcome.folder"),
                text("ui.welcome.folder_remark"),
                self.make_button,
            ),
            1,
        )
        self.column.addLayout(offers)
        self.try_button.clicked.connect(self.training)
        self.make_button.clicked.connect(self.creation)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the first offer."""
        super().showEvent(event)
        self.try_button.setFocus()


class _Secret(LineEdit):
    """A password that is not shown; Enter gives it where a button says so."""

    submitted = Signal()

    def __init__(self, *, submits: bool = False) -> None:
        super().__init__()
        self._submits = submits
        self.setEchoMode(QLineEdit.EchoMode.Password)

    def advance(self, *, forward: bool = True) -> None:
        """Give the password, or go on to the next field."""
        if self._submits and forward:
            self.submitted.emit()
        else:
            super().advance(forward=forward)


def secret_field(name: str) -> Field:
    """Return a required field whose text is not shown."""
    return Field(name, _Secret(), required=True)


class PasswordPage(Centred):
    """Asks the folder's password.

    Args:
        name: the establishment's name.
        folder: where its data are.
    """

    topic = OPENING
    given = Signal(str)
    forgotten = Signal()

    def __init__(self, name: str, folder: str) -> None:
        super().__init__(name, text("ui.password.remark"), 380)
        editor = _Secret(submits=True)
        self.field = Field(text("ui.password.password"), editor, required=True)
        self.button = PrimaryButton(text("ui.password.open"), "↵")
        card = Card()
        card.body.setSpacing(6)
        card.body.addWidget(self.field)
        self.forgotten_button = Button(text("ui.password.forgotten"))
        ends = QHBoxLayout()
        ends.addWidget(self.forgotten_button)
        ends.addStretch(1)
        ends.addWidget(self.button)
        card.body.addLayout(ends)
        self.column.addWidget(card)
        self.forgotten_button.clicked.connect(self.forgotten)
        self.column.addWidget(Elided(folder, fonts.secondary(), "muted"))
        self.button.clicked.connect(self._give)
        editor.submitted.connect(self._give)
        self.field.editor.setFocus()

    def say(self, words: str) -> None:
        """Say why it did not open, the password marked to be typed over."""
        self.set_busy(False)
        self.notice.say(words, Tone.ERROR)
        self.button.set_text(text("ui.password.open"))
        self.field.editor.selectAll()
        self.field.editor.setFocus()

    def _give(self) -> None:
        self.field.clear_finding()
        self.notice.clear()
        if not self.field.raw():
            self.field.set_finding(text("ui.password.missing"))
            return
        self.button.set_text(text("ui.password.opening"))
        self.set_busy(True)
        self.given.emit(self.field.raw())


class CreationPage(Centred):
    """Asks what a new folder needs.

    Args:
        folder: where it will be made.
    """

    topic = "01-primeiros-passos#criar-a-pasta-do-estabelecimento"
    given = Signal(str, str, str, str)  # CNES, establishment, operator, password
    back = Signal()

    def __init__(self, folder: str) -> None:
        super().__init__(text("ui.creation.title"), text("ui.creation.remark", folder=folder))
        self.cnes = Field(text("ui.creation.cnes"), cnes_edit(), required=True)
        self.cnes.setFixedWidth(130)
        self.name = Field(text("ui.creation.name"), required=True)
        self.operator = Field(text("ui.creation.operator"), required=True)
        self.password = secret_field(text("ui.creation.password"))
        self.again = secret_field(text("ui.creation.again"))
        self._doubted = ""
        self.button = PrimaryButton(text("ui.creation.make"))
        self.back_button = Button(text("ui.creation.back"))
        rows = ((self.cnes, self.name), (self.operator,), (self.password, self.again))
        self.add_form(rows, self.back_button, self.button)
        self.button.clicked.connect(self._give)
        self.back_button.clicked.connect(self.back)

    def showEvent(self, event: object) -> None:
        """Begin at the first field."""
        super().showEvent(event)  # type: ignore[arg-type]
        self.cnes.editor.setFocus()

    def _give(self) -> None:
        if self._complete() and not self._doubts():
            self.notice.clear()
            self.set_busy(True)
            fields = (self.cnes, self.name, self.operator, self.password)
            self.given.emit(*(field.raw() for field in fields))

    def _complete(self) -> bool:
        fields = (self.cnes, self.name, self.operator, self.password, self.again)
        first = self.first_unfit(fields, self.password, self.again)
        if first is not None:
            first.editor.setFocus()
        return first is None

    def _doubts(self) -> bool:
        """Say once what looks wrong in the CNES: it cannot be changed afterwards."""
        typed = self.cnes.raw().strip()
        if typed == self._doubted or not cnes.has_form(typed) or cnes.is_valid(typed):
            return False
        self._doubted = typed
        self.cnes.set_finding(text("ui.creation.check"), Tone.WARNING)
        self.notice.say(text("ui.creation.doubt", cnes=typed), Tone.WARNING)
        self.cnes.editor.setFocus()
        return True


class RecoveryPage(Centred):
    """Shows the recovery code, once.

    Args:
        code: the code.
        doubts: what looks wrong in what was typed, in words.
    """

    topic = OPENING
    noted = Signal()

    def __init__(self, code: str, doubts: tuple[str, ...] = ()) -> None:
        super().__init__(text("ui.recovery.title"), text("ui.recovery.remark"))
        card = Card()
        self.code = label(code, fonts.make("title", fonts.medium(), code=True))
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.code.setWordWrap(True)
        self.code.setMinimumHeight(64)
        card.body.addWidget(self.code)
        self.column.addWidget(card)
        if doubts:
            self.notice.say(" ".join(doubts), Tone.WARNING)
        self.button = PrimaryButton(text("ui.recovery.noted"))
        self.column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignRight)
        self.button.clicked.connect(self.noted)

    def showEvent(self, event: QShowEvent) -> None:
        """Have the code read out; Enter by habit goes past it no sooner than Tab."""
        super().showEvent(event)
        self.code.setFocus()


class WaitingPage(Centred):
    """Says what is under way while a folder opens."""

    def __init__(self, words: str) -> None:
        super().__init__(text("ui.window.name"), words)

    def say(self, words: str) -> None:
        """Say what went wrong instead of what was under way."""
        self.remark.hide()
        super().say(words)
