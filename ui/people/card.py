"""The card of a person as it stands in the place of the form, until it is saved or left."""

from collections.abc import Callable, Mapping

from coletor.registers import Entry
from ui.people.editor import PersonEditor
from ui.people.keeping import Keeper
from ui.screens.base import Context


class PersonCard:
    """An editor of a register; what is typed in it is kept until it is saved.

    Args:
        context: what the screen works with.
        register_id: the register.
        saved: called with the entry that was saved.
        left: called when it is left without.
    """

    def __init__(
        self,
        context: Context,
        register_id: str,
        saved: Callable[[Entry], None],
        left: Callable[[], None],
    ) -> None:
        self.widget = PersonEditor(context, register_id)
        self.widget.begins_at_gap = True
        self.widget.saved.connect(saved)
        self.widget.left.connect(left)
        self._keeper = Keeper(context, self.widget)

    def begin(self, entry: Entry | None, said: Mapping[str, str]) -> None:
        """Show an entry, or a new one with what is said of it already, by field id."""
        self._keeper.begin(entry, {} if entry is not None else said)

    def finish(self) -> None:
        """Keep what is typed: the program may be about to end."""
        self._keeper.finish()

    def may_leave(self) -> bool:
        """Tell whether nothing is typed that is not saved; it says so."""
        if self.widget.dirty:
            self.widget.say_unsaved()
        return not self.widget.dirty

    def take_focus(self) -> None:
        """Put the cursor back to where it was."""
        self.widget.take_focus()
