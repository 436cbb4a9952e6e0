"""The page where the printed recovery code gives a new password."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from coletor.messages import text
from ui.shell.entrance import Centred, secret_field
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.card import Card
from ui.widgets.field import Field


class ForgottenPage(Centred):
    """Asks the recovery code and a new password.

    Args:
        name: the establishment's name.
    """

    given = Signal(str, str)  # recovery code, new password
    back = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(name, text("ui.forgotten.remark"))
        self.code = Field(text("ui.forgotten.code"), required=True)
        self.password = secret_field(text("ui.forgotten.password"))
        self.again = secret_field(text("ui.creation.again"))
        self.button = PrimaryButton(text("ui.forgotten.change"))
        self.back_button = Button(text("ui.creation.back"))
        card = Card()
        card.body.setSpacing(4)
        card.body.addWidget(self.code)
        pair = QHBoxLayout()
        pair.setSpacing(12)
        pair.addWidget(self.password)
        pair.addWidget(self.again)
        card.body.addLayout(pair)
        ends = QHBoxLayout()
        ends.addWidget(self.back_button)
        ends.addStretch(1)
        ends.addWidget(self.button)
        card.body.addLayout(ends)
        self.column.addWidget(card)
        self.button.clicked.connect(self._give)
        self.back_button.clicked.connect(self.back)

    def showEvent(self, event: object) -> None:
        """Begin at the code."""
        super().showEvent(event)  # type: ignore[arg-type]
        self.code.editor.setFocus()

    def _give(self) -> None:
        fields = (self.code, self.password, self.again)
        for field in fields:
            field.set_finding("" if field.raw().strip() else text("ui.creation.missing"))
        if self.again.raw() and self.again.raw() != self.password.raw():
            self.again.set_finding(text("ui.creation.different"))
        wrong = next((field for field in fields if field.finding()), None)
        if wrong is not None:
            wrong.editor.setFocus()
            return
        self.notice.clear()
        self.set_busy(True)
        self.given.emit(self.code.raw(), self.password.raw())
