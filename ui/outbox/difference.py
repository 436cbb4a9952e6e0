"""The choice where the server holds another content: both are shown, a person decides."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coletor.contact import walk
from coletor.contact.document import pattern_of
from coletor.contact.entry import display
from coletor.errors import ColetorError
from coletor.messages import text
from coletor.model import load_model
from coletor.store.traffic import Movement
from coletor.workspace import Workspace
from ui.access import Access
from ui.tasks import Tasks
from ui.widgets.buttons import Button
from ui.widgets.card import Card, heading
from ui.widgets.labels import wrapped
from ui.widgets.notice import Notice
from ui.widgets.rows import Column, Rows
from ui.widgets.table import DataTable
from ui.widgets.tone import Tone

if TYPE_CHECKING:
    from coletor.outbox.types import Difference


@dataclass(frozen=True)
class Field:
    """One field that differs.

    Args:
        name: where it stands, as a person reads it.
        mine: our value.
        theirs: the server's.
    """

    name: str
    mine: str
    theirs: str


def fields_of(difference: "Difference") -> list[Field]:
    """Return the fields whose values differ, in the order of the contact."""
    model = load_model(str(difference.mine["modelo"]))
    mine, theirs = dict(walk(difference.mine)), dict(walk(difference.theirs))
    found = []
    for path in [*mine, *(path for path in theirs if path not in mine)]:
        element = model.by_path.get(pattern_of(path))
        if element is None or mine.get(path) == theirs.get(path):
            continue
        group = model.by_group[element.group_path]
        rank = path.rpartition("[")[2].partition("]")[0] if "[" in path else ""
        place = f"{group.singular} {int(rank) + 1} › " if rank.isdigit() else ""
        shown = [display(element, side.get(path)) or "—" for side in (mine, theirs)]
        found.append(Field(f"{place}{element.label}", *shown))
    return found


def _look(workspace: Workspace, access: Access, uuid: str) -> list[Field]:
    with access.service() as service:
        return fields_of(workspace.outbox.difference(uuid, service))


def _decide(workspace: Workspace, access: Access, uuid: str, *, mine: bool) -> None:
    with access.service() as service:
        if mine:
            workspace.outbox.send_mine(uuid, service, workspace.operator.id)
        else:
            workspace.outbox.keep_theirs(uuid, service, workspace.operator.id)


class DifferencePanel(QWidget):
    """Both contents side by side, and the two ways out.

    Args:
        workspace: the open folder.
        tasks: runs work off the GUI thread.
        access: reaches the webservice.
    """

    closed = Signal()
    decided = Signal(str)  # what was decided, in a sentence

    def __init__(self, workspace: Workspace, tasks: Tasks, access: Access) -> None:
        super().__init__()
        self._workspace = workspace
        self._tasks = tasks
        self._access = access
        self._uuid = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        head, _, self._remark = heading(text("ui.difference.title"))
        back = Button(text("ui.batch.back"), "Esc")
        back.clicked.connect(self.closed)
        self.theirs = Button(text("ui.difference.theirs"), "Alt S")
        self.theirs.setShortcut("Alt+S")
        self.theirs.clicked.connect(lambda: self._choose(mine=False))
        self.mine = Button(text("ui.difference.mine"), "Alt M")
        self.mine.setShortcut("Alt+M")
        self.mine.clicked.connect(lambda: self._choose(mine=True))
        for button in (back, self.theirs, self.mine):
            head.addWidget(button)
        column.addLayout(head)
        self.notice = Notice()
        column.addWidget(self.notice)
        card = Card(text("ui.difference.fields"))
        card.body.addWidget(wrapped(text("ui.difference.explained")))
        self.table = DataTable(text("ui.difference.fields"))
        self.rows = Rows[Field](
            [
                Column(text("ui.difference.field"), lambda field: field.name, 320),
                Column(text("ui.difference.yours"), lambda field: field.mine),
                Column(text("ui.difference.servers"), lambda field: field.theirs),
            ],
            self,
        )
        self.table.show_rows(self.rows)
        card.body.addWidget(self.table, 1)
        column.addWidget(card, 1)
        shortcut = QShortcut(QKeySequence("Esc"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.closed)

    def begin(self, line: Movement) -> None:
        """Ask the service for its content and show both."""
        self._uuid = line.uuid
        self._remark.setText(line.patient or text("ui.contact.unnamed"))
        self.rows.replace([])
        self._enable(False)
        self.notice.say(text("ui.difference.asking"), Tone.NEUTRAL)
        workspace, access, uuid = self._workspace, self._access, line.uuid
        self._tasks.long(
            lambda _: _look(workspace, access, uuid), self._on_fields, self._on_error, owner=self
        )
        self.table.setFocus()

    def _on_fields(self, fields: list[Field]) -> None:
        self.notice.clear()
        self.rows.replace(fields)
        self._enable(True)
        if fields:
            self.table.selectRow(0)

    def _choose(self, *, mine: bool) -> None:
        self._enable(False)
        workspace, access, uuid = self._workspace, self._access, self._uuid
        done = text("ui.difference.sent" if mine else "ui.difference.kept")
        self._tasks.long(
            lambda _: _decide(workspace, access, uuid, mine=mine),
            lambda _: self.decided.emit(done),
            self._on_error,
            touches=("contacts",),
            owner=self,
        )

    def _enable(self, able: bool) -> None:
        self.mine.setEnabled(able)
        self.theirs.setEnabled(able)

    def _on_error(self, error: ColetorError) -> None:
        self.notice.say(str(error), Tone.ERROR)
