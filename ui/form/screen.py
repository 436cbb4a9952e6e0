"""Digitar: one contact is typed, checked, concluded, and the next one begins."""

from collections.abc import Iterator

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from coletor.messages import text
from ui.buffering import KeyBuffer
from ui.form import starting
from ui.form.acts import Actions
from ui.form.bringing import Bringing
from ui.form.cards import CardMaker, Cards
from ui.form.chooser import Chooser
from ui.form.choosing import Choosing
from ui.form.concluding import Concluding
from ui.form.gutter import Gutter
from ui.form.head import FormHead
from ui.form.looking import Looking
from ui.form.memory import Memory
from ui.form.navigation import Stop
from ui.form.packing import Packing
from ui.form.panel import MOST_WIDTH, WIDTH
from ui.form.people import People
from ui.form.person_remark import PersonRemark
from ui.form.session import FormSession
from ui.form.side import Side
from ui.form.situations import Situations
from ui.form.starting import Reader, Start
from ui.form.telling import Telling
from ui.form.typed_on import TypedOn
from ui.form.view import FormView
from ui.pieces import paint_later
from ui.screens.base import ANOTHER, CHOOSE, PATIENT, Context, Screen
from ui.widgets.beside import Beside
from ui.widgets.notice import Notice
from ui.widgets.tone import Tone

_PATIENT = "nome_individuo"

_LEAST_WIDTH, _LEAST_BESIDE = 560, 652
"""Of the form: where there is less room than the second figure, what is pending stands below it;
with less than the first, the screen scrolls: a date that is cut in its field helps nobody."""
_HEIGHTS = (300, 240)
"""Of the form and of what is pending, one below the other; the screen scrolls then."""


class FormScreen(Screen):
    """The screen where contacts are typed.

    Args:
        context: what it works with.
        make_card: makes the card of a person that stands in the place of the form.
        parent: the widget it stands in.
        whole: whether it is made at once.
    """

    def __init__(
        self,
        context: Context,
        make_card: CardMaker,
        parent: QWidget | None = None,
        *,
        whole: bool = True,
    ) -> None:
        super().__init__(context, parent, whole=False)
        self._make_card = make_card
        self.session: FormSession | None = None
        self.view: FormView | None = None
        self.acts: Actions | None = None
        self.people: People | None = None
        self.memory = Memory()
        self.keys = KeyBuffer(self)
        self.bringing = Bringing(self)
        self.concluding = Concluding(self)
        self.typed_on = TypedOn(self, self, "form.screen", context.tasks)
        self.looking = Looking(self)
        if whole:
            self.make_whole()

    def _building(self) -> Iterator[None]:
        self._make_head()
        yield
        self.notice = Notice()
        self.telling = Telling(self.notice, self)
        self._forms = QStackedWidget(self)
        self.page.addWidget(self._forms, 1)
        self.page.addWidget(self.notice)  # below: above, it would push what is typed in
        yield from self._make_form()
        yield
        self.packing = Packing(self)
        self.cards = Cards(self, self._make_card)
        self.person_remark = PersonRemark()
        self.person_remark.chosen.connect(self._focus)
        self.panel.add_actions(self.person_remark)
        yield
        self.chooser = Chooser(self._forms)
        self._forms.addWidget(self.chooser)
        self.choosing = Choosing(self)
        yield
        self.situations = Situations(self)
        # What stands in the place of the form has a next step of its own.
        self._forms.currentChanged.connect(lambda place: self.head.conclude.setEnabled(not place))

    def _make_head(self) -> None:
        self.head = FormHead()
        self.head.drafts_wanted.connect(self.choose)
        self.head.concluded.connect(self.concluding.start)
        QShortcut(QKeySequence("Ctrl+O"), self).activated.connect(self.choose)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.concluding.start)
        self.page.addWidget(self.head)

    def _make_form(self) -> Iterator[None]:
        """Make the place of the form, with what stands beside it."""
        body = Beside(
            self._forms,
            width=WIDTH,
            least=_LEAST_BESIDE,
            heights=_HEIGHTS,
            gap=0,
            most=MOST_WIDTH,
        )
        self._forms.addWidget(body)
        self.place = QWidget(body)
        row = QHBoxLayout(self.place)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._holder = QVBoxLayout()
        self._holder.addStrut(_LEAST_WIDTH)
        self._gutter = Gutter()
        row.addLayout(self._holder, 1)
        row.addWidget(self._gutter)
        yield
        self.side = Side(body)
        self.panel = self.side.panel
        self.panel.recent.chosen.connect(self.activate)
        self.panel.chosen.connect(lambda item: self._focus(item.stop))
        self.panel.confirmed.connect(self.concluding.take_reason)
        self.panel.released.connect(self.back_to_field)
        self.panel.released.connect(self.concluding.forget_question)
        yield
        body.stand(self.place, self.side, fixed=self.side)

    def take_modes(self, control: QWidget) -> None:
        """Put the control that switches between the ways of typing into the head."""
        self.head.take_modes(control)

    @property
    def starting(self) -> bool:
        """Whether another form is on its way into this one's place."""
        return self.bringing.under_way

    # Coming and going

    def activate(self, argument: str = "") -> None:
        """Show a contact to be corrected, or the form as it was left, or an empty one.

        Args:
            argument: UUID of a contact; `CHOOSE` for what can be typed; `ANOTHER` for a new
                contact beside this one; `PATIENT` and the id of
                an entry for a new contact of that person; empty for the form as it is.
        """
        workspace = self.context.workspace
        if argument and not self.cards.may_leave():
            return
        if self.starting:
            self.keys.hold()  # it is wanted once more: the keys are its own again
        if argument == CHOOSE:
            self._choose_at_last()
        elif argument == ANOTHER:
            self.choosing.another()
        elif argument.startswith(PATIENT):
            entry_id = int(argument.removeprefix(PATIENT))
            self.begin(lambda: starting.contact_of(workspace, entry_id))
        elif argument:
            self.begin(lambda: starting.reopened(workspace, argument), changes=True)
        elif self.session is None:
            self.begin(lambda: starting.new_contact(workspace))
        else:
            self._take_focus()

    def _take_focus(self) -> None:
        """Put the cursor into what is in view; who was answering beside it goes on answering."""
        if self._forms.currentIndex() == 1:
            self.chooser.list.setFocus()
        elif not self.form_in_view:
            self.cards.take_focus()
        elif not self.side.has_cursor:
            self.back_to_field()

    def may_leave(self) -> bool:
        """Tell whether the form may go out of view; an unsaved card says why it may not."""
        return self.cards.may_leave()

    def finish(self) -> None:
        """Store what is still in the air."""
        self.cards.finish()
        self.bringing.take_unseen()
        if self.session is not None:
            self.session.finish()

    def free_keys(self) -> None:
        """Type what was kept for something that is there now, unless a form is on its way."""
        concluding = self.session is not None and self.session.concluding
        if not self.starting and not concluding and not self.typed_on.parked:
            self.keys.release()

    def out_of_view(self) -> None:
        """Let a new contact go in which nothing is left; typed in again, it is there again."""
        self.looking.drop_empty()

    def end(self) -> None:
        """Let go of what is in the form: what was only looked at goes back to what it was."""
        self.finish()
        self.bringing.give_up()
        self.looking.let_go()

    def begin(self, read: Reader, *, changes: bool = False) -> None:
        """Open a draft in the place of the one in the form; see `Bringing.begin`."""
        self.bringing.begin(read, changes=changes)

    def take_in(self, start: Start, view: FormView) -> None:
        """Put a form that is made in the place of the one before."""
        self.side.back()
        self.memory.recall(start.previous)
        self.drop(self.session, self.view)
        session = view.session
        people = People(session, view)
        actions = Actions(session, view, self.memory, people)
        self.session, self.view, self.acts, self.people = session, view, actions, people
        self._holder.addWidget(view)
        paint_later(view)
        self._gutter.follow(view)
        view.show()  # a layout shows what it takes later, and only what is shown takes the cursor
        self._connect(session, view, actions)
        people.said.connect(self._say)
        people.remarked.connect(self.person_remark.show_remark)
        self.person_remark.show_remark(None)
        name = session.rows.value(session.rows.root.id, _PATIENT)
        known = start.opening.draft_id is not None
        self.head.begin(session.layout.model, str(name or "") if known else "")
        if known:
            self.head.show_saved()
        self.telling.begin(start.note, session.uuid)
        self.situations.show(session.uuid, start.deeds)
        self._on_pending()

    def _connect(self, session: FormSession, view: FormView, actions: Actions) -> None:
        session.saving.connect(self.head.show_saving)
        session.saved.connect(self.head.show_saved)
        session.pendingChanged.connect(self._on_pending)
        session.failed.connect(self.concluding.on_failed)
        session.recovered.connect(lambda: self._say(text("form.screen.recovered"), Tone.OK))
        session.conclusion.blocked.connect(self.concluding.on_blocked)
        session.conclusion.doubted.connect(self.concluding.on_doubted)
        session.conclusion.concluded.connect(self.concluding.on_concluded)
        view.focused.connect(self._on_focused)
        view.ended.connect(self._on_ended)
        view.stayed.connect(lambda: self._say(text("form.screen.end")))
        actions.said.connect(self._say)
        actions.concluding.connect(self.concluding.start)
        actions.emptied.connect(self.concluding.take_back)
        actions.asked_reason.connect(self.concluding.ask_reason)

    def drop(self, session: FormSession | None, view: FormView | None) -> None:
        """Let go of a form."""
        if view is not None:
            self._holder.removeWidget(view)
            view.hide()
            view.deleteLater()
        if session is not None:
            session.deleteLater()

    # What can be typed

    def choose(self) -> None:
        """Show the new documents and the open drafts to choose from."""
        if self.session is None or not self.cards.may_leave():
            return
        if self.starting or self.session.concluding:
            self.bringing.list_wanted = True
        else:
            self.choosing.open()

    def _choose_at_last(self) -> None:
        """Show what can be typed, once there is anything to show."""
        if self.session is not None:
            self.choosing.open()
            return
        workspace = self.context.workspace
        self.bringing.list_wanted = True
        self.begin(lambda: starting.new_contact(workspace))

    def show_chooser(self) -> None:
        """Show the list of what can be typed in the place of the form."""
        self._forms.setCurrentIndex(1)
        self.chooser.list.setFocus()

    def show_instead(self, widget: QWidget) -> None:
        """Show a widget in the place of the form, until `show_form`."""
        if self._forms.indexOf(widget) < 0:
            self._forms.addWidget(widget)
        self._forms.setCurrentWidget(widget)

    def show_form(self) -> None:
        """Show the form in the place of the list of what can be typed."""
        self._forms.setCurrentIndex(0)

    @property
    def form_in_view(self) -> bool:
        """Whether the form is in view, and not the list of what can be typed."""
        return self._forms.currentIndex() == 0

    # What the form says

    def _on_pending(self) -> None:
        if self.session is not None:
            self.side.show_pending(self.session)

    def _on_focused(self, stop: Stop) -> None:
        if self.view is not None:
            self.side.explain(self.view, stop)

    def _on_ended(self, forward: bool) -> None:
        if forward:
            self.head.conclude.setFocus()

    def _say(self, words: str, tone: Tone = Tone.NEUTRAL) -> None:
        self.context.toast(words, tone)

    def _focus(self, stop: Stop) -> None:
        if self.view is not None:
            self.view.focus(stop)

    def back_to_field(self) -> None:
        """Give the cursor back to the field that had it."""
        view = self.view
        if view is None or not self.form_in_view:
            return
        here = view.wanted or view.current
        if here is not None:
            view.focus(here)
        else:
            view.focus_first()
