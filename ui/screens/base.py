"""What a screen is given and what it gives."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coletor.workspace import Workspace
from ui.sending import Dispatcher
from ui.style.theme import Theme
from ui.tasks import Tasks
from ui.widgets.tone import Tone

CHOOSE = "escolher"
"""Argument of Digitar that shows what can be typed."""

ANOTHER = "outro"
"""Argument of Digitar, already in view: a new contact beside the one half typed."""

PATIENT = "paciente:"
"""Argument of Digitar: a new contact filled with the entry of the register whose id follows."""

SEARCH = "busca:"
"""Argument of a list (Contatos, Pacientes, Profissionais): search for the words that follow."""

ENTRY = "cadastro:"
"""Argument of Pacientes and Profissionais: show the entry of the register whose id follows."""

DIFFERENCES = "diferencas"
"""Argument of Pacientes and Profissionais: show only the entries that contacts contradict."""


@dataclass
class Context:
    """What every screen works with.

    Args:
        opened: the open folder; None while screens are made ahead, for a folder whose password
            is still being typed.
        tasks: runs work off the GUI thread.
        theme: the theme in use.
        dispatcher: sends the outbox.
        go: opens a screen by its id, with an argument such as a contact's UUID.
        toast: says something for a few seconds over the window.
        place: what holds the screens. They are made inside it: Qt dresses a widget, and all it
            holds, anew whenever it comes to another place.
    """

    opened: Workspace | None
    tasks: Tasks
    theme: Theme
    dispatcher: Dispatcher
    go: Callable[[str, str], None]
    toast: Callable[[str, Tone], None]
    place: QWidget | None = None

    @property
    def workspace(self) -> Workspace:
        """The open folder; touched only inside `tasks.query` and `tasks.change`.

        Raises:
            RuntimeError: no folder is open yet: a screen may be made then, not brought into view.
        """
        if self.opened is None:
            raise RuntimeError("no folder is open yet")
        return self.opened


class Screen(QWidget):
    """A screen of the main window; what is in it is made by `_building`, part by part.

    Args:
        context: what it works with.
        parent: the widget it stands in, where that is not the window's place for screens.
        whole: whether it is made at once; otherwise `make_on` makes it, a part in each turn of
            the event loop.
    """

    def __init__(
        self, context: Context, parent: QWidget | None = None, *, whole: bool = True
    ) -> None:
        super().__init__(parent or context.place)
        self.setObjectName("screen")
        self.context = context
        self.page = QVBoxLayout(self)
        self.page.setContentsMargins(18, 12, 18, 12)
        self.page.setSpacing(10)
        self._parts: Iterator[None] | None = self._building()
        if whole:
            self.make_whole()

    def _building(self) -> Iterator[None]:
        """Make what is in the screen; each yield lets keys and paintings come in between.

        Nothing outside may reach the screen before its last part: signals of what lives longer
        are connected there.
        """
        yield from ()

    def make_on(self) -> bool:
        """Make a part more; tell whether anything is left to be made."""
        if self._parts is not None and next(self._parts, self) is self:
            self._parts = None
        return self._parts is not None

    def make_whole(self) -> None:
        """Make all that is left."""
        while self.make_on():
            pass

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit what is in the screen to its room, once it stands."""
        super().resizeEvent(event)
        if self._parts is None:
            self._fit()

    def _fit(self) -> None:
        """Fit what is in the screen to its new room, where the layouts do not."""

    def activate(self, argument: str = "") -> None:
        """Come into view: ask for fresh data and take the focus.

        Args:
            argument: what to show, such as a UUID; empty for the screen as it is.
        """

    def may_leave(self) -> bool:
        """Tell whether the screen may go out of view; it says itself why not."""
        return True

    def out_of_view(self) -> None:
        """Let go of what is worth nothing: another screen stands in the place of this one."""

    def finish(self) -> None:
        """Store what is still in the air: the program is about to end."""

    def end(self) -> None:
        """Let go of what is in view: the folder is about to be closed."""
        self.finish()
