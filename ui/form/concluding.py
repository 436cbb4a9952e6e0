"""Concluding the contact in the form, and telling what the service answers."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from coletor.messages import text
from ui.form import starting
from ui.form.pending import Pending
from ui.form.receipts import Answer, Receipts
from ui.form.recent import Concluded
from ui.widgets.tone import Tone

if TYPE_CHECKING:
    from coletor.errors import ColetorError
    from ui.form.screen import FormScreen

_PATIENT = "nome_individuo"


class Concluding(QObject):
    """Ends one contact and begins the next.

    Args:
        screen: the screen; it owns this object.
    """

    def __init__(self, screen: "FormScreen") -> None:
        super().__init__(screen)
        self._screen = screen
        self._receipts = Receipts(screen.context.dispatcher, self)
        self._receipts.answered.connect(self._on_answer)
        self._last = self._name = self._offered = ""
        self._asked = False

    def start(self) -> None:
        """Conclude the contact; what is typed from now on is of the next one."""
        screen = self._screen
        if screen.session is None or screen.session.concluding or screen.starting:
            return
        if screen.panel.question.asking and self._give_reason():
            return
        if screen.session.untouched:  # the key pressed twice: no reason to turn all fields red
            if screen.keys.releasing:
                return  # pressed before the form was there: what was said of the other stands
            screen.context.toast(text("form.screen.nothing_typed"), Tone.NEUTRAL)
            return
        if screen.view is not None:
            screen.view.leave_field()
        screen.typed_on.stop_listening()
        screen.keys.hold(idle=False)
        screen.head.show_concluding(busy=True)
        screen.session.conclude()

    def _give_reason(self) -> bool:
        """Take the reason that is being written; tell whether somebody is at it."""
        screen, question = self._screen, self._screen.panel.question
        if not question.reason.hasFocus():
            self.drop_question()  # it is asked again, where the warning still stands
            return False
        self._asked = True
        if not question.give():
            screen.keys.hold(idle=False)  # what comes now is no answer, as after any refusal
            self._refuse(question.reason.setFocus)
        return True

    def on_blocked(self, item: Pending) -> None:
        """Go to what has to be settled first."""
        screen = self._screen
        screen.head.show_concluding(busy=False)
        view = screen.view
        self._refuse(screen.back_to_field if view is None else partial(view.focus, item.stop))

    def _refuse(self, go: Callable[[], None]) -> None:
        """Stay with this contact, which wants something before it is concluded.

        Args:
            go: puts the cursor where that is.
        """
        self._screen.bringing.forget_wishes()
        self._screen.typed_on.refuse(go)

    def on_doubted(self, items: list[Pending]) -> None:
        """Ask why the first of the warnings is right; the contact goes once all have a reason."""
        self._screen.head.show_concluding(busy=False)
        self._refuse(partial(self._ask_first, items[0]))

    def _ask_first(self, item: Pending) -> None:
        self._asked = True
        self.ask_reason(item)

    def ask_reason(self, item: Pending) -> None:
        """Ask why a warning is right as it is, and those that say the same."""
        screen = self._screen
        if screen.session is not None:
            same = len(screen.session.settling.alike(item))
            screen.panel.question.ask(item, same, concluding=self._asked)

    def take_reason(self, item: Pending, reason: str) -> None:
        """Confirm a warning; conclude where it was asked for that."""
        session = self._screen.session
        if session is None:
            return
        if self._asked:
            self._screen.keys.hold(idle=False)  # what is typed from now on is of the next one
        session.settling.confirm(item, reason, self.start if self._asked else None)

    def drop_question(self) -> None:
        """Ask no more: another contact is in the form, or this one is concluded anew."""
        if self._screen.panel.question.asking:
            self.forget_question()
            self._screen.panel.question.forget()

    def forget_question(self) -> None:
        """The reason was given, or is not going to be."""
        self._asked = False

    def on_failed(self, error: "ColetorError") -> None:
        """Say why it could not be stored, checked or concluded."""
        screen = self._screen
        screen.head.show_concluding(busy=False)
        if screen.session is not None and not screen.session.stored:
            screen.head.show_unsaved()
        if not screen.starting:  # or the keys are those of the form that comes
            self._refuse(screen.back_to_field)
        screen.context.toast(str(error), Tone.ERROR)

    def on_concluded(self, uuid: str) -> None:
        """Say that it is done and begin the next contact."""
        screen, session = self._screen, self._screen.session
        assert session is not None  # the one that says so
        sent = session.layout.model.is_sent()
        name = session.rows.value(session.rows.root.id, _PATIENT)
        self._last, self._name = uuid, str(name or text("form.screen.no_name"))
        screen.head.show_concluding(busy=False)
        screen.memory.keep(session.rows)
        screen.context.toast(text("form.screen.queued" if sent else "form.screen.kept"), Tone.OK)
        if sent:
            self._watch(uuid, self._name)
        workspace = screen.context.workspace
        screen.bringing.begin_next(lambda: starting.new_contact(workspace))

    def take_back(self) -> None:
        """Open the contact concluded last again, when the key comes a second time.

        Nothing is typed in the form yet: what a person wants undone is the conclusion.
        """
        screen = self._screen
        here = screen.session.uuid if screen.session is not None else ""
        if not self._last:
            screen.context.toast(text("form.screen.nothing_to_undo"), Tone.NEUTRAL)
        elif self._offered == here:
            self._offered = ""
            screen.activate(self._last)
        else:
            self._offered = here
            screen.context.toast(text("form.screen.take_back", name=self._name), Tone.NEUTRAL)

    def _watch(self, uuid: str, name: str) -> None:
        self._receipts.watch(uuid, name)
        self._screen.panel.recent.add(Concluded(uuid, name, text("form.word.queued"), Tone.ACCENT))

    def _on_answer(self, answer: Answer) -> None:
        screen = self._screen
        screen.panel.recent.update_item(answer.uuid, answer.word, answer.tone, answer.remark)
        if answer.tone is Tone.ERROR:
            again = text("form.screen.correct")
            screen.telling.tell(
                answer.sentence,
                again,
                lambda: screen.activate(answer.uuid),
                answer.tone,
                answer.uuid,
            )
        else:
            screen.telling.settle(answer.uuid)
            screen.context.toast(answer.sentence, answer.tone)
