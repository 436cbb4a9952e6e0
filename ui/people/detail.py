"""One entry beside the list: who it is, what differs, what can be done, what happened to it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from coletor.errors import ColetorError
from coletor.messages import text
from coletor.registers import PATIENTS, Change, Entry
from ui.form.names import Names
from ui.glance import local
from ui.people import reading
from ui.people.differences import LABEL_WIDTH, Differences
from ui.people.editor import TOUCHED
from ui.people.reading import Person
from ui.people.words import icon_of, shown
from ui.screens.base import Context
from ui.style import fonts
from ui.tasks import Handle
from ui.widgets.buttons import Button
from ui.widgets.card import Card, EmptyState
from ui.widgets.labels import breaking, label, muted, rule, wrapped
from ui.widgets.layouts import clear, line_of
from ui.widgets.scrolling import Scrolled
from ui.widgets.tone import Tone

_CHANGES = 40
"""Most lines of the history that are shown."""


class PersonDetail(Card):
    """What is known of the marked entry.

    Args:
        context: what the screen works with.
        register_id: the register.
        names: the names of codes.
        parent: the widget it stands in.
    """

    editing = Signal()
    removing = Signal()
    typing = Signal()
    contacts = Signal()
    left = Signal()  # Esc: the cursor goes back to the list

    def __init__(self, context: Context, register_id: str, names: Names, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self._context = context
        self._id = register_id
        self.register = context.workspace.register(register_id)
        self._names = names
        own = self.register.definition
        self._told = [field for field in own.fields if field.id != own.order]
        self.person: Person | None = None
        self._entry: Entry | None = None
        self._asked: Handle | None = None
        self._lay_out()
        names.learned.connect(self._show_facts)
        self.show_entry(None)

    def _lay_out(self) -> None:
        nobody = text(f"people.{self._id}.choose"), text(f"people.{self._id}.choose_remark")
        self._choose = EmptyState(icon_of(self._id), *nobody)
        self.body.addWidget(self._choose, 1)
        self.name = wrapped("", tone="", font=fonts.strong())
        self.used = wrapped()
        self.body.addWidget(self.name)
        self.body.addWidget(self.used)
        self._rule = rule()
        self.body.addWidget(self._rule)
        self.body.addWidget(self._make_scroll(), 1)
        self._actions = QWidget(self)
        self._actions.setLayout(self._make_buttons())
        self.body.addWidget(self._actions)

    def _make_scroll(self) -> Scrolled:
        self._scroll = Scrolled(self)
        column = QVBoxLayout(self._scroll.inside())
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(8)
        self.differences = Differences(self.register.definition, self._names)
        self.differences.settled.connect(self._settle)
        self.differences.finished.connect(self.left)
        column.addWidget(self.differences)
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(8)
        self._facts.setVerticalSpacing(4)
        self._facts.setColumnMinimumWidth(0, LABEL_WIDTH)
        self._facts.setColumnStretch(1, 1)
        self._values: dict[str, tuple[QLabel, QLabel]] = {}
        for line, field in enumerate(self._told):
            code = bool(field.form) or field.search in ("codigo", "data")
            name = breaking(field.label, fonts.secondary(), "muted")
            value = wrapped("", tone="", font=fonts.code() if code else fonts.body())
            self._facts.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(value, line, 1)
            self._values[field.id] = (name, value)
        column.addLayout(self._facts)
        self._history_head = label(text("people.detail.history"), fonts.strong())
        self._history_head.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self._history_head)
        self._history = QVBoxLayout()
        self._history.setSpacing(2)
        column.addLayout(self._history)
        column.addStretch(1)
        return self._scroll

    def _make_buttons(self) -> QVBoxLayout:
        self.edit_button = Button(text("people.detail.edit"), "↵")
        self.remove_button = Button(text("people.detail.remove"), "Del")
        self.contacts_button = Button(text(f"people.{self._id}.contacts"))
        self.type_button = Button(text("people.detail.type"), text("people.key.type"))
        for button, signal in (
            (self.edit_button, self.editing),
            (self.remove_button, self.removing),
            (self.contacts_button, self.contacts),
            (self.type_button, self.typing),
        ):
            button.clicked.connect(signal)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        second, last = self.type_button, self.remove_button
        if self._id != PATIENTS:  # a professional has no contact typed from here
            second, last = last, second
        column.addLayout(line_of(self.edit_button, second))
        column.addLayout(line_of(self.contacts_button, last))
        return column

    # Showing

    def show_entry(self, entry: Entry | None) -> None:
        """Show an entry; without one, say how to choose.

        Args:
            entry: the marked one.
        """
        same = entry is not None and self._entry is not None and entry.id == self._entry.id
        self._entry = entry
        self._actions.setVisible(entry is not None)
        if not same:
            self._scroll.verticalScrollBar().setValue(0)
            self.differences.show_all(())
            clear(self._history)
            self._history_head.hide()
        for widget in (self.name, self.used, self._rule, self._scroll):
            widget.setVisible(entry is not None)
        self._choose.setVisible(entry is None)
        self._show_head()
        self._show_facts()
        if entry is not None:
            self._read(entry.id)

    def _show_head(self) -> None:
        entry = self._entry
        if entry is None:
            self.name.setText("")
            return
        self.name.setText(reading.name_of(self.register.definition, entry))
        self.used.setText(_used_words(entry))
        gone = entry.removed_at is not None
        self.edit_button.set_text(text(f"people.detail.{'restore' if gone else 'edit'}"))
        for button in (self.remove_button, self.contacts_button):
            button.setVisible(not gone)
        self.type_button.setVisible(not gone and self._id == PATIENTS)

    def _show_facts(self) -> None:
        entry = self._entry
        for field in self._told:
            value = entry.values.get(field.id, "") if entry is not None else ""
            name, said = self._values[field.id]
            said.setText(shown(field, value, self._names))
            name.setVisible(bool(value))
            said.setVisible(bool(value))

    def _read(self, entry_id: int) -> None:
        if self._asked is not None:
            self._asked.drop()
        register = self.register
        self._asked = self._context.tasks.query(
            lambda: reading.person(register, entry_id), self._on_read, self._on_error, owner=self
        )

    def _on_read(self, person: Person | None) -> None:
        self._asked = None
        if person is None or self._entry is None or person.entry.id != self._entry.id:
            return
        self.person = person
        self._entry = person.entry
        self._show_head()
        self._show_facts()
        self.differences.show_all(person.differences)
        self._show_history(person.history)

    def _show_history(self, history: Sequence[Change]) -> None:
        clear(self._history)
        self._history_head.setVisible(bool(history))
        for change in history[:_CHANGES]:
            first = change is history[-1]
            for words in self._change_words(change, first=first):
                self._history.addWidget(wrapped(words, tone=""))
            when = muted(f"{local(change.at)} · {change.operator}")
            when.setContentsMargins(0, 0, 0, 6)
            self._history.addWidget(when)

    def _change_words(self, change: Change, *, first: bool) -> list[str]:
        """Return what one save did, a line for each value that was there before.

        Args:
            change: the save.
            first: whether the entry was made by it: then everything is new, and not said.
        """
        origin = text(f"registers.origin.{change.origin}")
        if first:
            return [origin]
        changed = [
            text(
                "people.detail.changed",
                field=kept.label,
                before=shown(kept, before, self._names),
                after=shown(kept, after, self._names) or text("people.detail.nothing"),
            )
            for kept in self.register.definition.fields
            for before, after in [change.changes.get(kept.id, ("", ""))]
            if before
        ]
        added = [
            kept.label
            for kept in self.register.definition.fields
            if kept.id in change.changes and not change.changes[kept.id][0]
        ]
        if added and changed:
            changed.append(text("people.detail.added", fields=", ".join(added)))
        elif added and change.changes:
            return [text("people.detail.filled", origin=origin, fields=", ".join(added))]
        return [origin, *changed]

    # Doing

    def take_focus(self) -> bool:
        """Put the cursor on the differences, or on what can be done; tell whether there is any."""
        if self._entry is None:
            return False
        if not self.differences.take_focus():
            self.edit_button.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _settle(self, difference_id: int, take: bool) -> None:
        register, operator = self.register, self._context.workspace.operator.id
        self._context.tasks.change(
            lambda: register.settle(difference_id, take, operator),
            lambda _: self._on_settled(),
            self._on_error,
            touches=TOUCHED,
            owner=self,
        )

    def _on_settled(self) -> None:
        if self._entry is not None:
            self._read(self._entry.id)

    def _on_error(self, error: ColetorError) -> None:
        self._context.toast(str(error), Tone.ERROR)
        if self._entry is not None and self.person is not None:
            self.differences.show_all(self.person.differences)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the list with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _used_words(entry: Entry) -> str:
    if entry.removed_at is not None:
        return text("people.detail.gone", day=reading.on_day(entry.removed_at))
    if not entry.uses:
        return text("people.detail.unused")
    if entry.uses == 1:
        return text("people.detail.used_once", day=reading.used(entry))
    return text("people.detail.used", count=entry.uses, day=reading.used(entry))
