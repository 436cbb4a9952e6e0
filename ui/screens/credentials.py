"""Asks for the webservice's credentials in place, and says why they have to be typed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit

from coletor.messages import text
from ui.style import fonts
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.labels import wrapped
from ui.widgets.layouts import line_of
from ui.widgets.masks import digits_edit


class CredentialsCard(Card):
    """User and password of the service, CPF and password of the operator."""

    given = Signal(str, str, str, str, bool)  # user, password, CPF, operator's password, keep

    def __init__(self) -> None:
        super().__init__(text("ui.credentials.title"))
        self._why = wrapped("")
        self.body.addWidget(self._why)
        self.user = Field(text("ui.credentials.user"), required=True)
        self.password = Field(text("ui.credentials.password"), required=True)
        self.cpf = Field(text("ui.credentials.cpf"), digits_edit(), required=True)
        self.operator_password = Field(text("ui.credentials.operator_password"), required=True)
        row = QHBoxLayout()
        row.setSpacing(12)
        for field in self.fields:
            row.addWidget(field)
        for field in (self.password, self.operator_password):
            field.editor.setEchoMode(QLineEdit.EchoMode.Password)
        self.body.addLayout(row)
        self.keep = QCheckBox(text("ui.credentials.keep"))
        self.keep.setFont(fonts.body())
        self.button = Button(text("ui.credentials.use"))
        self.button.clicked.connect(self._give)
        ends = line_of(self.keep)
        ends.addWidget(self.button)
        self.body.addLayout(ends)

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields, left to right."""
        return (self.user, self.password, self.cpf, self.operator_password)

    def ask(self, why: str) -> None:
        """Come into view.

        Args:
            why: why the keyring did not answer.
        """
        self._why.setText(why)
        self.show()
        self.user.editor.setFocus()

    def _give(self) -> None:
        empty = [field for field in self.fields if not field.raw().strip()]
        for field in self.fields:
            field.set_finding(text("ui.creation.missing") if field in empty else "")
        if empty:
            empty[0].editor.setFocus()
            return
        typed = [field.raw() for field in self.fields]
        for field in (self.password, self.operator_password):
            field.set_raw("")
        self.given.emit(*typed, self.keep.isChecked())
