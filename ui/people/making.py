"""The fields of an editor are made when what stands around them is in sight, one by one."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from coletor.errors import ColetorError
from coletor.registers import Definition
from ui.form.names import Names
from ui.people import reading
from ui.people.editor_frame import WIDEST
from ui.people.fields import Fields
from ui.pieces import Pieces
from ui.screens.base import Context
from ui.widgets.scrolling import Scrolled

_LATER_MS = 150
"""How long what stands around the fields has to come in sight: both at once take long."""


class FieldsMaker(QObject):
    """Makes the fields of a register, before anybody asks for them or as soon as somebody does.

    Args:
        context: what the screen works with.
        definition: the register.
        area: where the fields stand.
        parent: the object that owns it.
    """

    made = Signal(object)  # Fields: whole, and in sight
    failed = Signal(object)  # ColetorError: the tables could not be looked at

    def __init__(
        self, context: Context, definition: Definition, area: Scrolled, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._definition = definition
        self._area = area
        self._begun = False
        QTimer.singleShot(_LATER_MS, self, self.begin)

    def begin(self) -> None:
        """Make them now, unless they are made or being made."""
        if self._begun:
            return
        self._begun = True
        workspace = self._context.workspace
        self._context.tasks.query(
            lambda: reading.local_tables(workspace), self._on_looked, self._on_error, owner=self
        )

    def _on_error(self, error: ColetorError) -> None:
        self._begun = False  # it may be asked for once more
        self.failed.emit(error)

    def _on_looked(self, local: frozenset[str]) -> None:
        context = self._context
        services = reading.services_of(context.workspace, context.tasks, local)
        fields = Fields(self._definition, services, Names(services, self), self._area)
        fields.setMaximumWidth(WIDEST)
        fields.hide()  # seen when it is whole
        self._area.setWidget(fields)
        Pieces(self, [*fields.pieces(), partial(self._show, fields)]).start()

    def _show(self, fields: Fields) -> None:
        fields.show()
        self.made.emit(fields)
