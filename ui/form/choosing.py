"""Choosing what to type: a new document, a draft to go on with, or one to throw away."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeyEvent

from coletor.messages import text
from coletor.model import Model
from coletor.store import Summary
from ui.form import starting
from ui.form.chooser import Binned, New, Resumed
from ui.widgets.tone import Tone

if TYPE_CHECKING:
    from coletor.errors import ColetorError
    from ui.form.screen import FormScreen

_TOUCHED = ("drafts", "contacts")


class Choosing(QObject):
    """Does what is chosen in the list of Digitar.

    Args:
        screen: the screen; it owns this object.
    """

    def __init__(self, screen: "FormScreen") -> None:
        super().__init__(screen)
        self._screen = screen
        self._models: tuple[Model, ...] = ()
        self._discarded: int | None = None
        self._listed = 0
        self.drafts: tuple[Summary, ...] = ()
        chooser = screen.chooser
        chooser.chosen.connect(self.choose)
        chooser.cancelled.connect(self._leave)
        chooser.typed.connect(self._type_on)
        chooser.discarded.connect(self._discard)
        chooser.undone.connect(self._undo)

    def know(self, models: Sequence[Model], drafts: Sequence[Summary]) -> None:
        """Take what there is to choose from.

        Args:
            models: those that a new document may take, the usual one first.
            drafts: the open drafts but the one in the form.
        """
        self._models = tuple(models)
        self.drafts = tuple(drafts)
        self._screen.head.show_drafts(len(self.drafts))

    def open(self) -> None:
        """Show the list."""
        self._list()
        self._screen.show_chooser()

    def _list(self) -> None:
        """List what there is at once, and below it, as soon as it is read, what is in the bin."""
        context, chooser = self._screen.context, self._screen.chooser
        chooser.show_choices(self._models, self.drafts)
        self._listed += 1
        listed, drafts = self._listed, context.workspace.drafts

        def done(found: list[Summary]) -> None:
            if listed == self._listed:
                chooser.show_bin([each for each in found if not each.blank])

        context.tasks.query(drafts.discarded, done, self._fail, owner=self)

    def choose(self, what: New | Resumed | Binned) -> None:
        """Open what was chosen; an untouched form of the same model is good enough."""
        session, workspace = self._screen.session, self._screen.context.workspace
        if isinstance(what, Binned):
            if what.draft_id == self._discarded:
                self._discarded = None  # it is no longer to be undone, and no longer said
                self._screen.notice.clear()
            self._screen.begin(lambda: starting.restored(workspace, what.draft_id), changes=True)
            return
        if isinstance(what, Resumed):
            self._screen.begin(lambda: starting.resumed(workspace, what.draft_id))
        elif session is not None and session.untouched and session.model.id == what.model_id:
            self._leave()
        else:
            self._screen.begin(lambda: starting.new_contact(workspace, what.model_id))

    def another(self) -> None:
        """Begin a contact beside the one in the form, which stays a draft."""
        screen, session = self._screen, self._screen.session
        screen.bringing.forget_wishes()  # the last one counts
        if session is None or session.untouched or session.concluding or screen.starting:
            screen.activate()
            return
        workspace = screen.context.workspace
        screen.bringing.begin(lambda: starting.new_contact(workspace), following=True)
        if screen.starting:
            screen.context.toast(text("form.screen.set_aside"), Tone.NEUTRAL)

    def _leave(self) -> None:
        self._screen.show_form()
        self._screen.back_to_field()

    def _type_on(self, key: QKeyEvent) -> None:
        """Begin the usual document with the key that somebody typed over the list."""
        self.choose(New(self._models[0].id))
        self._screen.keys.add(key)
        if not self._screen.starting:
            self._screen.keys.release()

    def _discard(self, draft_id: int) -> None:
        context = self._screen.context
        drafts, operator = context.workspace.drafts, context.workspace.operator.id
        context.tasks.change(
            lambda: drafts.discard(draft_id, operator),
            lambda _: self._on_discarded(draft_id),
            self._fail,
            touches=_TOUCHED,
            owner=self,
        )

    def _on_discarded(self, draft_id: int) -> None:
        self._discarded = draft_id
        self._show([item for item in self.drafts if item.id != draft_id])
        self._screen.telling.tell(
            text("form.screen.discarded"), text("form.screen.undo_discard"), self._undo
        )

    def _undo(self) -> None:
        draft_id, self._discarded = self._discarded, None
        if draft_id is None:
            return
        workspace = self._screen.context.workspace

        def work() -> tuple[Summary, ...]:
            workspace.drafts.restore(draft_id, workspace.operator.id)
            return starting.open_drafts(workspace)

        self._screen.context.tasks.change(
            work, self._on_restored, self._fail, touches=_TOUCHED, owner=self
        )

    def _on_restored(self, drafts: tuple[Summary, ...]) -> None:
        self._screen.notice.clear()
        self._screen.context.toast(text("form.screen.restored"), Tone.OK)
        own = self._screen.session.draft_id if self._screen.session else None
        self._show([item for item in drafts if item.id != own])

    def _show(self, drafts: Sequence[Summary]) -> None:
        self.know(self._models, drafts)
        self._list()

    def _fail(self, error: "ColetorError") -> None:
        self._screen.context.toast(str(error), Tone.ERROR)
