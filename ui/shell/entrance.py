"""Before a folder is open: welcome, making a folder, the password, the recovery code."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coletor.identifiers import cnes
from coletor.messages import text
from ui.shell.centred import OPENING, Centred
from ui.style import fonts
from ui.style.icons import Icon
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.labels import Elided, label, wrapped
from ui.widgets.masks import cnes_edit
from ui.widgets.secret import Secret, secret_field
from ui.widgets.tone import Tone


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
        super().__init__(name, text("ui.password.remark"))
        self.column.addWidget(Elided(folder, fonts.secondary(), "muted"))
        editor = Secret(submits=True)
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
        self.button.clicked.connect(self._give)
        editor.submitted.connect(self._give)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the password, wherever the cursor was in the folder before."""
        super().showEvent(event)
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

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the first field."""
        super().showEvent(event)
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
    """Says what is under way while a folder opens, and what can be done when it does not.

    Args:
        words: what is under way.
        practising: whether there is real work to go back to.
    """

    again = Signal()
    back = Signal()
    leave = Signal()

    def __init__(self, words: str, *, practising: bool = False) -> None:
        super().__init__(text("ui.window.name"), words)
        self.notice.set_closable(False)  # closed, it would leave an empty window
        self.column.addWidget(self.notice)  # what went wrong comes before the ways on
        self.again_button = PrimaryButton(text("ui.waiting.again"))
        self.back_button = Button(text("ui.waiting.back"))
        self.leave_button = Button(text("ui.waiting.leave"))
        self._ways = QWidget()
        row = QHBoxLayout(self._ways)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.again_button)
        row.addWidget(self.back_button)
        row.addStretch(1)
        row.addWidget(self.leave_button)
        self.column.addWidget(self._ways)
        self._ways.hide()
        self.back_button.setVisible(practising)
        self.again_button.clicked.connect(self.again)
        self.back_button.clicked.connect(self.back)
        self.leave_button.clicked.connect(self.leave)

    def say(self, words: str) -> None:
        """Say what went wrong instead of what was under way, and offer ways on."""
        self.remark.hide()
        super().say(words)
        self._ways.show()
        self.again_button.setFocus()
