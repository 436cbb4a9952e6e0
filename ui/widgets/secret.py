"""A field whose text is not shown."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from ui.widgets.field import Field
from ui.widgets.line import LineEdit


class Secret(LineEdit):
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
    return Field(name, Secret(), required=True)
