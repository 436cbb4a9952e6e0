"""The page where the printed recovery code gives a new password."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent

from coletor.messages import text
from ui.shell.centred import OPENING, Centred
from ui.style import fonts
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.field import Field
from ui.widgets.line import LineEdit
from ui.widgets.secret import secret_field


class ForgottenPage(Centred):
    """Asks the recovery code and a new password.

    Args:
        name: the establishment's name.
    """

    topic = OPENING
    given = Signal(str, str)  # recovery code, new password
    back = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(name, text("ui.forgotten.remark"))
        written = LineEdit(fonts.code())  # 0 is not O, as where it was shown
        self.code = Field(text("ui.forgotten.code"), written, required=True)
        self.password = secret_field(text("ui.forgotten.password"))
        self.again = secret_field(text("ui.creation.again"))
        self.button = PrimaryButton(text("ui.forgotten.change"))
        self.back_button = Button(text("ui.creation.back"))
        rows = ((self.code,), (self.password, self.again))
        self.add_form(rows, self.back_button, self.button)
        self.button.clicked.connect(self._give)
        self.back_button.clicked.connect(self.back)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the code."""
        super().showEvent(event)
        self.code.editor.setFocus()

    def _give(self) -> None:
        fields = (self.code, self.password, self.again)
        wrong = self.first_unfit(fields, self.password, self.again)
        if wrong is not None:
            wrong.editor.setFocus()
            return
        self.notice.clear()
        self.set_busy(True)
        self.given.emit(self.code.raw(), self.password.raw())
