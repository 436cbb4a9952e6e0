"""Brings contacts into the form: each is read, made piece by piece, and shown when it is whole."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from coletor.errors import ColetorError
from coletor.messages import text
from ui.form import starting
from ui.form.names import Names
from ui.form.session import FormSession
from ui.form.view import FormView
from ui.pieces import Pieces
from ui.widgets.tone import Tone

if TYPE_CHECKING:
    from coletor.registers import Entry
    from ui.form.screen import FormScreen


class Bringing(QObject):
    """The way of a contact into the form; of several asked for, the last one gets there.

    Args:
        screen: the screen; it owns this object.
    """

    def __init__(self, screen: "FormScreen") -> None:
        super().__init__(screen)
        self._screen = screen
        self.under_way = False
        self.list_wanted = False
        """Whether the list of what can be typed is to stand as soon as the form is there."""
        self._asked = 0
        self._any_yet = False
        self._making: Pieces | None = None
        self._coming: starting.Start | None = None
        self._next: tuple[starting.Reader, bool] | None = None

    def begin(
        self, read: starting.Reader, *, changes: bool = False, following: bool = False
    ) -> None:
        """Open a draft; the one in the form is stored first and stays a draft.

        One in which nothing is left goes; see `Looking.let_go`. One that is being concluded comes
        to its end first.

        Args:
            read: returns what the form starts from.
            changes: whether it writes (a contact reopened for correction).
            following: whether it is the next one to be typed.
        """
        screen = self._screen
        if screen.session is not None and screen.session.concluding:
            self._next = read, changes
            return
        if screen.session is not None and screen.session.troubled:
            screen.context.toast(text("form.screen.stays_here"), Tone.ERROR)
            screen.session.flush()
            screen.show_form()
            screen.back_to_field()
            return
        screen.finish()
        changes = screen.looking.let_go() or changes
        self._drop_made()
        self.under_way = True
        screen.typed_on.on_begin(following=following)
        screen.keys.hold()
        self._asked += 1
        asked, tasks = self._asked, screen.context.tasks
        run = tasks.change if changes else tasks.query
        run(
            self._with_memory(read),
            lambda start: self._on_start(start, asked),
            lambda error: self._on_error(error, asked),
            owner=self,
        )

    def begin_next(self, usual: starting.Reader) -> None:
        """Open what was asked for while the contact before was concluded, or else the usual one.

        Args:
            usual: returns what a form starts from that nobody asked for.
        """
        read, changes = self._next or (usual, False)
        self._next = None
        self.begin(read, changes=changes, following=read is usual)

    def forget_wishes(self) -> None:
        """Stay with the contact in the form, which wants something before it is concluded."""
        self._next, self.list_wanted = None, False

    def take_unseen(self) -> None:
        """Put what was typed for the form while it was out of view into its fields, at last."""
        keys, session = self._screen.keys, self._screen.session
        if keys.holding or keys.empty or session is None:
            return
        stop = session.navigator.first()
        for words in keys.words():
            if stop is not None and words:
                session.put(stop, words)
            stop = session.navigator.next(stop) if stop is not None else None

    def _with_memory(self, read: starting.Reader) -> starting.Reader:
        """Read the last contact of an earlier sitting too, while this one has none."""
        if self._screen.memory.before is not None:
            return read
        workspace = self._screen.context.workspace
        return lambda: replace(read(), previous=starting.last_concluded(workspace))

    def _on_start(self, start: starting.Start, asked: int) -> None:
        if asked != self._asked:  # another one was asked for meanwhile: the keys are that one's
            self._pass_over(start)
            return
        context = self._screen.context
        services = starting.services_of(context.workspace, context.tasks, start)
        names = Names(services)
        session = FormSession(start.layout, services, start.opening, names.of, self._screen)
        names.setParent(session)
        view = FormView(session, names, self._screen.place)
        show = partial(self._show_made, start, view)
        self._coming = start
        self._making = Pieces(view, [*view.pieces(), show])
        self._making.start()

    def give_up(self) -> None:
        """Wait for no form any more: the folder is about to be closed."""
        self._asked += 1
        self.under_way = False
        self.forget_wishes()
        self._drop_made()
        self._screen.looking.put_back_passed()

    def _drop_made(self) -> None:
        """Let go of a form that is still being made: another one was asked for."""
        making, self._making = self._making, None
        coming, self._coming = self._coming, None
        if making is not None and coming is not None:
            making.stop()
            view = cast("FormView", making.parent())
            self._screen.drop(view.session, view)
            self._pass_over(coming)

    def _pass_over(self, start: starting.Start) -> None:
        """Have a contact that is not going to be shown be what it was before it was opened."""
        self._screen.looking.pass_over(start.look)
        if not self.under_way:
            self._screen.looking.put_back_passed()

    def _show_made(self, start: starting.Start, view: FormView) -> None:
        """Show the form that was just made in the place of the one before."""
        screen, choosing = self._screen, self._screen.choosing
        self.under_way, self._making, self._coming = False, None, None
        screen.concluding.drop_question()  # it was of the one before
        screen.take_in(start, view)
        no_more = {start.opening.draft_id, *screen.looking.begin(start.look)}
        choosing.know(start.models, [item for item in start.drafts if item.id not in no_more])
        new = start.opening.draft_id is None and start.patient is None
        unasked = choosing.drafts and not self._any_yet and new
        wanted, self.list_wanted, self._any_yet = self.list_wanted, False, True
        if wanted or (unasked and screen.keys.empty):
            choosing.open()
        else:
            screen.show_form()
            view.yielding = screen.keys.taken
            self._focus_start(view, start.patient)
            view.yielding = False
        screen.keys.release()

    def _focus_start(self, view: FormView, patient: "Entry | None") -> None:
        refused = next((item for item in view.session.pending if item.refused), None)
        if refused is not None and patient is None:
            view.focus(refused.stop)
            return
        view.focus_first()
        if patient is not None and self._screen.people is not None:
            self._screen.people.begin_with(patient)

    def _on_error(self, error: ColetorError, asked: int) -> None:
        screen = self._screen
        screen.context.toast(str(error), Tone.ERROR)
        if asked != self._asked:
            return  # another one is on its way
        self.under_way = self.list_wanted = False
        screen.looking.put_back_passed()
        typed = screen.keys.drop()
        if typed:
            screen.telling.tell(text("form.screen.not_opened", typed=typed))
        screen.back_to_field()
