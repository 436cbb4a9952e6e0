"""What else can be done with the contact in the form, offered beside it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

from coletor.messages import text
from ui import acting
from ui.acting import Deed, Done
from ui.form import starting
from ui.widgets.asking import ActionPanel
from ui.widgets.tone import Tone

if TYPE_CHECKING:
    from coletor.errors import ColetorError
    from ui.form.screen import FormScreen


class Situations(QObject):
    """Offers deeds in the side panel of Digitar and carries them out.

    Args:
        screen: the screen; it owns this object.
    """

    def __init__(self, screen: "FormScreen") -> None:
        super().__init__(screen)
        self._screen = screen
        self._uuid = ""
        self.panel = ActionPanel()
        screen.panel.add_actions(self.panel)
        self.panel.confirmed.connect(self._perform)
        self.panel.left.connect(self._leave)
        screen.head.more_wanted.connect(self.open)
        QShortcut(QKeySequence("F10"), screen).activated.connect(self.open)

    def show(self, uuid: str, deeds: tuple[Deed, ...]) -> None:
        """Take another contact: its deeds are offered when they are asked for.

        Args:
            uuid: the contact in the form.
            deeds: what could be done with it when it was opened.
        """
        self._uuid = uuid
        self.panel.offer(())
        self._screen.head.show_more(any_at_all=bool(deeds))

    def open(self) -> None:
        """Store what was typed, and offer what can be done with the contact now."""
        session, context = self._screen.session, self._screen.context
        if session is None or session.concluding or self._screen.starting:
            return
        session.finish()
        self._screen.keys.hold()  # for what is going to be offered
        workspace, uuid = context.workspace, session.uuid
        context.tasks.change(
            lambda: acting.deeds(workspace, uuid, typing=True),
            lambda deeds: self._offer(uuid, deeds),
            self._fail,
            owner=self,
        )

    def _offer(self, uuid: str, deeds: tuple[Deed, ...]) -> None:
        if uuid != self._uuid:
            return  # another contact is in the form by now: these are not for it
        self.panel.offer(deeds)
        self._screen.head.show_more(any_at_all=bool(deeds))
        if not self.panel.take_focus():
            self._screen.context.toast(text("acts.nothing"), Tone.NEUTRAL)
        self._screen.free_keys()

    def _leave(self) -> None:
        self._screen.back_to_field()
        self.panel.offer(())

    def _perform(self, deed: str, reason: str) -> None:
        context, uuid = self._screen.context, self._uuid
        self._screen.finish()
        self._screen.keys.hold()  # for what comes of it
        workspace = context.workspace
        context.tasks.change(
            lambda: acting.perform(workspace, uuid, deed, reason),
            self._on_done,
            self._fail,
            touches=("drafts", "contacts", "outbox"),
            owner=self,
        )

    def _on_done(self, done: Done) -> None:
        self._screen.context.toast(done.words, Tone.OK)
        workspace = self._screen.context.workspace
        self._screen.telling.carry(done.note)
        if done.uuid:
            self._screen.activate(done.uuid)
        else:
            self._screen.begin(lambda: starting.new_contact(workspace))
        self._screen.free_keys()  # where nothing comes: what stands in the form is not stored

    def _fail(self, error: "ColetorError") -> None:
        self._screen.context.toast(str(error), Tone.ERROR)
        self._leave()
        self._screen.free_keys()
