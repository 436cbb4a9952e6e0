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
        self._passed: list[Look] = []

    def begin(self, look: Look | None) -> set[int]:
        """Note what is in the form now; what was opened and passed over goes back.

        Args:
            look: how it stood; None for what was open already, or is new.

        Returns:
            The drafts that go back.
        """
        self._look = look
        return self.put_back_passed()

    def pass_over(self, look: Look | None) -> None:
        """Note a contact that was opened for a form whose place another one takes.

        Args:
            look: how it stood; None for what was open already, or is new.
        """
        if look is not None:
            self._passed.append(look)

    def put_back_passed(self) -> set[int]:
        """Put back what was opened and never shown, and return its drafts.

        Asked for twice, a contact is in the form, open since the first time.
        """
        passed, self._passed = self._passed, []
        session = self._screen.session
        here = session.draft_id if session is not None else None
        for look in passed:
            if look.draft_id == here:
                self._look = look
            else:
                self._put_back(look)
        return {look.draft_id for look in passed} - {here}

    def put_back(self) -> bool:
        """Put the contact back where nothing was changed in it; tell whether that is under way."""
        look, self._look = self._look, None
        session = self._screen.session
        if look is None or session is None or session.changed:
            return False
        self._put_back(look)
        return True

    def _put_back(self, look: Look) -> None:
        context = self._screen.context
        workspace = context.workspace
        context.tasks.change(
            lambda: put_back(workspace, look), None, self._on_error, touches=("contacts", "outbox")
        )

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
