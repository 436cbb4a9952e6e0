"""What the form lets go of when it goes on: what was only looked at, what holds nothing."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from coletor.errors import ColetorError
from coletor.workspace.looking import Look, put_back
from ui.widgets.tone import Tone

if TYPE_CHECKING:
    from ui.form.screen import FormScreen


class Looking(QObject):
    """What the contact in the form was before it was opened.

    Args:
        screen: the form.
    """

    def __init__(self, screen: "FormScreen") -> None:
        super().__init__(screen)
        self._screen = screen
        self._look: Look | None = None

    def begin(self, look: Look | None) -> None:
        """Note what is in the form now.

        Args:
            look: how it stood; None for what was open already, or is new.
        """
        self._look = look

    def put_back(self) -> bool:
        """Put the contact back where nothing was changed in it; tell whether that is under way."""
        look, self._look = self._look, None
        screen = self._screen
        session = screen.session
        if look is None or session is None or session.changed:
            return False
        context = screen.context
        workspace = context.workspace
        context.tasks.change(
            lambda: put_back(workspace, look), None, self._on_error, touches=("contacts", "outbox")
        )
        return True

    def let_go(self) -> bool:
        """Put back what was only looked at, drop what is empty; tell whether one is asked."""
        return self.put_back() or self.drop_empty()

    def drop_empty(self) -> bool:
        """Have a new contact's draft go where nothing typed is left in it.

        The store looks again, once all that was typed is there, and has the last word.

        Returns:
            Whether it was asked for.
        """
        session = self._screen.session
        return session is not None and self._look is None and session.drop_empty()

    def _on_error(self, error: ColetorError) -> None:
        self._screen.context.toast(str(error), Tone.ERROR)
