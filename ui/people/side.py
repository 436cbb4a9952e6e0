"""What stands beside the list of a register: the marked entry, or the one that is typed."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from coletor.registers import Entry
from ui.form.names import Names
from ui.people.detail import PersonDetail
from ui.people.editor import PersonEditor
from ui.people.keeping import Keeper
from ui.screens.base import Context


class Side(QStackedWidget):
    """Shows an entry or its editor; what is typed and not saved is never thrown away.

    Args:
        context: what the screen works with.
        register_id: the register.
        names: the names of codes.
        parent: the widget it stands in.
    """

    saved = Signal(object)  # Entry, in view again
    left = Signal()  # nothing is typed any more: the cursor goes back to the list

    def __init__(self, context: Context, register_id: str, names: Names, parent: QWidget) -> None:
        super().__init__(parent)
        self._wanted = context, register_id, names

    def fill(self) -> Iterator[None]:
        """Make what is in it; see `Screen._building`."""
        context, register_id, names = self._wanted
        self.detail = PersonDetail(context, register_id, names, self)
        yield
        self.editor = PersonEditor(context, register_id, self)
        self.editor.offers_other = True
        self.keeper = Keeper(context, self.editor)
        self.addWidget(self.detail)
        self.addWidget(self.editor)
        self.detail.left.connect(self.left)
        self.keeper.resumed.connect(lambda: self.setCurrentWidget(self.editor))
        self.editor.saved.connect(self._on_saved)
        self.editor.left.connect(self._on_left)

    @property
    def editing(self) -> bool:
        """Whether an entry is being typed."""
        return self.currentWidget() is self.editor

    @property
    def typed(self) -> Entry | None:
        """The entry that is typed, None where it is new or none is."""
        return self.editor.entry if self.editing else None

    def look(self) -> None:
        """Go on with what was typed and not saved when the program ended."""
        if not self.editing:
            self.keeper.look()

    def may_edit(self) -> bool:
        """Tell whether another entry may be typed; where it may not, the editor says so."""
        if not (self.editing and self.editor.dirty):
            return True
        self.editor.say_unsaved()
        return False

    def edit(self, entry: Entry | None) -> None:
        """Type an entry, or a new one."""
        self.setCurrentWidget(self.editor)
        self.editor.edit(entry)

    def show_marked(self, entry: Entry | None, *, at_hand: bool) -> None:
        """Show the marked entry.

        Args:
            entry: the entry.
            at_hand: whether the keys move the mark: an editor left as it was gives way.
        """
        if at_hand and not (self.editor.dirty or self.editor.awaited):
            self.setCurrentWidget(self.detail)
        self.detail.show_entry(entry)

    def let_go(self, entry: Entry) -> bool:
        """Close the editor of an entry that is about to go; tell whether it may."""
        if self.typed is None or self.typed.id != entry.id:
            return True
        if not self.may_edit():
            return False
        self.setCurrentWidget(self.detail)
        return True

    def take_focus(self) -> None:
        """Put the cursor into what is in view."""
        if self.editing:
            self.editor.take_focus()
        else:
            self.detail.take_focus()

    def _on_saved(self, entry: Entry) -> None:
        self.setCurrentWidget(self.detail)
        self.detail.show_entry(entry)
        self.saved.emit(entry)

    def _on_left(self) -> None:
        self.setCurrentWidget(self.detail)
        self.left.emit()
